package raconteur.protocol;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Makes an account and signs in.
 *
 * @param username 3 to 32 characters: letters, digits, {@code _ - .}
 * @param password 8 to 256 characters
 * @param acceptTerms must be true
 */
public record Register(
        @NotNull @TextLength(min = 3, max = 32) String username,
        @NotNull @TextLength(min = 8, max = 256) String password,
        @Nullable @TextLength(max = 254) String email,
        @Nullable @TextLength(max = 128) String invite,
        @NotNull @AssertTrue Boolean acceptTerms) {}
