package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of a story. Only its type, and after {@code INIT} the session's id, are needed: the rest is remembered from
 * {@code INIT} or has a default. A {@code context} may be sent back; what the server knows counts.
 */
public record Invoke(
        @NotNull @Valid Event event,
        @Valid @Nullable Session session,
        @Valid @Nullable Time time,
        @Valid @Nullable Seed seed,
        @Valid @Nullable Constraints constraints,
        @Valid @Nullable Slots slots,
        @Valid @Nullable ClientContext clientContext,
        @Valid @Nullable Payload payload) {
    /**
     * What is asked.
     *
     * @param type INIT, DECISION, ACTION, COMBAT, PUZZLE, RESOLUTION (or END), NOVEL, in any letters
     * @param number which event of its story it is; makes the request repeatable
     */
    public record Event(
            @NotNull String type,
            @Min(1) @Max(1_000_000) @Nullable Integer number) {}

    /**
     * Which story.
     *
     * @param sessionId the caller's own name for it; left out at {@code INIT} one is made
     * @param difficulty EASY, NORMAL or HARD
     */
    public record Session(
            @TextLength(min = 1, max = 200) @Nullable String sessionId,
            @Min(1) @Max(64) @Nullable Integer playerCount,
            @Nullable String difficulty) {}

    /** How long it may take; of these only the limit counts, and the server's own clock. */
    public record Time(
            @Min(1) @Max(604_800) @Nullable Integer hardLimitSeconds,
            @Min(0) @Max(604_800) @Nullable Integer elapsedActiveSeconds,
            @Min(0) @Max(604_800) @Nullable Integer remainingSeconds) {}

    /** What draws and dice come from. */
    public record Seed(
            @TextLength(min = 1, max = 100) @Nullable String runSeed) {}

    /** What holds on every text of every answer; lengths are counted in code points. */
    public record Constraints(
            @Nullable String language,
            @Nullable String contentRating,
            @Nullable Integer maxCharsScene,
            @Nullable Integer maxCharsOption,
            @Size(max = 1000) @Nullable List<String> forbiddenTerms) {}

    /** Wishes for the kind of story. */
    public record Slots(
            @TextLength(max = 200) @Nullable String toneBias,
            @TextLength(max = 200) @Nullable String themeBias,
            @TextLength(max = 200) @Nullable String npcBias) {}

    /** What the client says of itself. */
    public record ClientContext(
            @TextLength(max = 40) @Nullable String platform,
            @TextLength(max = 40) @Nullable String locale) {}

    /**
     * What is done.
     *
     * @param selectedOptionId of an option that was offered
     * @param text what is done freely, or said
     * @param playerName what the hero of a novel is called
     * @param scenarioId what {@code INIT} begins from
     */
    public record Payload(
            @Min(1) @Max(1_000_000) @Nullable Integer selectedOptionId,
            @TextLength(max = 2000) @Nullable String text,
            @TextLength(max = 100) @Nullable String playerName,
            @Nullable UUID scenarioId) {
        public Payload(@Nullable Integer selectedOptionId, @Nullable String text, @Nullable String playerName) {
            this(selectedOptionId, text, playerName, null);
        }
    }
}
