package raconteur.protocol;

import java.util.List;

/** What was told of a story, in its order. */
public record StoryTale(List<StoryTold> items) {}
