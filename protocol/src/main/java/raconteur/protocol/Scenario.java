package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A start for stories that an author made. What is left out is left to the storyteller, or has the default of a story.
 * The published JSON Schema says how long and how many; a story takes a copy, so that it never changes under a player.
 *
 * @param language a BCP 47 tag; the language of these texts and, unless a player wants another, of the stories
 * @param tone shown as the tone of the story
 * @param allowedEvents of DECISION, ACTION, COMBAT and PUZZLE; all of them when left out
 * @param hardLimitSeconds how long a story may be played
 * @param model an alias or a model that is to tell it
 */
public record Scenario(
        @NotNull String title,
        @Nullable String summary,

        @NotNull @Pattern(regexp = "zh|(zh|en|ja|ko|de|fr|es)(-[A-Za-z0-9]{1,8}){0,4}")
        String language,

        @NotNull String premise,
        @Nullable String playerRole,
        @Nullable String primaryGoal,
        @Nullable String stakes,
        @Nullable String tone,
        @Valid @Nullable Slots slots,
        @Nullable List<String> allowedEvents,
        @Valid @Nullable Limits constraints,
        @Nullable List<@Valid Role> cast,
        @Valid @Nullable Lorebook lorebook,
        @Nullable String difficulty,
        @Nullable Integer playerCount,
        @Nullable Integer hardLimitSeconds,
        @Nullable String model) {
    /** Lists to draw from, one of each for a story. */
    public record Slots(
            @Nullable List<String> toneBias,
            @Nullable List<String> themeBias,
            @Nullable List<String> npcBias) {}

    /** What holds on every text; where a player's own constraints are stricter, those hold. */
    public record Limits(
            @Nullable String contentRating,
            @Nullable Integer maxCharsScene,
            @Nullable Integer maxCharsOption,
            @Nullable List<String> forbiddenTerms) {}

    /**
     * Somebody who appears.
     *
     * @param voice how they speak
     * @param lines what they might say
     */
    public record Role(
            @NotNull String name,
            @Nullable String description,
            @Nullable String voice,
            @Nullable List<String> lines) {}

    /**
     * What the storyteller is told of the world when it matters.
     *
     * @param budget characters at most that are told at once
     */
    public record Lorebook(
            @Nullable Integer budget, @Nullable List<@Valid Entry> entries) {}

    /**
     * One thing to know.
     *
     * @param keys words in what happened lately that call it up
     * @param constant whether it is always told
     * @param order lower ones come first, and get the budget first
     */
    public record Entry(
            @Nullable List<String> keys,
            @NotNull String text,
            @Nullable Boolean constant,
            @Nullable Integer order) {}
}
