package raconteur.conversation.http;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.Cast;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.platform.http.IfMatch;
import raconteur.protocol.Page;
import raconteur.protocol.Persona;
import raconteur.protocol.PersonaDraft;

/** How an account appears in talk. */
@Path("/api/personas")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class PersonaResource {
    private final Cast cast;
    private final Callers callers;

    PersonaResource(Cast cast, Callers callers) {
        this.cast = cast;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "All personas, newest first")
    public Page<Persona> all() {
        return new Page<>(cast.all(owner()), null);
    }

    @POST
    @Operation(summary = "Make a persona")
    public RestResponse<Persona> make(@NotNull @Valid PersonaDraft draft) {
        return RestResponse.status(RestResponse.Status.CREATED, cast.make(owner(), draft));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One persona")
    public Persona get(@PathParam("id") String id) {
        return cast.get(owner(), Ids.require(id));
    }

    @PATCH
    @Path("/{id}")
    @Operation(summary = "Change a persona", description = "409 when it moved on since the version or If-Match.")
    public Persona change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid PersonaDraft draft) {
        return cast.change(owner(), Ids.require(id), draft, IfMatch.version(ifMatch, draft.version()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete a persona; restorable for a while")
    public void delete(@PathParam("id") String id) {
        cast.delete(owner(), Ids.require(id));
    }

    @POST
    @Path("/{id}/restore")
    @Operation(summary = "Bring a deleted one back")
    public Persona restore(@PathParam("id") String id) {
        return cast.restore(owner(), Ids.require(id));
    }

    private AccountId owner() {
        return callers.current().account();
    }
}
