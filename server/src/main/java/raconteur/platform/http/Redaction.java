package raconteur.platform.http;

import java.util.regex.Pattern;

/** Makes text from outside fit for one log line: no secrets, no control characters. */
public final class Redaction {
    private static final Pattern SECRET =
            Pattern.compile("((?:token|key|password|code|secret)=)[^&\\s]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern CREDENTIAL = Pattern.compile("\\b(rk_|sk-|eyJ)[A-Za-z0-9_.\\-]{6,}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
    private static final int LONGEST = 500;

    private Redaction() {}

    /** The text with secrets starred out and cut to 500 characters. */
    public static String line(String text) {
        var cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        var starred =
                CREDENTIAL.matcher(SECRET.matcher(cut).replaceAll("$1***")).replaceAll("$1***");
        return CONTROL.matcher(starred).replaceAll("?");
    }
}
