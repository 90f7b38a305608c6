package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question on the simple chat surface.
 *
 * @param chatSessionId which tab; left out: a new one is opened
 * @param presetId as the first question of a tab: this preset's prompt is sent before it and names the tab
 * @param temperature 1.0 when left out
 * @param maxLength tokens of the answer, 1024 when left out
 * @param topP 1.0 when left out
 * @param presencePenalty 0.0 when left out
 * @param frequencyPenalty 0.0 when left out
 * @param stopSequence the answer stops there; empty or left out: nowhere
 * @param model {@code chat} when left out
 */
public record Chat(
        @NotNull @Valid ChatInput input,
        @Nullable UUID chatSessionId,
        @Nullable UUID presetId,
        @DecimalMin("0") @DecimalMax("1") @Nullable Double temperature,
        @Min(1) @Max(1_000_000) @Nullable Long maxLength,
        @DecimalMin("0") @DecimalMax("1") @Nullable Double topP,
        @DecimalMin("-2") @DecimalMax("2") @Nullable Double presencePenalty,
        @DecimalMin("-2") @DecimalMax("2") @Nullable Double frequencyPenalty,
        @TextLength(max = 200) @Nullable String stopSequence,
        @TextLength(min = 1, max = 300) @Nullable String model,
        @TextLength(min = 1, max = 200) @Nullable String clientRequestId) {}
