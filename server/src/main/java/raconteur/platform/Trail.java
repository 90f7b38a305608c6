package raconteur.platform;

import java.util.function.Supplier;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * What all log lines about one piece of work have in common, in whichever layer and on whichever thread they are
 * written. Whoever hands work to another thread hands this along.
 *
 * @param trace the id of the request that began it
 * @param account who asked, once that is known
 * @param turn the turn that it belongs to
 */
public record Trail(
        @Nullable String trace,
        @Nullable String account,
        @Nullable String turn) {
    private static final String TRACE = "trace_id";
    private static final String ACCOUNT = "account";
    private static final String TURN = "turn";

    /** The trail of the work that this thread does now. */
    public static Trail here() {
        return new Trail(value(TRACE), value(ACCOUNT), value(TURN));
    }

    /** Does work whose lines belong to this trail; the thread is then where it was before. */
    public <T> T follow(Supplier<T> work) {
        var before = here();
        lay();
        try {
            return work.get();
        } finally {
            before.lay();
        }
    }

    /** From now on the lines of this thread belong to this trail. */
    public void lay() {
        set(TRACE, trace);
        set(ACCOUNT, account);
        set(TURN, turn);
    }

    /** From now on the lines of this thread are known to be about this account. */
    public static void of(AccountId account) {
        set(ACCOUNT, account.toString());
    }

    private static @Nullable String value(String name) {
        return MDC.get(name) instanceof String text ? text : null;
    }

    private static void set(String name, @Nullable String value) {
        if (value == null) {
            MDC.remove(name);
        } else {
            MDC.put(name, value);
        }
    }
}
