package raconteur.game;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.RoundingMode;

/** What games write, as a model is shown it: one line of text that can be seen. */
public final class Wording {
    private static final int DECIMALS = 2;
    private static final int LONGEST = 40;

    private Wording() {}

    /** Without control characters and other marks that nobody sees, white space as single spaces. */
    public static String shown(String text) {
        return Plain.line(text);
    }

    /** The same, at most so many characters. */
    public static String shown(String text, int most) {
        return Plain.line(text, most);
    }

    /** A value; of a number only what matters. */
    public static String value(JsonNode value) {
        if (!value.isNumber() || value.isIntegralNumber()) {
            return value.asText();
        }
        if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
            return "0";
        }
        var number = value.decimalValue();
        // what is written with a large exponent would take all memory to write out
        return Math.abs((long) number.scale()) > LONGEST || number.precision() > LONGEST
                ? "0"
                : number.setScale(DECIMALS, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
