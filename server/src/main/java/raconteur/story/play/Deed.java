package raconteur.story.play;

import raconteur.story.payload.EventType;

/**
 * What somebody did and what came of it.
 *
 * @param text what was chosen or said
 * @param outcome what came of it, in short
 * @param weight how much it moved the story
 */
public record Deed(int number, EventType type, String text, String outcome, int weight) {}
