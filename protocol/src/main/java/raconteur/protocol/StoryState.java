package raconteur.protocol;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A story as it is now.
 *
 * @param current whether it is what its session id names; an {@code INIT} under the same id begins another run
 * @param state playing, paused or over
 * @param eventNumber of the last event that was answered
 * @param allowed what may be posted now
 * @param elapsedSeconds how long it has been played, by the server's own clock
 * @param origin where it branched off; null when it did not
 * @param version of its journal
 */
public record StoryState(
        UUID id,
        String sessionId,
        boolean current,
        String title,
        String state,
        String difficulty,
        int playerCount,
        String language,
        int eventNumber,
        @Nullable String eventType,
        String nextEventType,
        List<String> allowed,
        List<Option> options,
        String scene,
        String npcLine,
        String memorySummary,
        int arcProgress,
        Status status,
        long hardLimitSeconds,
        long elapsedSeconds,
        long remainingSeconds,
        @Nullable Origin origin,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    /** A choice that is offered. */
    public record Option(int id, String text) {}

    /** Hit points. */
    public record Status(int playerHp, int enemyHp) {}

    /** The event of another story after which this one goes its own way. */
    public record Origin(UUID storyId, int after) {}
}
