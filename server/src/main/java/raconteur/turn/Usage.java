package raconteur.turn;

import raconteur.platform.Money;
import raconteur.provider.Tokens;

/** What a generation used. Estimated when the provider did not say. */
public record Usage(
        long inputTokens, long outputTokens, long cachedTokens, long reasoningTokens, boolean estimated, Money cost) {
    static Usage of(Tokens tokens, boolean estimated, Money cost) {
        return new Usage(tokens.input(), tokens.output(), tokens.cached(), tokens.reasoning(), estimated, cost);
    }

    Tokens tokens() {
        return new Tokens(inputTokens, outputTokens, cachedTokens, reasoningTokens);
    }
}
