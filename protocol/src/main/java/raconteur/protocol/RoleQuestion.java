package raconteur.protocol;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Something said to a character that is called by name.
 *
 * @param model left out: the conversation's, else the character's, else {@code chat}
 */
public record RoleQuestion(
        @NotNull @TextLength(min = 1, max = 200_000) String content,
        @TextLength(min = 1, max = 300) @Nullable String model,
        @TextLength(min = 1, max = 200) @Nullable String clientRequestId) {}
