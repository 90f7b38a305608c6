package raconteur.protocol;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Changes who gets in; what is missing stays as it was.
 *
 * @param terms blank removes them
 */
public record RegistrationChange(
        @Pattern(regexp = "open|invite|closed") @Nullable String registration,

        @Pattern(regexp = "none|optional|mandatory") @Nullable
        String emailVerification,

        @TextLength(max = 20_000) @Nullable String terms,
        @Nullable Integer version) {}
