package raconteur.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/**
 * The first to see a request: gives it a trace id, refuses foreign hosts, ambiguous paths and bodies that are too
 * large, sets the headers every answer carries, and logs one line when it is over.
 */
@Singleton
final class Edge {
    private static final int FIRST = 10_000;
    private static final int LONGEST_ADDRESS = 8192;

    /**
     * Guards and dispatchers have disagreed about these characters before (three times in one year in the framework we
     * use), so no path may carry them; a slash inside a model's name is the one exception.
     */
    private static final Pattern AMBIGUOUS =
            Pattern.compile(";|%2f|%5c|%3b|%00|//|\\\\|/\\.\\.?(/|$)|%2e", Pattern.CASE_INSENSITIVE);

    private static final Pattern MODEL = Pattern.compile("/v1/models/[^/]+");
    private static final Pattern SLASH = Pattern.compile("%2f", Pattern.CASE_INSENSITIVE);

    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
            + "worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /** Addresses outside of /api/ at which older clients call what lies there. */
    private static final Set<String> OLDER = Set.of("/login", "/logout", "/chat", "/fetch_chat_history", "/invoke");

    private final Hosts hosts;
    private final Ids ids;
    private final EdgeLog log;
    private final Arrival arrival;
    private final Cors cors;
    private final PlainJson plain;

    Edge(Hosts hosts, Ids ids, EdgeLog log, Arrival arrival, Cors cors, PlainJson plain) {
        this.hosts = hosts;
        this.ids = ids;
        this.log = log;
        this.arrival = arrival;
        this.cors = cors;
        this.plain = plain;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, FIRST);
    }

    /** What fails before any resource could see it is refused like everything else. */
    void registerFailures(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
    }

    private void failed(RoutingContext context) {
        if (context.failure() instanceof VertxException || context.statusCode() == 400) {
            if (!Trace.isBegun(context)) {
                Trace.begin(context, ids.next());
                headers(context);
            }
            Problems.send(context, new Refusal(Code.MALFORMED));
        } else {
            context.next();
        }
    }

    private void handle(RoutingContext context) {
        var started = System.nanoTime();
        Trace.begin(context, ids.next());
        log.begin(context);
        headers(context);
        context.addEndHandler(_ -> log.over(context, (System.nanoTime() - started) / 1_000_000));
        try {
            check(context.request());
            if (cors.answer(context)) {
                return;
            }
            nameTypeOfNothing(context.request());
            plain.relabel(context.request());
            arrival.watch(context);
            Bodies.admit(context);
        } catch (Refusal refusal) {
            Problems.send(context, refusal);
        }
    }

    /** Where a body may be left out, an empty one needs no type; who must send one is told what is missing. */
    private static void nameTypeOfNothing(HttpServerRequest request) {
        var headers = request.headers();
        var length = headers.get("Content-Length");
        if (!headers.contains("Content-Type")
                && !headers.contains("Transfer-Encoding")
                && (length == null || length.equals("0"))) {
            headers.set("Content-Type", "application/json");
        }
    }

    private void check(HttpServerRequest request) {
        if (request.headers().getAll("Host").size() > 1 || !isOrdinary(request.uri())) {
            throw new Refusal(Code.MALFORMED);
        }
        if (!hosts.answersTo(request)) {
            throw new Refusal(Code.MISDIRECTED);
        }
        var path = request.path() == null ? "" : request.path();
        var plain = MODEL.matcher(path).matches() ? SLASH.matcher(path).replaceAll("-") : path;
        if (AMBIGUOUS.matcher(plain).find() || request.uri().length() > LONGEST_ADDRESS) {
            throw new Refusal(Code.MALFORMED, new Text("The address is not well formed.", "请求地址格式不正确。"));
        }
    }

    /** A proxy's form of an address names a second host, which a reader further in might believe. */
    private static boolean isOrdinary(String uri) {
        return uri.startsWith("/") || uri.equals("*");
    }

    private static void headers(RoutingContext context) {
        var headers = context.response().headers();
        headers.set("Trace-Id", Trace.of(context));
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Content-Security-Policy", CONTENT_POLICY);
        headers.set("X-Frame-Options", "DENY");
        var path = String.valueOf(context.request().path());
        if (path.startsWith("/api/") || path.startsWith("/v1/") || Problems.isGame(path) || OLDER.contains(path)) {
            headers.set("Cache-Control", "no-store");
        }
    }
}
