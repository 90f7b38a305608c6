package raconteur.platform;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what only a database tells of, and asks it seldom: who works for it needs the processor. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PACE = Duration.ofMillis(2);

    private Eventually() {}

    /**
     * Returns once a condition holds.
     *
     * @param complaint what is said when it never does
     */
    public static void await(BooleanSupplier condition, String complaint) {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(complaint);
            }
            LockSupport.parkNanos(PACE.toNanos());
        }
    }
}
