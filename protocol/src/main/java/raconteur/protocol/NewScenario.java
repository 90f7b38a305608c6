package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A scenario to keep.
 *
 * @param shared whether it is to be everybody's, which operators may say; false when left out
 */
public record NewScenario(
        @NotNull @Valid Scenario scenario, @Nullable Boolean shared) {}
