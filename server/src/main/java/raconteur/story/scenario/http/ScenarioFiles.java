package raconteur.story.scenario.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.Language;
import raconteur.platform.http.Callers;
import raconteur.protocol.Scenario;
import raconteur.protocol.ScenarioState;
import raconteur.protocol.ScenarioVerdict;
import raconteur.story.scenario.Authoring;
import raconteur.story.scenario.Fault;
import raconteur.story.scenario.Rulebook;

/** Scenarios as files: in, out, and what is wrong with one. */
@Path("/api/scenarios")
@Singleton
@RolesAllowed(Caller.STORY)
@RunOnVirtualThread
public final class ScenarioFiles {
    private static final String YAML = "application/yaml";

    private final Authoring authoring;
    private final Uploads uploads;
    private final Callers callers;

    ScenarioFiles(Authoring authoring, ObjectMapper json, Callers callers) {
        this.authoring = authoring;
        this.uploads = new Uploads(json);
        this.callers = callers;
    }

    @POST
    @Path("/import")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Keep a scenario from a file: YAML or JSON",
            description = "422 names every field that is not as the schema has it, and of unknown ones the nearest that"
                    + " there is. shared as in POST /api/scenarios.")
    @RequestBody(
            content = {
                @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Scenario.class))
            })
    public RestResponse<ScenarioState> take(
            byte @Nullable [] body,
            @HeaderParam("Content-Type") @Nullable String type,
            @QueryParam("shared") @DefaultValue("false") boolean shared) {
        var caller = callers.current();
        return RestResponse.status(
                RestResponse.Status.CREATED, authoring.make(caller, uploads.read(body, type), shared));
    }

    @POST
    @Path("/validate")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What is wrong with a scenario, YAML or JSON",
            description = "Every fault with its path, and its line in YAML, in both languages. Nothing is kept.")
    @RequestBody(content = @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)))
    public ScenarioVerdict validate(byte @Nullable [] body, @HeaderParam("Content-Type") @Nullable String type) {
        var language = callers.current().language();
        var verdict = uploads.read(body, type);
        return new ScenarioVerdict(
                verdict.faults().isEmpty(),
                verdict.faults().stream().map(fault -> fault(fault, language)).toList(),
                verdict.scenario());
    }

    private static ScenarioVerdict.Fault fault(Fault fault, Language language) {
        var en = fault.message().en();
        var zh = fault.message().zh();
        return new ScenarioVerdict.Fault(fault.path(), fault.line(), language == Language.ZH ? zh : en, en, zh);
    }

    @GET
    @Path("/{id}/export")
    @Produces(YAML)
    @Operation(summary = "A scenario as a YAML file")
    public Response export(@PathParam("id") String id) {
        var scenario = Ids.require(id);
        return Response.ok(authoring.yaml(callers.current().account(), scenario), YAML + ";charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"" + scenario + ".yaml\"")
                .build();
    }

    @GET
    @Path("/schema")
    @Produces("application/schema+json")
    @Operation(summary = "The JSON Schema of scenarios")
    public String schema() {
        callers.current();
        return Rulebook.text();
    }
}
