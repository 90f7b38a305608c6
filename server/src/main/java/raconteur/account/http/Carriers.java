package raconteur.account.http;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import raconteur.account.Authentication;
import raconteur.platform.Caller;
import raconteur.platform.Language;
import raconteur.platform.http.Callers;
import raconteur.platform.http.Origins;
import raconteur.platform.http.Peers;
import raconteur.platform.http.Trace;

/**
 * Finds the credential of a request, whatever carries it: an {@code Authorization: Bearer} header with a login's token
 * or an API key, else the cookie. No other place counts. A bad credential leaves the caller unknown, and what is not
 * for everyone then answers 401.
 */
@Singleton
final class Carriers implements HttpAuthenticationMechanism {
    private static final String BEARER = "Bearer ";

    private final Authentication authentication;
    private final Cookies cookies;
    private final Origins origins;
    private final Peers peers;

    Carriers(Authentication authentication, Cookies cookies, Origins origins, Peers peers) {
        this.authentication = authentication;
        this.cookies = cookies;
        this.origins = origins;
        this.peers = peers;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        var request = context.request();
        var bearer = bearer(request);
        var cookie = bearer.isPresent() ? Optional.<String>empty() : cookies.token(request);
        if (bearer.isEmpty() && cookie.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        // asks the database, so on a thread that may wait; and back, since the rest of the request lives in its context
        var home = context.vertx().getOrCreateContext();
        return Uni.createFrom()
                .item(() -> identity(context, bearer, cookie))
                .runSubscriptionOn(Thread::startVirtualThread)
                .emitOn(rest -> home.runOnContext(_ -> rest.run()))
                .invoke(found -> note(context, found));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom()
                .item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, BEARER.strip()));
    }

    static Optional<String> bearer(HttpServerRequest request) {
        var header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private @Nullable SecurityIdentity identity(
            RoutingContext context, Optional<String> bearer, Optional<String> cookie) {
        var request = context.request();
        var reader = Language.of(request.getHeader("Accept-Language"));
        if (bearer.isPresent()) {
            var caller = authentication.bearer(bearer.get(), peers.of(request).isHere(), reader);
            caller.ifPresent(found -> know(context, found));
            return caller.map(Carriers::identity).orElse(null);
        }
        var caller = cookie.flatMap(token -> authentication.token(token, reader));
        caller.ifPresent(found -> {
            origins.checkCookieUse(request);
            know(context, found);
        });
        return caller.map(Carriers::identity).orElse(null);
    }

    /** From here on the log knows who it is. */
    private static void note(RoutingContext context, @Nullable SecurityIdentity found) {
        if (found != null && found.getAttribute(Callers.ATTRIBUTE) instanceof Caller caller) {
            Trace.by(context, caller.account());
        }
    }

    /** What follows speaks the caller's language; and a program that is told how much is left need not find out. */
    private void know(RoutingContext context, Caller caller) {
        context.put(Callers.LANGUAGE, caller.language());
        authentication
                .allowance(caller)
                .ifPresent(allowance -> context.response()
                        .headers()
                        .set("RateLimit-Policy", "\"key\";q=" + allowance.most() + ";w=60")
                        .set(
                                "RateLimit",
                                "\"key\";r=" + allowance.left() + ";t="
                                        + Math.max(1, allowance.reset().toSeconds())));
    }

    private static SecurityIdentity identity(Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.account().toString()))
                .addRoles(caller.roles())
                .addAttribute(Callers.ATTRIBUTE, caller)
                .build();
    }
}
