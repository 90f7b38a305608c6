package raconteur.account.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.account.Account;
import raconteur.account.SignIn;
import raconteur.account.SignedIn;
import raconteur.platform.http.Origins;
import raconteur.platform.http.Peers;
import raconteur.platform.http.Redaction;
import raconteur.protocol.Session;

/** Hands a login to the device that asked: pages of ours get cookies, everything else the tokens themselves. */
@Singleton
final class Sessions {
    private static final int LONGEST_NAME = 200;
    private final Cookies cookies;
    private final Origins origins;
    private final Peers peers;

    Sessions(Cookies cookies, Origins origins, Peers peers) {
        this.cookies = cookies;
        this.origins = origins;
        this.peers = peers;
    }

    SignIn.Device device(HttpServerRequest request) {
        var said = request.getHeader("User-Agent");
        var name = said == null || said.isBlank() ? "unknown" : Redaction.line(said.strip());
        return new SignIn.Device(
                name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
                peers.of(request).address());
    }

    RestResponse<Session> answer(
            HttpServerRequest request, RestResponse.Status status, String message, SignedIn signedIn) {
        return answer(request, status, message, signedIn, null);
    }

    /** A new account that is not signed in before its address is verified. */
    RestResponse<Session> answer(
            RestResponse.Status status, String message, Account account, String emailVerification) {
        return RestResponse.ResponseBuilder.create(
                        status, new Session(0, message, null, null, null, account.shown(), null, emailVerification))
                .build();
    }

    RestResponse<Session> answer(
            HttpServerRequest request,
            RestResponse.Status status,
            String message,
            SignedIn signedIn,
            @Nullable String emailVerification) {
        var isPage = origins.isOurPage(request);
        var session = new Session(
                0,
                message,
                signedIn.token(),
                signedIn.expiresAt(),
                isPage ? null : signedIn.refreshToken(),
                signedIn.account().shown(),
                signedIn.conversation().orElse(null),
                emailVerification);
        var answer = RestResponse.ResponseBuilder.create(status, session);
        if (isPage) {
            cookies.keep(signedIn.token(), signedIn.refreshToken())
                    .forEach(cookie -> answer.header("Set-Cookie", cookie));
        }
        return answer.build();
    }
}
