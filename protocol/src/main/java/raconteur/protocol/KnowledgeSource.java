package raconteur.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passage that an answer was given with.
 *
 * @param number by which the prompt calls it, from 1
 * @param passageId the passage, as long as its file is unchanged
 */
public record KnowledgeSource(
        int number,
        UUID passageId,
        UUID collectionId,
        String collection,
        String file,
        String title,
        @Nullable String url,
        @Nullable String licence) {}
