package raconteur.platform.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes JSON that is labelled as plain text where older clients send it so: a browser's {@code fetch} says that when it
 * is told nothing. Pages of other sites can send this label without being asked who they are, so it is taken only from
 * our own pages and from who brings a bearer's token. What games send is never known by its label, which many cannot
 * choose; they bring keys, which no page of another site has.
 */
@Singleton
final class PlainJson {
    private static final Pattern PATHS = Pattern.compile("/api/characters|/api/chat/[^/]+/messages");

    private final Origins origins;

    PlainJson(Origins origins) {
        this.origins = origins;
    }

    /** Labels it as what it is. */
    void relabel(HttpServerRequest request) {
        if (HttpMethod.POST.equals(request.method()) && Problems.isGame(String.valueOf(request.path()))) {
            request.headers().set("Content-Type", "application/json");
        } else if (HttpMethod.POST.equals(request.method())
                && isPlain(request)
                && PATHS.matcher(String.valueOf(request.path())).matches()
                && (origins.isOurPage(request) || bearsToken(request))) {
            request.headers().set("Content-Type", "application/json");
        }
    }

    private static boolean isPlain(HttpServerRequest request) {
        var type = request.getHeader("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/plain");
    }

    private static boolean bearsToken(HttpServerRequest request) {
        var credential = request.getHeader("Authorization");
        return credential != null && credential.toLowerCase(Locale.ROOT).startsWith("bearer ");
    }
}
