package raconteur.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with a character, to be begun; everything may be left out.
 *
 * @param greeting which of its greetings the path begins with, from 0; the others stand beside it
 * @param personaId as whom; left out: as the usual persona
 */
public record CharacterTalk(
        @Min(0) @Max(10_000) @Nullable Integer greeting,
        @Nullable UUID personaId,
        @TextLength(max = 200) @Nullable String title) {}
