package raconteur.story.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.story.payload.EventType;

/** What happened in a story. Kept for good: components are added, never renamed. */
public sealed interface StoryEvent {
    /** It was begun. */
    record Begun(Setup setup) implements StoryEvent {}

    /** Somebody acted. */
    record Acted(
            int number,
            EventType type,
            String player,
            @Nullable Integer option,
            String text,
            String request) implements StoryEvent {}

    /** Fate was drawn for it. */
    record Drawn(int number, Draw draw) implements StoryEvent {}

    /** The server ruled over what the model proposed. */
    record Ruled(int number, Ruling ruling, String reason) implements StoryEvent {}

    /**
     * It was answered.
     *
     * @param proposal what the model said, if it said anything that could be read
     * @param mended what was mended in it
     * @param turn in which the model was asked; null where none was
     * @param fault why there is no proposal
     */
    record Told(
            int number,
            EventType type,
            JsonNode payload,
            Source source,
            @Nullable JsonNode proposal,
            List<JsonNode> mended,
            @Nullable String turn,
            @Nullable String fault,
            Vitals vitals,
            Tick clock)
            implements StoryEvent {
        public Told {
            mended = List.copyOf(mended);
        }
    }

    /** Its time stands still. */
    record Paused(Tick clock) implements StoryEvent {}

    /** Its time goes on. */
    record Resumed(Tick clock) implements StoryEvent {}

    /**
     * All before this happened in another story.
     *
     * @param story its id
     * @param after the number of the last event that both have
     */
    record Branched(String story, int after, String sessionId, Tick clock) implements StoryEvent {}

    /** Its owner gave it another title. */
    record Renamed(String title) implements StoryEvent {}

    /** Where what was told came from. */
    enum Source {
        /** The model, as it said it. */
        MODEL,
        /** The model, mended. */
        MENDED,
        /** The server's own safe words. */
        TEMPLATE
    }
}
