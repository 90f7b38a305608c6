package raconteur.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import raconteur.platform.Refusal;

/**
 * A name to sign in with.
 *
 * @param shown as its owner wrote it
 * @param key what makes it unique: names that differ only in case, width or composition are the same
 */
public record Username(String shown, String key) {
    public static final int SHORTEST = 3;
    public static final int LONGEST = 32;

    /** Letters that show nothing: a name of these alone would look like no name. */
    private static final String INVISIBLE = "\u115F\u1160\u3164\uFFA0";

    private static final Pattern LETTERS =
            Pattern.compile("[\\p{L}\\p{Nd}_.\\-][\\p{L}\\p{M}\\p{Nd}_.\\-]*", Pattern.UNICODE_CHARACTER_CLASS);

    /** The name in this text; {@link Refusal} of the field {@code username} when it cannot be one. */
    public static Username parse(String text) {
        var shown = Normalizer.normalize(text, Normalizer.Form.NFC);
        var length = shown.codePointCount(0, shown.length());
        if (length < SHORTEST || length > LONGEST) {
            throw Refusal.invalid("username", "must have 3 to 32 characters", "须为 3 到 32 个字符");
        }
        var key = keyOf(shown);
        if (!LETTERS.matcher(shown).matches()
                || !LETTERS.matcher(key).matches()
                || shown.codePoints().anyMatch(c -> INVISIBLE.indexOf(c) >= 0)) {
            throw Refusal.invalid(
                    "username", "may have letters, digits, '_', '-' and '.' only", "只能包含文字、数字、“_”、“-”和“.”");
        }
        return new Username(shown, key);
    }

    /** The key under which this text would be found, whether or not it can be a name. */
    static String keyOf(String text) {
        // upper case first: it unites letters that have several small forms, such as sigma, and unfolds ß
        var folded = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    @Override
    public String toString() {
        return shown;
    }
}
