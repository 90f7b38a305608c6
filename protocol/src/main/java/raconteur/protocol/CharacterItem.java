package raconteur.protocol;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A character in a list.
 *
 * @param creating the task that is at work on it, if one is
 */
public record CharacterItem(
        UUID id,
        String name,
        String brief,
        List<String> tags,
        String visibility,
        @Nullable String avatarUrl,
        boolean own,
        @Nullable UUID creating,
        Instant updatedAt,
        Instant createdAt) {}
