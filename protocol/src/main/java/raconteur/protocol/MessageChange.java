package raconteur.protocol;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** What can be changed about a message: whether the model sees it. */
public record MessageChange(
        @NotNull Boolean hidden, @Nullable Integer version) {}
