package raconteur.protocol;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A wish to play along.
 *
 * @param code which the host gives away; its letters in any case, spaces and dashes do not count
 * @param name what to be called at the table; the account's name when it is left out
 */
public record StoryJoin(
        @NotNull @TextLength(min = 1, max = 40) String code,
        @TextLength(min = 1, max = 40) @Nullable String name) {}
