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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.account.Registration;
import raconteur.account.SignIn;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.platform.http.Origins;
import raconteur.platform.http.Peers;
import raconteur.protocol.Done;
import raconteur.protocol.LogIn;
import raconteur.protocol.LogOut;
import raconteur.protocol.RefreshToken;
import raconteur.protocol.Register;
import raconteur.protocol.Session;

/** Coming in and going out. */
@Singleton
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
final class LoginResource {
    private final SignIn signIn;
    private final Registration registration;
    private final Sessions sessions;
    private final Cookies cookies;
    private final Origins origins;
    private final Peers peers;

    LoginResource(
            SignIn signIn,
            Registration registration,
            Sessions sessions,
            Cookies cookies,
            Origins origins,
            Peers peers) {
        this.signIn = signIn;
        this.registration = registration;
        this.sessions = sessions;
        this.cookies = cookies;
        this.origins = origins;
        this.peers = peers;
    }

    @POST
    @Path("/register")
    @PermitAll
    @RunOnVirtualThread
    @Operation(
            summary = "Make an account and sign in",
            description =
                    "Where addresses must be verified, the account is made and a letter sent; it cannot sign in, and"
                            + " has no token, before the link in that letter was opened. An address that is another account's is"
                            + " not told to be: whoever reads it gets a letter that says so.")
    @APIResponse(responseCode = "201", description = "Made, and signed in unless the address must be verified first")
    @APIResponse(responseCode = "403", description = "REGISTRATION_CLOSED: no new accounts, or by invitation only")
    @APIResponse(responseCode = "409", description = "USERNAME_TAKEN: another account has the name")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: a field is not as it must be")
    @APIResponse(responseCode = "429", description = "TOO_MANY_REQUESTS: too many accounts from this address today")
    @APIResponse(responseCode = "503", description = "OVERLOADED: too many passwords are being checked")
    public RestResponse<Session> register(@NotNull @Valid Register body, @Context HttpServerRequest request) {
        var applicant = new Registration.Applicant(
                body.username(),
                body.password(),
                body.email(),
                body.invite(),
                Language.of(request.getHeader("Accept-Language")));
        var here = peers.of(request).isHere();
        var made = registration.register(applicant, sessions.device(request), here);
        var proof = made.proof().toString();
        return made.signedIn()
                .map(signedIn -> sessions.answer(
                        request, RestResponse.Status.CREATED, "Registration successful.", signedIn, proof))
                .orElseGet(() -> sessions.answer(
                        RestResponse.Status.CREATED,
                        "Registration successful. Open the link in the letter, then sign in.",
                        made.account(),
                        proof));
    }

    @POST
    @Path("/login")
    @PermitAll
    @RunOnVirtualThread
    @Operation(summary = "Sign in")
    @APIResponse(responseCode = "200", description = "Signed in")
    @APIResponse(responseCode = "401", description = "BAD_CREDENTIALS: the name or the password is wrong")
    @APIResponse(responseCode = "403", description = "FORBIDDEN: the account is suspended; EMAIL_UNVERIFIED")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: a field is not as it must be")
    @APIResponse(responseCode = "429", description = "TOO_MANY_REQUESTS: too many wrong passwords")
    @APIResponse(responseCode = "503", description = "OVERLOADED: too many passwords are being checked")
    public RestResponse<Session> logIn(@NotNull @Valid LogIn body, @Context HttpServerRequest request) {
        var signedIn = signIn.login(body.username(), body.password(), sessions.device(request));
        return sessions.answer(request, RestResponse.Status.OK, "Login successful.", signedIn);
    }

    @POST
    @Path("/logout")
    @PermitAll
    @RunOnVirtualThread
    @Operation(
            summary = "Sign out",
            description = "Ends the login of the token in the body, of the bearer or of the cookie, for good.")
    @APIResponse(responseCode = "200", description = "Signed out")
    @APIResponse(responseCode = "401", description = "UNAUTHENTICATED: no login was shown that still stands")
    @APIResponse(responseCode = "403", description = "FORBIDDEN: a page of another site asked")
    public RestResponse<Done> logOut(@Nullable @Valid LogOut body, @Context HttpServerRequest request) {
        signIn.logout(shown(body, request).orElseThrow(() -> new Refusal(Code.UNAUTHENTICATED)));
        var answer = RestResponse.ResponseBuilder.ok(new Done(0, "Logout successful."));
        if (cookies.token(request).isPresent()) {
            cookies.forget().forEach(cookie -> answer.header("Set-Cookie", cookie));
        }
        return answer.build();
    }

    @POST
    @Path("/token/refresh")
    @PermitAll
    @RunOnVirtualThread
    @Operation(
            summary = "Get the next pair of tokens",
            description = "A refresh token is good once; using it again ends the login.")
    @APIResponse(responseCode = "200", description = "A new pair")
    @APIResponse(responseCode = "401", description = "UNAUTHENTICATED: the refresh token is not good, or no longer")
    @APIResponse(responseCode = "403", description = "FORBIDDEN: a page of another site asked")
    public RestResponse<Session> refresh(@Nullable @Valid RefreshToken body, @Context HttpServerRequest request) {
        var given = body == null ? null : body.refreshToken();
        if (given == null) {
            origins.checkCookieUse(request);
            given = cookies.refreshToken(request).orElseThrow(() -> new Refusal(Code.UNAUTHENTICATED));
        }
        return sessions.answer(request, RestResponse.Status.OK, "Token refreshed.", signIn.refresh(given));
    }

    private Optional<String> shown(@Nullable LogOut body, HttpServerRequest request) {
        if (body != null && body.token() != null) {
            return Optional.of(body.token());
        }
        return Carriers.bearer(request).or(() -> {
            origins.checkCookieUse(request);
            return cookies.token(request);
        });
    }
}
