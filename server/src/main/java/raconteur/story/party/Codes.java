package raconteur.story.party;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;

/** Codes to join by, of letters and digits that look like no other ones. */
final class Codes {
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final int LENGTH = 8;
    private static final SecureRandom SOURCE = new SecureRandom();

    private Codes() {}

    static String next() {
        var code = new StringBuilder();
        while (code.length() < LENGTH) {
            code.append(ALPHABET.charAt(SOURCE.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** The code in what somebody typed, in any case, with spaces and dashes anywhere. */
    static String read(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\p{Pd}]", "")
                .toUpperCase(Locale.ROOT);
    }
}
