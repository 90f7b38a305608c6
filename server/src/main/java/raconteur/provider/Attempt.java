package raconteur.provider;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a provider, as it went.
 *
 * @param key the last characters of the key it was asked with, null when it was asked with none
 * @param httpStatus what it answered with, null when no answer began
 * @param firstByte from the call to the beginning of the answer, null when none began
 * @param firstContent from the call to the first content, null when there was none
 * @param duration from the call to its end
 * @param tokens what the provider counted, null when it did not say
 * @param fault null unless it failed at the provider
 * @param error a sentence about the fault; never contains a key
 */
public record Attempt(
        String provider,
        String model,
        @Nullable String key,
        Status status,
        @Nullable Integer httpStatus,
        Instant started,
        @Nullable Duration firstByte,
        @Nullable Duration firstContent,
        Duration duration,
        @Nullable Tokens tokens,
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
