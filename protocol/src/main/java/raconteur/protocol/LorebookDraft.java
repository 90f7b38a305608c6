package raconteur.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a lorebook is to be, the whole of it.
 *
 * @param scanDepth how many of the newest messages are searched; null leaves it to the settings
 * @param tokenBudget tokens that its entries may take at once; null for no limit of its own
 * @param recursiveScanning whether its entries may call up others; null leaves it to the settings
 * @param entries in the words of SillyTavern's world files, each with a {@code uid}; none when left out
 * @param extra fields of the book that mean nothing to us; those that it has stay when left out
 * @param version what the change was made from
 */
public record LorebookDraft(
        @NotNull @TextLength(min = 1, max = 200) String name,
        @TextLength(max = 20_000) @Nullable String description,
        @Min(0) @Max(1000) @Nullable Integer scanDepth,
        @Min(0) @Max(10_000_000) @Nullable Integer tokenBudget,
        @Nullable Boolean recursiveScanning,
        @Size(max = 10_000) @Nullable List<Map<String, @Nullable Object>> entries,
        @Nullable Map<String, @Nullable Object> extra,
        @Nullable Integer version) {}
