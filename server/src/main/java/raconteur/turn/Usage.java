package raconteur.turn;

import org.jspecify.annotations.Nullable;
import raconteur.platform.Money;
import raconteur.provider.Tokens;

/** What a generation used. Estimated when the provider did not say. */
public record Usage(
        long inputTokens, long outputTokens, long cachedTokens, long reasoningTokens, boolean estimated, Money cost) {
    static Usage of(Tokens tokens, boolean estimated, Money cost) {
        return new Usage(tokens.input(), tokens.output(), tokens.cached(), tokens.reasoning(), estimated, cost);
    }

    /** Both together; null when there is neither. */
    static @Nullable Usage sum(@Nullable Usage a, @Nullable Usage b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return new Usage(
                a.inputTokens() + b.inputTokens(),
                a.outputTokens() + b.outputTokens(),
                a.cachedTokens() + b.cachedTokens(),
                a.reasoningTokens() + b.reasoningTokens(),
                a.estimated() || b.estimated(),
                a.cost().plus(b.cost()));
    }

    Tokens tokens() {
        return new Tokens(inputTokens, outputTokens, cachedTokens, reasoningTokens);
    }
}
