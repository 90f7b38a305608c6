package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a lorebook is to be tried on.
 *
 * @param text said last, by the user
 * @param messages said before it, oldest first
 * @param character who speaks next, and is {@code {{char}}}
 * @param user is {@code {{user}}}
 * @param tags of the character
 * @param sources texts in which keys may stand too, by persona, description, personality, depth_prompt, scenario and
 *     creator_notes
 * @param trigger kind of generation, such as normal or continue
 * @param greeting which greeting it began with, from 0
 * @param seed of all draws; 0 when left out
 */
public record LorebookTrial(
        @TextLength(max = 200_000) @Nullable String text,
        @Size(max = 200) @Nullable List<@NotNull @Valid Line> messages,
        @Valid @Nullable Settings settings,
        @TextLength(max = 200) @Nullable String character,
        @TextLength(max = 200) @Nullable String user,
        @Size(max = 100) @Nullable List<@NotNull @TextLength(max = 200) String> tags,
        @Nullable Map<String, @NotNull @TextLength(max = 200_000) String> sources,
        @TextLength(max = 40) @Nullable String trigger,
        @Min(0) @Max(1000) @Nullable Integer greeting,
        @Nullable Long seed) {
    /**
     * One message.
     *
     * @param name of who speaks; the user's or the character's when left out
     */
    public record Line(
            @NotNull @Pattern(regexp = "user|assistant|system")
            String role,

            @TextLength(max = 200) @Nullable String name,
            @NotNull @TextLength(max = 200_000) String text) {}

    /**
     * What holds where the book does not say otherwise.
     *
     * @param scanDepth newest messages that are searched; 2 when left out
     * @param recursive whether entries call up entries; false when left out
     * @param rounds of such calling at most; 8 when left out
     * @param caseSensitive false when left out, like wholeWords
     * @param names whether who speaks is searched too; true when left out
     * @param groupScoring whether in groups the entry with most keys found wins; false when left out
     * @param leastFired entries that should fire; 0 when left out
     * @param budget in tokens, by estimate; 2000 when left out
     */
    public record Settings(
            @Min(0) @Max(1000) @Nullable Integer scanDepth,
            @Nullable Boolean recursive,
            @Min(1) @Max(64) @Nullable Integer rounds,
            @Nullable Boolean caseSensitive,
            @Nullable Boolean wholeWords,
            @Nullable Boolean names,
            @Nullable Boolean groupScoring,
            @Min(0) @Max(100) @Nullable Integer leastFired,
            @Min(0) @Max(10_000_000) @Nullable Integer budget) {}
}
