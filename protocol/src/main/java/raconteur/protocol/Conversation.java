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
        Instant updatedAt) {}
