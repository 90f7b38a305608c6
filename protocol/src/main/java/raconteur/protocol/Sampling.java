package raconteur.protocol;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an answer is sampled; what is left out is the model's choice. */
public record Sampling(
        @DecimalMin("0") @DecimalMax("2") @Nullable Double temperature,
        @DecimalMin("0") @DecimalMax("1") @Nullable Double topP,
        @Min(1) @Max(1_000_000) @Nullable Long maxTokens,
        @DecimalMin("-2") @DecimalMax("2") @Nullable Double presencePenalty,
        @DecimalMin("-2") @DecimalMax("2") @Nullable Double frequencyPenalty,
        @Size(max = 16) @Nullable List<@TextLength(min = 1, max = 200) String> stop,
        @Nullable Long seed) {}
