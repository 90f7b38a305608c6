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
 * What a character is to remember from here on, whole: a line that is not named is gone, one without an id is new.
 *
 * @param leaf where the conversation stood when it was read
 * @param version what {@link Memories#version} was then; any when null
 */
public record MemoryChange(
        @NotNull UUID leaf,
        @NotNull @Size(max = 1000) List<@Valid ShortTerm> shortTerm,
        @NotNull @Size(max = 1000) List<@Valid LongTerm> longTerm,
        @Nullable Integer version) {
    /** A short-term line. */
    public record ShortTerm(
            @Nullable UUID id,
            @NotNull @TextLength(min = 1, max = 500) String text) {}

    /**
     * A long-term line.
     *
     * @param importance 0–15; null leaves it as it was, and a new one is never forgotten before others
     */
    public record LongTerm(
            @Nullable UUID id,
            @NotNull @TextLength(min = 1, max = 500) String text,
            @Min(0) @Max(15) @Nullable Integer importance) {}
}
