package raconteur.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** An amount of the server's currency, counted in nano-units; in JSON always a decimal string with nine decimals. */
public record Money(long nano) implements Comparable<Money> {
    public static final Money ZERO = new Money(0);
    private static final BigDecimal UNIT = BigDecimal.valueOf(1_000_000_000L);

    /**
     * Reads a decimal such as {@code "0.25"}.
     *
     * @throws IllegalArgumentException if it is no decimal, has more than nine decimals or is too large
     */
    @JsonCreator
    public static Money parse(String text) {
        try {
            return new Money(new BigDecimal(text.trim()).multiply(UNIT).longValueExact());
        } catch (ArithmeticException | NumberFormatException wrong) {
            throw new IllegalArgumentException("'" + text + "' is not an amount such as 0.25", wrong);
        }
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(nano, other.nano));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(nano, other.nano));
    }

    public Money negated() {
        return new Money(Math.negateExact(nano));
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nano, other.nano);
    }

    @JsonValue
    @Override
    public String toString() {
        return BigDecimal.valueOf(nano)
                .divide(UNIT, 9, RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
