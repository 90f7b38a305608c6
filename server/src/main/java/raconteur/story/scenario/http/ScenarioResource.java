package raconteur.story.scenario.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.platform.http.IfMatch;
import raconteur.protocol.DrawnSlots;
import raconteur.protocol.NewScenario;
import raconteur.protocol.Page;
import raconteur.protocol.ScenarioCard;
import raconteur.protocol.ScenarioChange;
import raconteur.protocol.ScenarioState;
import raconteur.protocol.SlotDraw;
import raconteur.protocol.TextLength;
import raconteur.story.scenario.Authoring;
import raconteur.story.scenario.Drawing;

/** What stories can begin from. */
@Path("/api/scenarios")
@Singleton
@RolesAllowed(Caller.STORY)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class ScenarioResource {
    private final Authoring authoring;
    private final Drawing drawing;
    private final Callers callers;

    ScenarioResource(Authoring authoring, Drawing drawing, Callers callers) {
        this.authoring = authoring;
        this.drawing = drawing;
        this.callers = callers;
    }

    @GET
    @Operation(
            summary = "The caller's own scenarios, the shared ones and the library, newest first",
            description = "language keeps those of a language, origin those that are own, shared or library.")
    public Page<ScenarioCard> list(
            @QueryParam("language") @Nullable @TextLength(min = 1, max = 40) String language,
            @QueryParam("origin") @Nullable @Pattern(regexp = "own|shared|library") String origin,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return authoring.list(callers.current().account(), language, origin, cursor, limit);
    }

    @POST
    @Operation(
            summary = "Keep a scenario",
            description = "422 names every field that is not as the schema has it. Operators may share it with"
                    + " everybody; 403 for anyone else who wants that.")
    public RestResponse<ScenarioState> make(@NotNull @Valid NewScenario wish) {
        return created(authoring.make(callers.current(), wish.scenario(), Boolean.TRUE.equals(wish.shared())));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One scenario")
    public ScenarioState get(@PathParam("id") String id) {
        return authoring.get(callers.current().account(), Ids.require(id));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Put another text in its place",
            description = "409 when it moved on since the version or If-Match. Of one of the library a copy with that"
                    + " text is made: 201, with its own id and copied_from.")
    public RestResponse<ScenarioState> change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid ScenarioChange change) {
        var state = authoring.change(
                callers.current(), Ids.require(id), change.scenario(), IfMatch.version(ifMatch, change.version()));
        return state.copiedFrom() == null ? RestResponse.ok(state) : created(state);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Delete it; it can be restored for a while unless purge is true",
            description = "Stories that began from it go on: each has its own copy.")
    public void delete(@PathParam("id") String id, @QueryParam("purge") @DefaultValue("false") boolean purge) {
        authoring.delete(callers.current(), Ids.require(id), purge);
    }

    @POST
    @Path("/{id}/restore")
    @Operation(summary = "Bring a deleted one back")
    public ScenarioState restore(@PathParam("id") String id) {
        return authoring.restore(callers.current(), Ids.require(id));
    }

    @POST
    @Path("/{id}/copy")
    @Operation(summary = "Make one of the caller's own of it")
    public RestResponse<ScenarioState> copy(@PathParam("id") String id) {
        return created(authoring.copy(callers.current(), Ids.require(id)));
    }

    @POST
    @Path("/draw")
    @Operation(
            summary = "Draw slots",
            description = "From a scenario's lists, or from built-in ones. The same seed draws the same.")
    public DrawnSlots draw(@NotNull @Valid SlotDraw wish) {
        return drawing.draw(callers.current(), wish);
    }

    private static RestResponse<ScenarioState> created(ScenarioState state) {
        return RestResponse.status(RestResponse.Status.CREATED, state);
    }
}
