package raconteur.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A titled tree of messages that one account owns.
 *
 * @param presetId the preset it began with
 * @param leafId the message the current path ends in
 * @param runningTurnId the turn that is answering on the current path, if one is
 * @param character who speaks in it; null where a model speaks for itself
 * @param lorePlacement where lore stands in its prompts: {@code at_position} or {@code append}
 */
public record Conversation(
        UUID id,
        String title,
        String system,
        @Nullable String model,
        JsonNode parameters,
        JsonNode contextPolicy,
        @Nullable UUID personaId,
        @Nullable UUID presetId,
        boolean pinned,
        boolean archived,
        @Nullable String folder,
        List<String> tags,
        @Nullable UUID leafId,
        @Nullable UUID runningTurnId,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Speaker character,
        String lorePlacement) {
    /**
     * A character that speaks.
     *
     * @param avatarUrl null where it has no picture, or is gone
     */
    public record Speaker(UUID id, String name, @Nullable String avatarUrl) {}
}
