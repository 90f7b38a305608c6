package raconteur.provider;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a provider, as it went.
 *
 * @param duration from the call to its end
 * @param fault null unless it failed at the provider
 * @param error a sentence about the fault; never contains a key
 */
public record Attempt(
        String provider,
        String model,
        Status status,
        Instant started,
        Duration duration,
        @Nullable Fault fault,
        @Nullable String error) {
    /** How a call ended. */
    public enum Status {
        COMPLETED,
        FAILED,
        /** Somebody stopped it. */
        STOPPED
    }
}
