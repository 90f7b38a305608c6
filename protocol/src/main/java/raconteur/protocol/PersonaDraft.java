package raconteur.protocol;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** What a persona is like. */
public record PersonaDraft(
        @NotNull @TextLength(min = 1, max = 60) String name,
        @TextLength(max = 4000) @Nullable String description,
        @Nullable Boolean isDefault,
        @Nullable Integer version) {}
