package raconteur.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How games are served by this process since it started.
 *
 * @param running answers that are being written now
 * @param sessions that were heard of in the last minutes
 * @param players that were heard of in the last minutes
 * @param keys those that asked most, first, at most 100
 */
public record GamesReport(
        Instant since, int running, long sessions, long players, Counts counts, Cache cache, List<Key> keys) {
    /**
     * Questions and what became of them.
     *
     * @param done answered in time
     * @param pending answered later, by polling
     * @param fallback canned lines by reason
     * @param dropped actions that were not allowed or not well made
     */
    public record Counts(
            long questions, long done, long pending, Map<String, Long> fallback, long actions, long dropped) {}

    /**
     * Questions that an answer given before would do for: without a player, a world and events.
     *
     * @param rate hits of all that looked, 0–1; null when nobody did
     */
    public record Cache(long hits, long misses, @Nullable Double rate) {}

    /** What one key asked. */
    public record Key(UUID id, UUID accountId, long questions, long fallback, long hits) {}
}
