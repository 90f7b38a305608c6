package raconteur.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What to change of a story.
 *
 * @param version of its journal as it was seen; {@code If-Match} says the same
 */
public record StoryChange(
        @TextLength(min = 1, max = 200) @Nullable String title,
        @Nullable Integer version) {}
