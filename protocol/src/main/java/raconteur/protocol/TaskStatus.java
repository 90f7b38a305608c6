package raconteur.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is now, or was at one of its events.
 *
 * @param kind of work, a word
 * @param status pending, running, done, error or cancelled
 * @param progress 0–100
 * @param step what is being done, a word
 * @param categories its parts by their names, each pending, running, done or failed
 * @param characterId the character it is about, where it is about one
 * @param result what came of it, by its kind
 */
public record TaskStatus(
        UUID id,
        String kind,
        String status,
        int progress,
        String step,
        Map<String, String> categories,
        long elapsedMs,
        @Nullable UUID characterId,
        @Nullable JsonNode result,
        @Nullable Problem error,
        Instant createdAt) {
    /** Why it ended in an error. */
    public record Problem(String code, String message) {}
}
