package raconteur.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a completion is sampled. Null, or no stop sequences, leaves the choice to the provider; a provider drops what its
 * model does not take.
 *
 * @param maxTokens the most output tokens, reasoning included
 */
public record Parameters(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Long maxTokens,
        @Nullable Double presencePenalty,
        @Nullable Double frequencyPenalty,
        List<String> stop,
        @Nullable Long seed) {
    /** Everything left to the provider. */
    public static final Parameters NONE = new Parameters(null, null, null, null, null, List.of(), null);

    public Parameters {
        stop = List.copyOf(stop);
    }

    public Parameters withMaxTokens(long most) {
        return new Parameters(temperature, topP, most, presencePenalty, frequencyPenalty, stop, seed);
    }
}
