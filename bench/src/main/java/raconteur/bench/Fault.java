package raconteur.bench;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One fault of the upstream fault matrix, where it strikes and how often; written {@code U08.date@last*2}.
 *
 * @param number 1 to 22
 * @param variant the form of it, empty for the plain one
 * @param token how many tokens are delivered whole before it strikes; {@link #LAST} stands for all of them
 * @param times how many requests it strikes before the upstream is well again; {@link Integer#MAX_VALUE} for always
 */
public record Fault(int number, String variant, int token, int times) {
    /** After the last token, before the end of the answer is told. */
    public static final int LAST = Integer.MAX_VALUE;

    private static final Pattern FORM = Pattern.compile("U(\\d\\d)(?:\\.([a-z0-9_]+))?(?:@(\\d+|last))?(?:\\*(\\d+))?");

    public Fault {
        if (number < 1 || number > 22) {
            throw new IllegalArgumentException("no fault U" + number + ": the matrix has U01 to U22");
        }
    }

    /** Reads one or several faults joined by {@code +}. */
    static List<Fault> parse(String faults) {
        return Arrays.stream(faults.split("\\+")).map(Fault::one).toList();
    }

    private static Fault one(String fault) {
        var match = FORM.matcher(fault);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "a fault is written U05, U08.date, U05@20, U05@last or U10.503*2, not " + fault);
        }
        String token = match.group(3);
        return new Fault(
                Integer.parseInt(match.group(1)),
                match.group(2) == null ? "" : match.group(2),
                token == null ? 0 : token.equals("last") ? LAST : Integer.parseInt(token),
                match.group(4) == null ? Integer.MAX_VALUE : Integer.parseInt(match.group(4)));
    }

    boolean is(int wanted) {
        return number == wanted;
    }

    boolean is(int wanted, String form) {
        return number == wanted && variant.equals(form);
    }

    /** The index of the token before which it strikes, in an answer of {@code tokens}. */
    int before(int tokens) {
        return Math.min(token, tokens);
    }
}
