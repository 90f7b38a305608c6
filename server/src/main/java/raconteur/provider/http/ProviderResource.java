package raconteur.provider.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.platform.http.IfMatch;
import raconteur.protocol.NewKey;
import raconteur.protocol.NewProvider;
import raconteur.protocol.Page;
import raconteur.protocol.ProviderChange;
import raconteur.protocol.TryProvider;
import raconteur.provider.ApiKey;
import raconteur.provider.catalogue.Catalogue;
import raconteur.provider.catalogue.Changes;
import raconteur.provider.catalogue.Trial;
import raconteur.provider.http.ProviderViews.ProviderView;
import raconteur.provider.http.ProviderViews.TrialView;

/** Providers, for operators. */
@Path("/api/admin/providers")
@Singleton
@RolesAllowed({Caller.OPERATOR, Caller.ADMIN})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class ProviderResource {
    private final Catalogue catalogue;
    private final Changes changes;
    private final Trial trial;
    private final Callers callers;

    ProviderResource(Catalogue catalogue, Changes changes, Trial trial, Callers callers) {
        this.catalogue = catalogue;
        this.changes = changes;
        this.trial = trial;
        this.callers = callers;
    }

    @GET
    @Operation(
            summary = "Every provider there is a word about, the preferred ones first",
            description = "Those with set_up false are only on offer: the built-in table, and model servers found on"
                    + " this machine (source discovered).")
    public Page<ProviderView> all() {
        return new Page<>(catalogue.entries().stream().map(ProviderViews::of).toList(), null);
    }

    @POST
    @Operation(
            summary = "Add a provider",
            description = "One of the built-in table needs its id and a key only. 409 when there is one of that name.")
    @APIResponse(responseCode = "201", description = "Added, and in use from now on")
    public RestResponse<ProviderView> add(@NotNull @Valid NewProvider draft) {
        var said = Reading.provider(draft);
        var written = draft.keys();
        var keys = written == null
                ? List.<ApiKey>of()
                : written.stream().map(Reading::key).toList();
        return RestResponse.status(RestResponse.Status.CREATED, ProviderViews.of(changes.add(said, keys)));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One provider")
    public ProviderView get(@PathParam("id") String id) {
        return ProviderViews.of(catalogue.entry(id));
    }

    @PATCH
    @Path("/{id}")
    @Operation(
            summary = "Change what is named",
            description = "Acts at once; turns that run keep what they have. 409 when it moved on since the version or"
                    + " If-Match, and for what the environment names. A new host leaves the stored keys unused:"
                    + " they were entered for the old one.")
    public ProviderView change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid ProviderChange change) {
        var said = Reading.provider(id, change, catalogue.entry(id).connection().dialect());
        return ProviderViews.of(changes.change(said, IfMatch.version(ifMatch, change.version())));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Remove a provider with its keys",
            description = "Of one that the environment or the built-in table names, forgets what was said of it here.")
    public void remove(@PathParam("id") String id) {
        changes.remove(id);
    }

    @POST
    @Path("/{id}/accept")
    @Operation(summary = "Use a model server that was found on this machine; the same as enabled true")
    public ProviderView accept(@PathParam("id") String id) {
        var dialect = catalogue.entry(id).connection().dialect();
        var accepted = new ProviderChange(null, null, null, null, null, true, null, null);
        return ProviderViews.of(changes.change(Reading.provider(id, accepted, dialect), null));
    }

    @POST
    @Path("/{id}/keys")
    @Operation(
            summary = "Add a key",
            description = "Kept sealed and never told again but for its last four characters.")
    @APIResponse(responseCode = "201", description = "Added, and in use from now on")
    public RestResponse<ProviderView> addKey(@PathParam("id") String id, @NotNull @Valid NewKey draft) {
        return RestResponse.status(
                RestResponse.Status.CREATED, ProviderViews.of(changes.addKey(id, Reading.key(draft.key()))));
    }

    @DELETE
    @Path("/{id}/keys/{key}")
    @Operation(summary = "Remove a key")
    public void removeKey(@PathParam("id") String id, @PathParam("key") String key) {
        changes.removeKey(id, Ids.require(key));
    }

    @POST
    @Path("/{id}/test")
    @Operation(
            summary = "Try it, and say in words what happened",
            description = "Asks for its models, and one of them for a greeting. Costs no account anything; at most a"
                    + " minute. 200 whatever happened.")
    public TrialView test(@PathParam("id") String id, @Nullable @Valid TryProvider wish) throws InterruptedException {
        return ProviderViews.of(
                trial.test(id, wish == null ? null : wish.model()),
                callers.current().language());
    }

    @POST
    @Path("/{id}/refresh")
    @Operation(summary = "Ask it which models it offers now", description = "200 whatever happened.")
    public TrialView refresh(@PathParam("id") String id) throws InterruptedException {
        return ProviderViews.of(trial.refresh(id), callers.current().language());
    }
}
