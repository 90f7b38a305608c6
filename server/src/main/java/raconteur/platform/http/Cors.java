package raconteur.platform.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/**
 * Lets pages of the origins that the operator named call what games and apps call, with a key of their own. Cookies
 * never go along: no answer allows credentials.
 */
@Singleton
final class Cors {
    private static final String ASKED = "Authorization, Content-Type, Accept, Accept-Language, Idempotency-Key";
    private static final String TOLD = "Raconteur-Story, Raconteur-Turn, Retry-After, Trace-Id";
    private static final String KEPT_SECONDS = "600";

    private final Set<String> origins;

    /** {@link Settings.Unusable} when one of them is no origin. */
    Cors(Settings settings) {
        origins =
                settings.list(Setting.CORS_ORIGINS).stream().map(Cors::origin).collect(Collectors.toUnmodifiableSet());
    }

    private static String origin(String text) {
        try {
            var uri = URI.create(text);
            var origin = uri.getScheme() + "://" + uri.getRawAuthority();
            if (uri.getHost() != null && uri.getUserInfo() == null && origin.equals(text)) {
                return text;
            }
        } catch (IllegalArgumentException _) {
            throw unusable(text);
        }
        throw unusable(text);
    }

    private static Settings.Unusable unusable(String text) {
        return new Settings.Unusable(Setting.CORS_ORIGINS.variable() + " holds '" + text
                + "', which is no origin. One looks like https://game.example.org, without a path.");
    }

    private static boolean isOpen(String path) {
        return path.equals("/invoke") || Problems.isGame(path);
    }

    /** Says whether a page of another origin may read the answer; true when that was all that was asked. */
    boolean answer(RoutingContext context) {
        var request = context.request();
        if (origins.isEmpty() || !isOpen(String.valueOf(request.path()))) {
            return false;
        }
        var headers = context.response().headers();
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            return false;
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, TOLD);
        headers.set("Cross-Origin-Resource-Policy", "cross-origin");
        if (!HttpMethod.OPTIONS.equals(request.method())
                || request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) == null) {
            return false;
        }
        headers.set(
                HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS,
                Problems.isGame(String.valueOf(request.path())) ? "GET, POST" : "POST");
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ASKED);
        headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, KEPT_SECONDS);
        context.response().setStatusCode(204).end();
        return true;
    }
}
