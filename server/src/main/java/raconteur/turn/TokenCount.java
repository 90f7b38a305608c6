package raconteur.turn;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * Counts tokens where nobody else did. Exact for models of the o200k family, an estimate for others. The tables take
 * some ninety megabytes, so they are loaded when first needed.
 */
public final class TokenCount {
    /** Characters counted at once: a long run without spaces would otherwise take time by its square. */
    private static final int SLICE = 4096;

    private TokenCount() {}

    private static final class Loaded {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    /** The tokens of a text. */
    public static long of(String text) {
        var tokens = 0L;
        for (int from = 0, to; from < text.length(); from = to) {
            to = Math.min(from + SLICE, text.length());
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            tokens += Loaded.ENCODING.countTokensOrdinary(text.substring(from, to));
        }
        return tokens;
    }

    /**
     * About how many tokens a text is, without the tables: four Latin characters to a token, one of any other script.
     * Errs to the high side.
     */
    public static long about(String text) {
        var quarters = 0L;
        for (var at = 0; at < text.length(); at++) {
            quarters += text.charAt(at) < 0x2E80 ? 1 : 4;
        }
        return (quarters + 3) / 4;
    }
}
