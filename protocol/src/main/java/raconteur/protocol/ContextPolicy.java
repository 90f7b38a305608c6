package raconteur.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much of a conversation the model sees.
 *
 * @param kind {@code tokens}: the newest messages that fit into {@code budget} tokens; {@code entries}: at most
 *     {@code max} messages, and when there are more, {@code overflow} says whether to start over or to slide
 */
public record ContextPolicy(
        @NotNull @Pattern(regexp = "tokens|entries") String kind,
        @Min(1) @Max(10_000_000) @Nullable Integer budget,
        @Min(1) @Max(10_000) @Nullable Integer max,
        @Pattern(regexp = "reset|slide") @Nullable String overflow) {}
