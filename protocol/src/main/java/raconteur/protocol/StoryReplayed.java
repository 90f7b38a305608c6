package raconteur.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of playing a story again.
 *
 * @param storyId the story that the replay is; null when nothing was asked of a model
 * @param events how many were played again
 * @param whole whether all were: a replay stops where a choice is not allowed any more
 */
public record StoryReplayed(@Nullable UUID storyId, int events, boolean whole, List<Difference> differences) {
    /**
     * Something that came out otherwise.
     *
     * @param field a JSON pointer into the payload, or what else differs
     * @param recorded null where there was nothing
     * @param replayed null where there is nothing now
     */
    public record Difference(int eventNumber, String field, JsonNode recorded, JsonNode replayed) {}
}
