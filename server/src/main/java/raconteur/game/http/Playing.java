package raconteur.game.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import raconteur.account.Authentication;
import raconteur.game.Games;
import raconteur.game.Limits;
import raconteur.game.Reason;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.http.Trace;
import raconteur.platform.http.WeakJson;
import raconteur.protocol.GameEvents;

/** Answers games at whichever address they ask. */
@Singleton
final class Playing {
    private final Door door;
    private final Games games;
    private final Authentication authentication;
    private final ObjectMapper json;

    Playing(Door door, Games games, Authentication authentication, ObjectMapper json) {
        this.door = door;
        this.games = games;
        this.authentication = authentication;
        this.json = json;
    }

    /** Who asks, and what was written. */
    private record Visit(Caller caller, Reading reading) {}

    private Visit enter(RoutingContext routing, byte @Nullable [] body) {
        var known = door.isShown(routing) ? door.admit(routing, null) : null;
        var letter = letter(routing, body, known != null);
        var caller = known == null ? door.admit(routing, token(letter)) : known;
        return new Visit(caller, new Reading(letter, caller.language()));
    }

    private static ObjectNode letter(RoutingContext routing, byte @Nullable [] body, boolean isKnown) {
        try {
            return Letter.read(body, routing.queryParams());
        } catch (Refusal malformed) {
            if (isKnown) {
                throw malformed;
            }
            // who cannot be known is told so first
            throw new Refusal(Code.UNAUTHENTICATED);
        }
    }

    private static @Nullable String token(ObjectNode letter) {
        var token = letter.path("token");
        return token.isTextual() ? token.asText() : null;
    }

    String interact(RoutingContext routing, byte @Nullable [] body) {
        var visit = enter(routing, body);
        var ask = visit.reading().ask();
        var answer =
                games.interact(visit.caller(), ask, limited(visit.caller()), Trace.elapsed(routing), Trace.of(routing));
        return written(answer);
    }

    /** A key that has made its requests of this minute is answered too, with a canned line. */
    private @Nullable Reason limited(Caller caller) {
        try {
            authentication.count(caller);
            return null;
        } catch (Refusal _) {
            return Reason.RATE_LIMITED;
        }
    }

    String poll(RoutingContext routing) {
        var visit = enter(routing, null);
        var reading = visit.reading();
        var wait = reading.wait("wait_ms", java.time.Duration.ZERO, Limits.POLL);
        var session = reading.session();
        if (session.isPresent()) {
            return written(games.session(visit.caller(), session.get(), reading.after(), wait));
        }
        var request = reading.request()
                .orElseThrow(() ->
                        Refusal.invalid("session", "say which: session or request_id", "请指明 session 或 request_id"));
        return written(games.request(visit.caller(), request, reading.after(), wait));
    }

    String events(RoutingContext routing, byte @Nullable [] body) {
        var visit = enter(routing, body);
        var reading = visit.reading();
        var kept = games.happened(
                visit.caller(), reading.session().orElse(null), reading.player().orElse(null), reading.events());
        return written(new GameEvents.Kept(0, "success", kept));
    }

    String hello(RoutingContext routing) {
        return written(games.hello(enter(routing, null).caller()));
    }

    private String written(Object answer) {
        return WeakJson.write(json.valueToTree(answer));
    }
}
