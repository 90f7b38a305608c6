package raconteur.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of a story as it was told, without what stands behind it.
 *
 * @param number of the event, from 1
 * @param type in small letters, such as {@code decision}
 * @param chosen what was chosen, said or done, as it was told; null where nothing was
 * @param payload as {@code /invoke} answered it; for all but the story's owner without what tells its seed
 */
public record StoryTold(int number, String type, @Nullable String chosen, JsonNode payload, Instant at) {}
