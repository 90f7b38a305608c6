package raconteur.platform;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Time that goes on evenly whatever is done to the machine's clock, for spans that people could gain by setting it. It
 * starts where the clock stands when the program does. Thread-safe.
 */
public final class Steady {
    private final long startMillis;
    private final long startNanos;
    private final LongSupplier nanos;

    /** @param nanos a counter that only grows, such as {@link System#nanoTime} */
    public Steady(InstantSource time, LongSupplier nanos) {
        this.nanos = nanos;
        this.startMillis = time.millis();
        this.startNanos = nanos.getAsLong();
    }

    /** Milliseconds since 1970, more or less. */
    public long millis() {
        return startMillis + (nanos.getAsLong() - startNanos) / 1_000_000;
    }
}
