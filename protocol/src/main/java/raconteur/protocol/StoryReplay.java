package raconteur.protocol;

import org.jspecify.annotations.Nullable;

/**
 * How to play a story again.
 *
 * @param model who tells it anew; left out, what was recorded is ruled and mended anew
 */
public record StoryReplay(
        @TextLength(min = 1, max = 300) @Nullable String model) {}
