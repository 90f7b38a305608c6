package raconteur.protocol;

import java.time.Instant;
import java.util.UUID;

/**
 * A collection of knowledge.
 *
 * @param fileCount files in its ledger, also those that could not be read
 * @param failedCount those of them that could not be read
 * @param passageCount passages that are searched
 * @param byteCount of the passages' text
 * @param useCount at how many places it is open
 */
public record KnowledgeCollection(
        UUID id,
        String name,
        String description,
        int fileCount,
        int failedCount,
        int passageCount,
        long byteCount,
        int useCount,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
