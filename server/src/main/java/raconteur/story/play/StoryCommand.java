package raconteur.story.play;

import org.jspecify.annotations.Nullable;
import raconteur.story.payload.EventType;

/** What somebody wants of a story. */
public sealed interface StoryCommand {
    /**
     * Begin it.
     *
     * @param request by which the same wish is known again
     */
    record Begin(Setup setup, String player, String request) implements StoryCommand {}

    /**
     * Take part in it.
     *
     * @param option which one of those that were offered
     * @param text what is done or said freely; of {@code NOVEL} how the player is called
     */
    record Act(
            EventType type,
            String player,
            @Nullable Integer option,
            @Nullable String text,
            String request) implements StoryCommand {}

    /** Let its time stand still. */
    record Pause() implements StoryCommand {}

    /** Let its time go on. */
    record Resume() implements StoryCommand {}
}
