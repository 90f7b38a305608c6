package raconteur.protocol;

import jakarta.validation.constraints.NotNull;

/** Sets another password and ends all other logins. */
public record ChangePassword(
        @NotNull @TextLength(max = 256) String oldPassword,
        @NotNull @TextLength(min = 8, max = 256) String newPassword) {}
