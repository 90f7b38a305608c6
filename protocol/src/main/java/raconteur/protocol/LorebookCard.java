package raconteur.protocol;

import java.time.Instant;
import java.util.UUID;

/**
 * A lorebook in a list.
 *
 * @param entryCount how many entries it has
 * @param useCount at how many places it is open
 */
public record LorebookCard(
        UUID id,
        String name,
        String description,
        int entryCount,
        int useCount,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
