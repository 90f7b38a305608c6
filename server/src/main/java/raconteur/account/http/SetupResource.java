package raconteur.account.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import raconteur.account.Entrance;
import raconteur.account.FirstOperator;
import raconteur.account.mail.Post;
import raconteur.platform.http.Hosts;
import raconteur.platform.http.Origins;
import raconteur.platform.http.Peers;
import raconteur.protocol.Session;
import raconteur.protocol.SetUp;
import raconteur.protocol.SetupState;

/** The first start: one operator is made, once. */
@Singleton
@Path("/api/setup")
@Produces(MediaType.APPLICATION_JSON)
final class SetupResource {
    private final FirstOperator firstOperator;
    private final Entrance entrance;
    private final Post post;
    private final Sessions sessions;
    private final Peers peers;
    private final Hosts hosts;
    private final Origins origins;

    SetupResource(
            FirstOperator firstOperator,
            Entrance entrance,
            Post post,
            Sessions sessions,
            Peers peers,
            Hosts hosts,
            Origins origins) {
        this.firstOperator = firstOperator;
        this.entrance = entrance;
        this.post = post;
        this.sessions = sessions;
        this.peers = peers;
        this.hosts = hosts;
        this.origins = origins;
    }

    @GET
    @PermitAll
    @RunOnVirtualThread
    @Operation(summary = "Whether this server still waits for its first operator, and how one gets in")
    public SetupState state(@Context HttpServerRequest request) {
        var rules = entrance.rules();
        return new SetupState(
                firstOperator.isMissing(),
                !isHere(request),
                rules.registration().toString(),
                rules.proof().toString(),
                post.reachesPeople(),
                rules.terms());
    }

    @POST
    @PermitAll
    @RunOnVirtualThread
    @Operation(
            summary = "Make the first operator",
            description = "Without a code only from the server's own machine; of several at once exactly one succeeds.")
    @APIResponse(responseCode = "201", description = "Made and signed in")
    @APIResponse(responseCode = "403", description = "FORBIDDEN: the setup code is missing or wrong")
    @APIResponse(responseCode = "409", description = "SETUP_DONE: there is or was an operator")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: a field is not as it must be")
    public RestResponse<Session> setUp(@NotNull @Valid SetUp body, @Context HttpServerRequest request) {
        var signedIn = firstOperator.setUp(
                body.username(), body.password(), body.code(), sessions.device(request), isHere(request));
        return sessions.answer(request, RestResponse.Status.CREATED, "Setup successful.", signedIn);
    }

    /** Proven to be somebody at this machine: nobody in between, and no page of another site in their browser. */
    private boolean isHere(HttpServerRequest request) {
        return peers.of(request).isHere()
                && Hosts.isLocalhost(request)
                && !origins.isForeign(request)
                && !hosts.isPublic();
    }
}
