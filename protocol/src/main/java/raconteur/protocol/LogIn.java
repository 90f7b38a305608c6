package raconteur.protocol;

import jakarta.validation.constraints.NotNull;

/** Signs in. */
public record LogIn(
        @NotNull @TextLength(max = 256) String username,
        @NotNull @TextLength(max = 256) String password) {}
