package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to change about a provider; what is left out stays. */
public record ProviderChange(
        @Pattern(regexp = "openai|anthropic|ollama") @Nullable
        String dialect,

        @TextLength(max = 2000) @Nullable String baseUrl,
        @Size(max = 20) @Nullable Map<String, @NotNull @TextLength(max = 1000) String> headers,
        @Size(max = 20) @Nullable List<@NotNull @Valid QuirkRule> quirks,
        @Valid @Nullable ProviderTimeouts timeouts,
        @Nullable Boolean enabled,
        @Nullable Boolean ownKeys,
        @Nullable Integer version) {}
