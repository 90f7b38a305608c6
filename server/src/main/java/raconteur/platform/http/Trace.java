package raconteur.platform.http;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.UUID;
import raconteur.platform.AccountId;
import raconteur.platform.Trail;

/** The id that joins all log lines and the answer of one request. */
public final class Trace {
    private static final String KEY = "raconteur.trace";
    private static final String BEGUN = "raconteur.begun";
    private static final String ACCOUNT = "raconteur.account";

    private Trace() {}

    static void begin(RoutingContext context, UUID id) {
        context.put(KEY, id.toString());
        context.put(BEGUN, System.nanoTime());
        trail(context).lay();
    }

    /** Says who sent the request, once that is known; in the request's own context. */
    public static void by(RoutingContext context, AccountId account) {
        context.put(ACCOUNT, account.toString());
        Trail.of(account);
    }

    /** What its log lines have in common. */
    static Trail trail(RoutingContext context) {
        return new Trail(context.get(KEY), context.get(ACCOUNT), null);
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
