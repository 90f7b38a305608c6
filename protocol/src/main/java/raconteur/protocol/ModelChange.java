package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to say of a model in place of what is known of it; what is left out stays. */
public record ModelChange(
        @TextLength(max = 120) @Nullable String label,
        @Min(1) @Max(100_000_000) @Nullable Long contextTokens,
        @Min(1) @Max(100_000_000) @Nullable Long maxOutputTokens,
        @Valid @Nullable PriceTag prices,
        @Size(max = 20) @Nullable List<@NotNull @TextLength(max = 40) String> abilities,
        @Nullable Boolean enabled,
        @Nullable Integer version) {}
