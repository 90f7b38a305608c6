package raconteur.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import raconteur.ledger.Meter;
import raconteur.platform.Money;
import raconteur.provider.Attempt;
import raconteur.provider.Candidate;

/**
 * What was done to have an answer, as the inspection shows it.
 *
 * @param key the last characters of the provider's key
 * @param status {@code completed}, {@code failed} or {@code stopped} of a call; {@code cached} where a kept answer was
 *     given, {@code shared} where an equal question's call was listened to
 * @param cost what this call cost by itself, where the provider counted
 */
record Tried(
        String provider,
        String model,
        @Nullable String key,
        String status,
        @Nullable Integer httpStatus,
        Instant startedAt,
        @Nullable Long firstByteMs,
        @Nullable Long firstContentMs,
        long durationMs,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable Money cost,
        @Nullable String fault,
        @Nullable String error) {
    static Tried of(Candidate candidate, Attempt attempt) {
        var fault = attempt.fault();
        var tokens = attempt.tokens();
        return new Tried(
                attempt.provider(),
                attempt.model(),
                attempt.key(),
                attempt.status().name().toLowerCase(Locale.ROOT),
                attempt.httpStatus(),
                attempt.started(),
                millis(attempt.firstByte()),
                millis(attempt.firstContent()),
                attempt.duration().toMillis(),
                tokens == null ? null : tokens.input(),
                tokens == null ? null : tokens.output(),
                tokens == null ? null : Meter.cost(Terms.prices(candidate), tokens),
                fault == null ? null : Faults.code(fault).name(),
                attempt.error());
    }

    /** Something that called nobody and cost nothing. */
    static Tried free(Candidate candidate, String status, Instant started, Duration duration) {
        var model = candidate.model();
        return new Tried(
                model.provider(),
                model.name(),
                null,
                status,
                null,
                started,
                null,
                null,
                duration.toMillis(),
                null,
                null,
                Money.ZERO,
                null,
                null);
    }

    private static @Nullable Long millis(@Nullable Duration span) {
        return span == null ? null : span.toMillis();
    }
}
