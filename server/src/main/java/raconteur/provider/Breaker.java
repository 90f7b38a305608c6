package raconteur.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Keeps calls away from what fails again and again. Every failure counts for a while and every success takes one back,
 * so that a few failures among many successes open nothing. Once open, a single call may look after a pause whether it
 * is well again. Not thread-safe: {@link Health} guards it.
 */
final class Breaker {
    /** In the order in which they get worse. */
    enum State {
        CLOSED,
        /** One call looks whether it is well again. */
        HALF_OPEN,
        OPEN
    }

    /**
     * When it opens.
     *
     * @param failures how many open it; 0 for never
     * @param window how long a failure counts
     * @param pause how long it then stays open before a call may look
     */
    record Limits(int failures, Duration window, Duration pause) {
        static final Limits DEFAULT = new Limits(5, Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    /** When to come again while a call looks: it will mostly know by then. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Limits limits;
    private final Deque<Instant> failures = new ArrayDeque<>();
    private @Nullable Instant until;
    private boolean probing;

    Breaker(Limits limits) {
        this.limits = limits;
    }

    State state() {
        return until == null ? State.CLOSED : probing ? State.HALF_OPEN : State.OPEN;
    }

    /** When to come again; null when it may be called now. */
    @Nullable
    Instant shut(Instant now) {
        if (until == null) {
            return null;
        }
        if (probing) {
            return now.plus(SOON);
        }
        return now.isBefore(until) ? until : null;
    }

    /** A call begins; whether it is the one that looks, whose outcome alone counts. */
    boolean enter() {
        if (until == null) {
            return false;
        }
        probing = true;
        return true;
    }

    /** A call shows that it is well. */
    void well(boolean probe) {
        if (probe) {
            until = null;
            probing = false;
            failures.clear();
        } else if (until == null) {
            failures.pollFirst();
        }
    }

    /** A call shows that it is ill; whether this opened it. */
    boolean ill(boolean probe, Instant now) {
        if (probe) {
            open(now);
            return false;
        }
        if (until != null || limits.failures() == 0) {
            return false;
        }
        failures.addLast(now);
        while (failures.getFirst().isBefore(now.minus(limits.window()))) {
            failures.removeFirst();
        }
        if (failures.size() < limits.failures()) {
            return false;
        }
        open(now);
        return true;
    }

    private void open(Instant now) {
        until = now.plus(limits.pause());
        probing = false;
        failures.clear();
    }

    /** A call ended without showing anything; another one may look. */
    void left(boolean probe) {
        if (probe) {
            probing = false;
        }
    }
}
