package raconteur.platform.http;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.MDC;

/** The id that joins all log lines and the answer of one request. */
public final class Trace {
    private static final String KEY = "raconteur.trace";
    private static final String BEGUN = "raconteur.begun";

    private Trace() {}

    static void begin(RoutingContext context, UUID id) {
        context.put(KEY, id.toString());
        context.put(BEGUN, System.nanoTime());
        MDC.put("trace_id", id.toString());
    }

    static boolean isBegun(RoutingContext context) {
        return context.get(KEY) != null;
    }

    /** The time since the request came. */
    public static Duration elapsed(RoutingContext context) {
        Long begun = context.get(BEGUN);
        return begun == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - begun);
    }

    /** The request's trace id. */
    public static String of(RoutingContext context) {
        String id = context.get(KEY);
        return id == null ? "none" : id;
    }
}
