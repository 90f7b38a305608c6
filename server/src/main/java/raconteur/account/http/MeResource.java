package raconteur.account.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.account.Login;
import raconteur.account.LoginId;
import raconteur.account.Membership;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.platform.http.IfMatch;
import raconteur.protocol.Account;
import raconteur.protocol.ChangeAccount;
import raconteur.protocol.ChangePassword;
import raconteur.protocol.DeleteAccount;
import raconteur.protocol.Device;
import raconteur.protocol.Page;
import raconteur.protocol.Session;

/** One's own account. */
@Singleton
@Path("/api/me")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.LOGIN)
final class MeResource {
    private final Membership membership;
    private final Callers callers;
    private final Sessions sessions;
    private final Cookies cookies;

    MeResource(Membership membership, Callers callers, Sessions sessions, Cookies cookies) {
        this.membership = membership;
        this.callers = callers;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    @GET
    @RunOnVirtualThread
    @Operation(summary = "Your account")
    public Account account() {
        return membership.account(callers.current()).shown();
    }

    @PATCH
    @RunOnVirtualThread
    @Operation(
            summary = "Change your name or e-mail address",
            description = "Another address needs your password. Where addresses are verified it is pending until the"
                    + " link sent to it was opened.")
    @APIResponse(responseCode = "200", description = "Changed")
    @APIResponse(responseCode = "401", description = "BAD_CREDENTIALS: the password is wrong")
    @APIResponse(responseCode = "409", description = "USERNAME_TAKEN, or VERSION_CONFLICT: it was changed elsewhere")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: a field is not as it must be")
    public Account change(@NotNull @Valid ChangeAccount body, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var version = IfMatch.version(ifMatch, body.version());
        var change = new Membership.Change(
                body.username(), body.email(), body.password(), version == null ? null : version.longValue());
        return membership.change(callers.current(), change).shown();
    }

    @DELETE
    @RunOnVirtualThread
    @Operation(summary = "Delete your account and all that is its own")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "401", description = "BAD_CREDENTIALS: the password is wrong")
    @APIResponse(responseCode = "409", description = "CONFLICT: the only operator cannot leave")
    public RestResponse<Void> leave(@NotNull @Valid DeleteAccount body) {
        membership.leave(callers.current(), body.password());
        var answer = RestResponse.ResponseBuilder.<Void>noContent();
        cookies.forget().forEach(cookie -> answer.header("Set-Cookie", cookie));
        return answer.build();
    }

    @POST
    @Path("/password")
    @RunOnVirtualThread
    @Operation(
            summary = "Change your password",
            description = "Ends every login of yours and opens a new one for this device.")
    @APIResponse(responseCode = "200", description = "Changed")
    @APIResponse(responseCode = "401", description = "BAD_CREDENTIALS: the old password is wrong")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: the new password breaks a rule, which is named")
    @APIResponse(responseCode = "429", description = "TOO_MANY_REQUESTS: too many wrong passwords")
    public RestResponse<Session> password(@NotNull @Valid ChangePassword body, @Context HttpServerRequest request) {
        var signedIn = membership.changePassword(
                callers.current(), body.oldPassword(), body.newPassword(), sessions.device(request));
        return sessions.answer(request, RestResponse.Status.OK, "Password changed.", signedIn);
    }

    @GET
    @Path("/devices")
    @RunOnVirtualThread
    @Operation(summary = "Your devices that are signed in, newest first")
    public Page<Device> devices() {
        var caller = callers.current();
        return new Page<>(
                membership.devices(caller).stream()
                        .map(login -> device(caller, login))
                        .toList(),
                null);
    }

    @DELETE
    @Path("/devices")
    @RunOnVirtualThread
    @Operation(summary = "Sign out all your other devices")
    @APIResponse(responseCode = "204", description = "Signed out")
    public void endOtherDevices() {
        membership.endOtherDevices(callers.current());
    }

    @DELETE
    @Path("/devices/{id}")
    @RunOnVirtualThread
    @Operation(summary = "Sign out one of your devices")
    @APIResponse(responseCode = "204", description = "Signed out")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: you have no such device")
    public void endDevice(@PathParam("id") String id) {
        membership.endDevice(callers.current(), new LoginId(Ids.require(id)));
    }

    private static Device device(Caller caller, Login login) {
        return new Device(
                login.id().value(),
                login.device(),
                login.id().value().equals(caller.credential()),
                login.createdAt(),
                login.lastSeenAt(),
                login.expiresAt());
    }
}
