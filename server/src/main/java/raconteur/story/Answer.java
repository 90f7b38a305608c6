package raconteur.story;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import raconteur.story.payload.EventType;
import raconteur.story.play.StoryEvent;

/**
 * What an event was answered with.
 *
 * @param turn in which a model was asked; null where none was
 */
public record Answer(
        StoryId story,
        String sessionId,
        int number,
        EventType type,
        JsonNode payload,
        @Nullable String turn) {
    static Answer of(StoryRows.Row row, StoryEvent.Told told) {
        return new Answer(row.id(), row.sessionId(), told.number(), told.type(), told.payload(), told.turn());
    }
}
