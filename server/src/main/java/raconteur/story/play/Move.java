package raconteur.story.play;

import org.jspecify.annotations.Nullable;
import raconteur.story.payload.EventType;
import raconteur.story.payload.Option;

/**
 * An event that may happen: all of it but what is told.
 *
 * @param number which event of its story, from 1
 * @param chosen the option, where one was chosen
 * @param text what was chosen, said or done; empty where nothing was
 */
public record Move(
        int number, EventType type, String player, @Nullable Option chosen, String text, String request, Draw draw) {}
