package raconteur.protocol;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was said with a character that is called by name.
 *
 * @param conversationId null before anything was said
 * @param messages oldest first, ending with the newest
 */
public record RoleMessages(UUID characterId, @Nullable UUID conversationId, List<Said> messages) {
    /**
     * One message.
     *
     * @param role {@code user} or {@code assistant}
     * @param state {@code complete}, {@code running}, {@code stopped}, {@code interrupted} or {@code failed}
     */
    public record Said(UUID id, String role, String name, String content, String state, Instant createdAt) {}
}
