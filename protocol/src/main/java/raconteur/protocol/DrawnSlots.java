package raconteur.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Slots as they were drawn, fit for {@code INIT}.
 *
 * @param seed what they were drawn with: as {@code seed.run_seed} it draws the same slots of the same scenario
 */
public record DrawnSlots(@Nullable UUID scenarioId, String seed, Invoke.Slots slots) {}
