package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider to add.
 *
 * @param id its name here, such as {@code deepseek}; a name of the built-in table needs no address
 * @param keys its first keys, where it asks for one
 */
public record NewProvider(
        @NotNull @TextLength(min = 1, max = 40) String id,

        @Pattern(regexp = "openai|anthropic|ollama") @Nullable
        String dialect,

        @TextLength(max = 2000) @Nullable String baseUrl,
        @Size(max = 20) @Nullable Map<String, @NotNull @TextLength(max = 1000) String> headers,
        @Size(max = 20) @Nullable List<@NotNull @Valid QuirkRule> quirks,
        @Valid @Nullable ProviderTimeouts timeouts,
        @Nullable Boolean enabled,
        @Nullable Boolean ownKeys,
        @Size(max = 20) @Nullable List<@NotNull @TextLength(min = 1, max = 4000) String> keys) {
    /** Without the keys, which would otherwise stand in a log one day. */
    @Override
    public String toString() {
        return "NewProvider " + id;
    }
}
