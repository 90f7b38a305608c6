package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario is to be from now on, the whole of it.
 *
 * @param version what the change was made from
 */
public record ScenarioChange(
        @NotNull @Valid Scenario scenario, @Nullable Integer version) {}
