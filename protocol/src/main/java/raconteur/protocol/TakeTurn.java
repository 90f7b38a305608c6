package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Say something, or have something answered again.
 *
 * @param text what to say; without it, and without a preset, {@code parent_id} names the person's message to answer
 *     again
 * @param parentId where to say it; left out: after the current path, null: as a first message
 * @param presetId a preset to begin with: without a text its prompt is said; it names a conversation that has no title,
 *     and its model and parameters count where nothing else is said
 * @param frugal whether the model sees only this message
 * @param cache whether the answer that an equal request got, or is getting, will do; it costs nothing then. False when
 *     left out
 */
public record TakeTurn(
        @TextLength(min = 1, max = 200_000) @Nullable String text,
        @Size(min = 1, max = 16) @Nullable List<@NotNull @Valid TextPart> parts,
        @Nullable Place parentId,
        @TextLength(min = 1, max = 300) @Nullable String model,
        @Valid @Nullable Sampling parameters,
        @Nullable UUID personaId,
        @Nullable UUID presetId,
        @Nullable Boolean frugal,
        @Nullable Boolean cache,
        @TextLength(min = 1, max = 200) @Nullable String clientRequestId) {
    /** A piece of what is said; other types come with the models that take them. */
    public record TextPart(
            @NotNull @Pattern(regexp = "text") String type,
            @NotNull @TextLength(min = 1, max = 200_000) String text) {}
}
