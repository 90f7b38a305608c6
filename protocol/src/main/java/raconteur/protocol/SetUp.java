package raconteur.protocol;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Makes the first operator.
 *
 * @param username 3 to 32 characters: letters, digits, {@code _ - .}
 * @param password 8 to 256 characters
 * @param code what the server printed when it started; not needed on its own machine
 */
public record SetUp(
        @NotNull @TextLength(min = 3, max = 32) String username,
        @NotNull @TextLength(min = 8, max = 256) String password,
        @Nullable @TextLength(max = 64) String code) {}
