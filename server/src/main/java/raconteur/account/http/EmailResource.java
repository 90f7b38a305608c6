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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import raconteur.account.PasswordReset;
import raconteur.account.Verification;
import raconteur.platform.Language;
import raconteur.platform.http.Peers;
import raconteur.protocol.Done;
import raconteur.protocol.EmailAddress;
import raconteur.protocol.MailKey;
import raconteur.protocol.NewPassword;

/** What is done by letters: showing that an address is one's own, and another password for who forgot theirs. */
@Singleton
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
final class EmailResource {
    private static final String ALIKE =
            "The answer is the same, and comes as soon, whether or not the address is known.";
    private static final Done WRITTEN = new Done(0, "If this address is known here, a letter is on its way.");

    private final Verification verification;
    private final PasswordReset reset;
    private final Peers peers;

    EmailResource(Verification verification, PasswordReset reset, Peers peers) {
        this.verification = verification;
        this.reset = reset;
        this.peers = peers;
    }

    @POST
    @Path("/verify-email")
    @PermitAll
    @RunOnVirtualThread
    @Operation(summary = "Verify an e-mail address by the key of the link that was sent to it")
    @APIResponse(responseCode = "200", description = "Verified")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: the key was used, or is older than an hour")
    public Done verify(@NotNull @Valid MailKey body, @Context HttpServerRequest request) {
        verification.verify(body.key(), peers.of(request).isHere());
        return new Done(0, "Address verified.");
    }

    @POST
    @Path("/resend-email")
    @PermitAll
    @RunOnVirtualThread
    @Operation(summary = "Have another link sent to an address that waits to be verified", description = ALIKE)
    @APIResponse(responseCode = "200", description = "Understood")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: this is no address")
    @APIResponse(responseCode = "429", description = "TOO_MANY_REQUESTS: too many letters were asked for from here")
    public Done resend(@NotNull @Valid EmailAddress body, @Context HttpServerRequest request) {
        verification.resend(body.email(), peers.of(request).address(), reader(request));
        return WRITTEN;
    }

    @POST
    @Path("/password-reset")
    @PermitAll
    @RunOnVirtualThread
    @Operation(summary = "Have a link to another password sent to an address", description = ALIKE)
    @APIResponse(responseCode = "200", description = "Understood")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: this is no address")
    @APIResponse(responseCode = "429", description = "TOO_MANY_REQUESTS: too many letters were asked for from here")
    public Done reset(@NotNull @Valid EmailAddress body, @Context HttpServerRequest request) {
        reset.request(body.email(), peers.of(request).address(), reader(request));
        return WRITTEN;
    }

    @POST
    @Path("/password-reset/confirm")
    @PermitAll
    @RunOnVirtualThread
    @Operation(
            summary = "Set another password by the key of a link",
            description = "Ends every login of the account. Sign in with the new password then.")
    @APIResponse(responseCode = "200", description = "Set")
    @APIResponse(
            responseCode = "422",
            description = "INVALID_REQUEST: the key was used or is older than an hour, or the password breaks a rule")
    @APIResponse(responseCode = "503", description = "OVERLOADED: too many passwords are being checked")
    public Done confirm(@NotNull @Valid NewPassword body, @Context HttpServerRequest request) {
        reset.confirm(body.key(), body.password(), peers.of(request).isHere());
        return new Done(0, "Password set.");
    }

    private static Language reader(HttpServerRequest request) {
        return Language.of(request.getHeader("Accept-Language"));
    }
}
