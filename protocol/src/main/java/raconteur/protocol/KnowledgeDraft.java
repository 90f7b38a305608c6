package raconteur.protocol;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A collection of knowledge that is to be.
 *
 * @param name that no other collection of the account has; capitals do not tell two apart
 */
public record KnowledgeDraft(
        @NotNull @TextLength(min = 1, max = 200) String name,
        @TextLength(max = 2000) @Nullable String description) {}
