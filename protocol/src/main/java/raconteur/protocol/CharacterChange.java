package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a character. With PATCH what is left out stays; with PUT it becomes empty, and the name must be
 * there.
 *
 * @param visibility private, unlisted or public
 * @param greetings the first one, then those that may stand for it
 * @param model empty for the usual one
 * @param version what the change was made from
 */
public record CharacterChange(
        @TextLength(max = 256) @Nullable String name,
        @TextLength(max = 256) @Nullable String nickname,
        @TextLength(max = 35) @Nullable String language,
        @TextLength(max = 2000) @Nullable String brief,

        @Pattern(regexp = "private|unlisted|public") @Nullable
        String visibility,

        @Size(max = 100) @Nullable List<@TextLength(min = 1, max = 64) String> tags,
        @Valid @Nullable CharacterProfile profile,
        @Size(max = 100) @Nullable List<@TextLength(max = 50_000) String> greetings,
        @Size(max = 100) @Nullable List<@TextLength(max = 50_000) String> groupGreetings,
        @TextLength(max = 100_000) @Nullable String description,
        @TextLength(max = 100_000) @Nullable String personality,
        @TextLength(max = 100_000) @Nullable String scenario,
        @TextLength(max = 100_000) @Nullable String examples,
        @TextLength(max = 100_000) @Nullable String systemPrompt,
        @TextLength(max = 100_000) @Nullable String postHistoryInstructions,
        @TextLength(max = 100_000) @Nullable String creatorNotes,
        @TextLength(max = 200) @Nullable String creator,
        @TextLength(max = 200) @Nullable String characterVersion,
        @TextLength(max = 300) @Nullable String model,
        @Nullable Integer version) {}
