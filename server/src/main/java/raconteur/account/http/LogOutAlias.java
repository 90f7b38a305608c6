package raconteur.account.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.protocol.Done;
import raconteur.protocol.LogOut;

/** Going out, at the address that older clients call. */
@Singleton
@Path("/logout")
@Produces(MediaType.APPLICATION_JSON)
final class LogOutAlias {
    private final LoginResource resource;

    LogOutAlias(LoginResource resource) {
        this.resource = resource;
    }

    @POST
    @PermitAll
    @RunOnVirtualThread
    @Operation(summary = "The same as POST /api/logout")
    public RestResponse<Done> logOut(@Nullable @Valid LogOut body, @Context HttpServerRequest request) {
        return resource.logOut(body, request);
    }
}
