package raconteur.story.play;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import raconteur.story.constraint.Constraints;
import raconteur.story.payload.EventType;
import raconteur.story.scenario.Script;

/**
 * What a story was begun with; it never changes.
 *
 * @param sessionId the client's own name for it
 * @param players how many play
 * @param limitMs how long it may be played
 * @param model which model tells it: an alias, an id or an unambiguous name
 * @param script of the scenario that it began from; null without one
 */
public record Setup(
        String sessionId,
        int players,
        Difficulty difficulty,
        long limitMs,
        String runSeed,
        Constraints constraints,
        Slots slots,
        Client client,
        String model,
        @Nullable Script script) {
    /** One that begins from no scenario. */
    public Setup(
            String sessionId,
            int players,
            Difficulty difficulty,
            long limitMs,
            String runSeed,
            Constraints constraints,
            Slots slots,
            Client client,
            String model) {
        this(sessionId, players, difficulty, limitMs, runSeed, constraints, slots, client, model, null);
    }

    /** Wishes for the kind of story. */
    public record Slots(
            @Nullable String toneBias,
            @Nullable String themeBias,
            @Nullable String npcBias) {}

    /** What the client says of itself. */
    public record Client(
            @Nullable String platform, @Nullable String locale) {}

    public Duration limit() {
        return Duration.ofMillis(limitMs);
    }

    /** Whether such an event may happen in it at all. */
    boolean allows(EventType type) {
        return script == null || script.allows(type);
    }

    public Setup named(String otherSession) {
        return new Setup(
                otherSession, players, difficulty, limitMs, runSeed, constraints, slots, client, model, script);
    }

    public Setup told(String byModel) {
        return new Setup(sessionId, players, difficulty, limitMs, runSeed, constraints, slots, client, byModel, script);
    }
}
