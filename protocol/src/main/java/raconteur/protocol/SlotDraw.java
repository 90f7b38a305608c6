package raconteur.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Slots to draw.
 *
 * @param scenarioId from whose lists; the built-in ones when left out
 * @param seed the same seed draws the same; one is made when it is left out
 * @param language of the built-in lists; the caller's when left out
 */
public record SlotDraw(
        @Nullable UUID scenarioId,
        @TextLength(min = 1, max = 100) @Nullable String seed,
        @TextLength(max = 40) @Nullable String language) {}
