package raconteur.account.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import raconteur.protocol.LogIn;
import raconteur.protocol.Session;

/** Coming in, at the address that older clients call. */
@Singleton
@Path("/login")
@Produces(MediaType.APPLICATION_JSON)
final class LogInAlias {
    private final LoginResource resource;

    LogInAlias(LoginResource resource) {
        this.resource = resource;
    }

    @POST
    @PermitAll
    @RunOnVirtualThread
    @Operation(summary = "The same as POST /api/login")
    public RestResponse<Session> logIn(@NotNull @Valid LogIn body, @Context HttpServerRequest request) {
        return resource.logIn(body, request);
    }
}
