package raconteur.conversation.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.Repertoire;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.platform.http.IfMatch;
import raconteur.protocol.NewPreset;
import raconteur.protocol.Page;
import raconteur.protocol.Preset;
import raconteur.protocol.PresetChange;

/** What a conversation can begin with. */
@Path("/api/presets")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class PresetResource {
    private final Repertoire repertoire;
    private final Callers callers;

    PresetResource(Repertoire repertoire, Callers callers) {
        this.repertoire = repertoire;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "The caller's own presets and the shared ones, newest first")
    public Page<Preset> all() {
        return new Page<>(repertoire.all(callers.current().account()), null);
    }

    @POST
    @Operation(
            summary = "Make a preset",
            description = "Operators may share it with everybody; 403 for anyone else who wants that.")
    public RestResponse<Preset> make(@NotNull @Valid NewPreset wish) {
        return RestResponse.status(RestResponse.Status.CREATED, repertoire.make(callers.current(), wish));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One preset")
    public Preset get(@PathParam("id") String id) {
        return repertoire.get(callers.current().account(), Ids.require(id));
    }

    @PATCH
    @Path("/{id}")
    @Operation(summary = "Change what is named", description = "409 when it moved on since the version or If-Match.")
    public Preset change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid PresetChange change) {
        return repertoire.change(
                callers.current(), Ids.require(id), change, IfMatch.version(ifMatch, change.version()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete it; it can be restored for a while unless purge is true")
    public void delete(@PathParam("id") String id, @QueryParam("purge") @DefaultValue("false") boolean purge) {
        repertoire.delete(callers.current(), Ids.require(id), purge);
    }

    @POST
    @Path("/{id}/restore")
    @Operation(summary = "Bring a deleted one back")
    public Preset restore(@PathParam("id") String id) {
        return repertoire.restore(callers.current(), Ids.require(id));
    }
}
