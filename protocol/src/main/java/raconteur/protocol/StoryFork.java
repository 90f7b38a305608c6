package raconteur.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Where a branch begins.
 *
 * @param after the number of the last event that it keeps; left out, the last there is
 * @param sessionId the caller's own name for the branch; one is made when it is left out
 */
public record StoryFork(
        @Min(1) @Max(1_000_000) @Nullable Integer after,
        @TextLength(min = 1, max = 200) @Nullable String sessionId) {}
