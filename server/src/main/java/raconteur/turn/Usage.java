package raconteur.turn;

import org.jspecify.annotations.Nullable;
import raconteur.platform.Money;
import raconteur.provider.Tokens;

/**
 * What a generation used. Estimated when the provider did not say.
 *
 * @param cached whether the answer was a kept one or another call's, which costs nothing
 */
public record Usage(
        long inputTokens,
        long outputTokens,
        long cachedTokens,
        long reasoningTokens,
        boolean estimated,
        boolean cached,
        Money cost) {
    static Usage of(Tokens tokens, boolean estimated, Money cost) {
        return new Usage(tokens.input(), tokens.output(), tokens.cached(), tokens.reasoning(), estimated, false, cost);
    }

    /** The same of an answer that was paid for elsewhere. */
    Usage free() {
        return new Usage(inputTokens, outputTokens, cachedTokens, reasoningTokens, estimated, true, Money.ZERO);
    }

    /** The same at what was taken for it. */
    Usage at(Money taken) {
        return new Usage(inputTokens, outputTokens, cachedTokens, reasoningTokens, estimated, cached, taken);
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
                a.cached() && b.cached(),
                a.cost().plus(b.cost()));
    }

    Tokens tokens() {
        return new Tokens(inputTokens, outputTokens, cachedTokens, reasoningTokens);
    }
}
