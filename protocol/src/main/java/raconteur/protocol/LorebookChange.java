package raconteur.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a lorebook; what is left out stays.
 *
 * @param entries by {@code uid}: an entry takes the place of the one that has it or is added, null takes it out
 * @param version what the change was made from
 */
public record LorebookChange(
        @TextLength(min = 1, max = 200) @Nullable String name,
        @TextLength(max = 20_000) @Nullable String description,
        @Min(0) @Max(1000) @Nullable Integer scanDepth,
        @Min(0) @Max(10_000_000) @Nullable Integer tokenBudget,
        @Nullable Boolean recursiveScanning,
        @Nullable Map<String, @Nullable Map<String, @Nullable Object>> entries,
        @Nullable Integer version) {}
