package raconteur.character.macro;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers in macros. */
final class Dice {
    private static final Pattern ROLL =
            Pattern.compile("(?:(\\d{0,3})d)?(\\d{1,9})(?:\\s*([+-])\\s*(\\d{1,9}))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    private Dice() {}

    /** The sum of a throw such as {@code 6}, {@code d6} or {@code 3d6+4}; none for anything else. */
    static @Nullable String rolled(String dice, SplittableRandom chance) {
        var roll = ROLL.matcher(dice);
        if (!roll.matches()) {
            return null;
        }
        var count = roll.group(1) == null || roll.group(1).isEmpty() ? 1 : Integer.parseInt(roll.group(1));
        var sides = Long.parseLong(roll.group(2));
        if (sides < 1) {
            return null;
        }
        var sum = 0L;
        for (var nth = 0; nth < count; nth++) {
            sum += chance.nextLong(sides) + 1;
        }
        if (roll.group(4) != null) {
            var more = Long.parseLong(roll.group(4));
            sum += roll.group(3).equals("-") ? -more : more;
        }
        return Long.toString(sum);
    }

    /** The sum of two numbers; of other texts, one after the other. */
    static String sum(String one, String other) {
        var first = one.isEmpty() ? "0" : one;
        if (NUMBER.matcher(first).matches() && NUMBER.matcher(other).matches()) {
            return new BigDecimal(first).add(new BigDecimal(other)).toPlainString();
        }
        return one + other;
    }
}
