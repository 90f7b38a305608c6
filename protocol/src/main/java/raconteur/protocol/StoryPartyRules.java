package raconteur.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a story is played together; what is left out stays as it is, or as is usual.
 *
 * @param rounds vote: the option that most choose happens; act: all that is said happens together
 * @param roundSeconds how long a round lasts once somebody has chosen; 60 when it was never said
 * @param name what the host is called at the table
 */
public record StoryPartyRules(
        @Pattern(regexp = "vote|act") @Nullable String rounds,
        @Min(5) @Max(3600) @Nullable Integer roundSeconds,
        @TextLength(min = 1, max = 40) @Nullable String name) {}
