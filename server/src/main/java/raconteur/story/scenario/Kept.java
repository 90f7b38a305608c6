package raconteur.story.scenario;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.protocol.Scenario;
import raconteur.protocol.ScenarioCard;
import raconteur.protocol.ScenarioState;
import raconteur.story.payload.EventType;

/** A scenario as it is kept, or as it came with the server. */
record Kept(UUID id, Origin origin, Scenario plan, int version, Instant createdAt, Instant updatedAt) {
    private static final int SECONDS = 300;

    /** Whose it is. */
    enum Origin {
        OWN("own"),
        SHARED("shared"),
        LIBRARY("library");

        private final String word;

        Origin(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    ScenarioState state(@Nullable UUID copiedFrom) {
        return new ScenarioState(id, origin.word(), plan, copiedFrom, version, createdAt, updatedAt);
    }

    ScenarioCard card() {
        return new ScenarioCard(
                id,
                origin.word(),
                plan.title(),
                Objects.requireNonNullElse(plan.summary(), ""),
                plan.language(),
                Objects.requireNonNullElse(plan.tone(), ""),
                Start.allowed(plan).stream().map(EventType::name).toList(),
                Objects.requireNonNullElse(plan.cast(), List.<Scenario.Role>of()).stream()
                        .map(Scenario.Role::name)
                        .toList(),
                Objects.requireNonNullElse(plan.difficulty(), "NORMAL"),
                Objects.requireNonNullElse(plan.playerCount(), 1),
                Objects.requireNonNullElse(plan.hardLimitSeconds(), SECONDS),
                version,
                updatedAt);
    }

    /** Ids sort by their time: whether this one is older than that. */
    boolean isBefore(@Nullable UUID other) {
        return other == null || id.toString().compareTo(other.toString()) < 0;
    }

    /** What a cursor of a list names. */
    static UUID cursor(String text) {
        return Ids.parse(text).orElseThrow(() -> Refusal.invalid("cursor", "this is no cursor of ours", "游标无效"));
    }
}
