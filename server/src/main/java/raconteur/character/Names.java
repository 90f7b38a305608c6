package raconteur.character;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import raconteur.platform.Refusal;

/** Names of characters: letters, digits and signs of any script, on one line. */
public final class Names {
    /** Code points of a name at most. */
    public static final int LONGEST = 64;

    private static final int LONGEST_KEY = 256;
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    // controls and what turns or hides text; joiners belong to scripts and to emoji
    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}&&[^\\u200c\\u200d\\x{e0020}-\\x{e007f}]]");
    private static final Pattern SEEN = Pattern.compile("[\\p{L}\\p{N}\\p{S}\\p{P}]");

    private Names() {}

    /**
     * The name as it is kept.
     *
     * @throws Refusal {@link raconteur.platform.Code#INVALID_REQUEST} for none that a character may have
     */
    public static String require(String name) {
        var plain = SPACES.matcher(name).replaceAll(" ").strip();
        var length = plain.codePointCount(0, plain.length());
        if (!SEEN.matcher(plain).find() || length > LONGEST) {
            throw Refusal.invalid("name", "must have 1 to 64 characters", "须为 1 到 64 个字符");
        }
        if (HIDDEN.matcher(plain).find()) {
            throw Refusal.invalid("name", "holds characters that cannot be seen", "含有不可见字符");
        }
        return plain;
    }

    /** A name that may be kept, as near to a stranger's as can be; the other one where nothing is left of it. */
    static String near(String name, String other) {
        var visible = HIDDEN.matcher(SPACES.matcher(name).replaceAll(" "))
                .replaceAll("")
                .strip();
        var plain = cut(visible, LONGEST).strip();
        return SEEN.matcher(plain).find() ? plain : other;
    }

    /** As names and words are compared: without regard to case, width and kinds of spaces. */
    static String folded(String text) {
        var compatible = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return SPACES.matcher(compatible).replaceAll(" ").strip();
    }

    /** What a name is found and sorted by. */
    static String key(String name) {
        return cut(folded(name), LONGEST_KEY);
    }

    /** As many code points of a text as that, from its beginning. */
    static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
