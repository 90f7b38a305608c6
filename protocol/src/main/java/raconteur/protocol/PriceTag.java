package raconteur.protocol;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens cost, in decimals of the server's currency per million.
 *
 * @param cached of input tokens that came from the provider's cache; as any other input when left out
 */
public record PriceTag(
        @NotNull @TextLength(min = 1, max = 30) String input,
        @NotNull @TextLength(min = 1, max = 30) String output,
        @TextLength(max = 30) @Nullable String cached) {}
