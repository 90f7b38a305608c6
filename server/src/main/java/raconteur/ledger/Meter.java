package raconteur.ledger;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Money;
import raconteur.provider.Prices;
import raconteur.provider.Tokens;

/** Turns tokens into money. Amounts are rounded up to the next nano-unit. */
public final class Meter {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private Meter() {}

    /**
     * The most that an answer can cost: every UTF-8 byte of the prompt counts as a token, and every token that may be
     * answered is.
     */
    public static Money most(@Nullable Prices prices, long promptBytes, long maxTokens, int attempts) {
        if (prices == null) {
            return Money.ZERO;
        }
        var dearest = Math.max(prices.input(), prices.cached());
        return price(sum(dearest, promptBytes, prices.output(), maxTokens).multiply(BigInteger.valueOf(attempts)));
    }

    /** What these tokens cost; nothing where the model has no price. */
    public static Money cost(@Nullable Prices prices, Tokens tokens) {
        if (prices == null) {
            return Money.ZERO;
        }
        return price(sum(prices.input(), tokens.input() - tokens.cached(), prices.output(), tokens.output())
                .add(times(prices.cached(), tokens.cached())));
    }

    private static BigInteger sum(long priceA, long countA, long priceB, long countB) {
        return times(priceA, countA).add(times(priceB, countB));
    }

    private static BigInteger times(long price, long count) {
        return BigInteger.valueOf(price).multiply(BigInteger.valueOf(count));
    }

    private static Money price(BigInteger perMillion) {
        var parts = perMillion.divideAndRemainder(MILLION);
        var nano = parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
        return new Money(nano.min(BigInteger.valueOf(Long.MAX_VALUE / 4)).longValueExact());
    }
}
