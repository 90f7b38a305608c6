package raconteur.protocol;

import org.jspecify.annotations.Nullable;

/**
 * How to try a provider out.
 *
 * @param model the provider's own name of the model to ask; the first there is when left out
 */
public record TryProvider(
        @TextLength(min = 1, max = 256) @Nullable String model) {}
