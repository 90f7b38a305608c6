package raconteur.protocol;

import jakarta.validation.constraints.NotNull;

/** Where to send a letter. */
public record EmailAddress(@NotNull @TextLength(max = 254) String email) {}
