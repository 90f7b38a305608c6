package raconteur.provider;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens cost, in nano-units of the server's currency per million tokens.
 *
 * @param cached per million input tokens that came from the provider's cache
 * @param asOf the day these prices were read; null when the operator or the provider named them
 */
public record Prices(
        long input, long output, long cached, @Nullable LocalDate asOf) {
    public static final Prices FREE = new Prices(0, 0, 0, null);

    public Prices {
        if (input < 0 || output < 0 || cached < 0) {
            throw new IllegalArgumentException("a price is never negative");
        }
    }

    /**
     * Reads {@code input/output} or {@code input/output/cached}, decimals per million tokens; without a third number
     * cached tokens cost what others do.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Prices parse(String text) {
        var amounts = text.split("/", -1);
        if (amounts.length < 2 || amounts.length > 3) {
            throw new IllegalArgumentException("'" + text + "' is not a price such as 0.5/1.5 (input/output)");
        }
        var input = nano(amounts[0]);
        return new Prices(input, nano(amounts[1]), amounts.length == 3 ? nano(amounts[2]) : input, null);
    }

    /**
     * Nano-units per million tokens of a decimal amount per token.
     *
     * @throws IllegalArgumentException if it is no amount between 0 and 1
     */
    public static long perToken(String decimal) {
        try {
            var amount = new BigDecimal(decimal.strip());
            if (amount.precision() <= 30 && Math.abs(amount.scale()) <= 30) {
                return nano(amount.movePointRight(6)
                        .setScale(9, RoundingMode.HALF_UP)
                        .toPlainString());
            }
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("'" + decimal + "' is not a price", notOne);
        }
        throw new IllegalArgumentException("'" + decimal + "' is not a price");
    }

    Prices asOf(LocalDate day) {
        return new Prices(input, output, cached, day);
    }

    /** Nano-units of a decimal amount between 0 and a million. */
    static long nano(String decimal) {
        try {
            var amount = new BigDecimal(decimal.strip());
            // precision first: a number such as 1e999999999 must not be unfolded
            if (amount.signum() >= 0 && amount.precision() <= 30 && Math.abs(amount.scale()) <= 30) {
                var nano = amount.movePointRight(9).longValueExact();
                if (nano <= 1_000_000_000_000_000L) {
                    return nano;
                }
            }
        } catch (ArithmeticException | NumberFormatException notOne) {
            throw new IllegalArgumentException("'" + decimal + "' is not a price", notOne);
        }
        throw new IllegalArgumentException("'" + decimal + "' is not a price");
    }
}
