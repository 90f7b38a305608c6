package raconteur.protocol;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A character as anybody may see it.
 *
 * @param by the user name of its owner
 */
public record PublicCharacter(
        UUID id,
        String name,
        String brief,
        List<String> tags,
        String greeting,
        @Nullable String avatarUrl,
        String by,
        Instant updatedAt) {}
