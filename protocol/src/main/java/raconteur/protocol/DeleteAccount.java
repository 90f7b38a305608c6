package raconteur.protocol;

import jakarta.validation.constraints.NotNull;

/** Removes one's account and all that is its own. */
public record DeleteAccount(@NotNull @TextLength(max = 256) String password) {}
