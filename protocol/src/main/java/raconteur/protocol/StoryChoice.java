package raconteur.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * What a player wants to happen next: one of the options, or where rounds take it, something of his own.
 *
 * @param eventNumber of the event that it is for: the last one told and one
 */
public record StoryChoice(
        @NotNull @Min(1) @Max(1_000_000) Integer eventNumber,
        @Min(1) @Max(1_000_000) @Nullable Integer selectedOptionId,
        @TextLength(min = 1, max = 300) @Nullable String text) {}
