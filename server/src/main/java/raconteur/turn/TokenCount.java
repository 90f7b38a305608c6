package raconteur.turn;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * Counts tokens where nobody else did. Exact for models of the o200k family, an estimate for others. The tables take
 * some ninety megabytes, so they are loaded when first needed.
 */
public final class TokenCount {
    private TokenCount() {}

    private static final class Loaded {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    /** The tokens of a text. */
    public static long of(String text) {
        return text.isEmpty() ? 0 : Loaded.ENCODING.countTokensOrdinary(text);
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
