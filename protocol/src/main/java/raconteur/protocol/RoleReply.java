package raconteur.protocol;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a character answered.
 *
 * @param model which one spoke for it
 * @param usage null when nothing was used that could be counted
 */
public record RoleReply(
        String reply,
        UUID messageId,
        UUID turnId,
        UUID conversationId,
        UUID characterId,
        Instant createdAt,
        @Nullable String model,
        Message.@Nullable Usage usage) {}
