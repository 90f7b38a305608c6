package raconteur.game.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.account.Authentication;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.http.Callers;
import raconteur.platform.http.Peers;
import raconteur.platform.http.Trace;

/**
 * Lets games in by their keys, wherever a game can put one: as bearer, in the address, in the body. Cookies and logins'
 * tokens are not looked at, so no page of another site can play in somebody's name.
 */
@Singleton
final class Door {
    private static final String BEARER = "Bearer ";
    private static final String KEY = "rk_";
    private static final Set<String> GAME_ALONE = Set.of(Caller.GAME);

    private final Authentication authentication;
    private final Peers peers;

    Door(Authentication authentication, Peers peers) {
        this.authentication = authentication;
        this.peers = peers;
    }

    /** Whether the request shows a key before its body is read. */
    boolean isShown(RoutingContext routing) {
        return bearer(routing.request()).isPresent() || routing.request().getParam("token") != null;
    }

    /**
     * Who plays.
     *
     * @param inBody the key that stands in the body, if one does
     * @throws Refusal {@link Code#UNAUTHENTICATED}, or {@link Code#FORBIDDEN} for a key that is not for this
     */
    Caller admit(RoutingContext routing, @Nullable String inBody) {
        var request = routing.request();
        var bearer = bearer(request);
        var inAddress = bearer.isPresent() ? null : request.getParam("token");
        var key = bearer.or(() -> Optional.ofNullable(inAddress)).or(() -> Optional.ofNullable(inBody));
        var isHere = peers.of(request).isHere();
        var reader = Language.of(request.getHeader("Accept-Language"));
        var caller = key.map(String::strip)
                .filter(text -> text.startsWith(KEY))
                .flatMap(text -> authentication.known(text, isHere, reader))
                .orElseThrow(() -> new Refusal(Code.UNAUTHENTICATED));
        routing.put(Callers.LANGUAGE, caller.language());
        Trace.by(routing, caller.account());
        if (!caller.may(Caller.GAME)) {
            throw new Refusal(Code.FORBIDDEN);
        }
        if (inAddress != null && !caller.roles().equals(GAME_ALONE) && !authentication.isOfThisMachine(inAddress)) {
            throw new Refusal(
                    Code.FORBIDDEN,
                    new Text("In an address only a key is taken whose sole scope is game.", "地址中只接受权限仅为 game 的密钥。"));
        }
        return caller;
    }

    private static Optional<String> bearer(HttpServerRequest request) {
        var header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip()).filter(text -> text.startsWith(KEY))
                : Optional.empty();
    }
}
