package raconteur.platform.http;

import java.util.regex.Pattern;

/** Makes text from outside fit for one log line: no secrets, no control characters. */
public final class Redaction {
    private static final Pattern SECRET = Pattern.compile(
            "((?<![a-z])(?:(?:token|key|apikey|password|secret|authorization|cookie)\"?\\s?[=:]\\s?\"?(?:Bearer )?|code=))"
                    + "[^&\\s\",;]+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CREDENTIAL = Pattern.compile("\\b(rk_|rs_|sk-|eyJ)[A-Za-z0-9_.\\-]{6,}");
    private static final Pattern ADDRESS = Pattern.compile("(://[^/\\s:@]{0,64}:)[^/\\s@]{1,256}@");
    private static final int LONGEST = 500;
    private static final int LONGEST_LINE = 8000;

    private Redaction() {}

    /** The text with secrets starred out and cut to 500 characters. */
    public static String line(String text) {
        return clean(cut(text, LONGEST));
    }

    /** The text with secrets starred out and control characters written as escapes, cut to 8,000 characters. */
    public static String clean(String text) {
        var starred = SECRET.matcher(cut(text, LONGEST_LINE)).replaceAll("$1***");
        starred = CREDENTIAL.matcher(starred).replaceAll("$1***");
        return escaped(ADDRESS.matcher(starred).replaceAll("$1***@"));
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "…" : text;
    }

    /** A line feed of a stranger must not begin a line of ours, nor an escape sequence colour the terminal. */
    private static String escaped(String text) {
        StringBuilder out = null;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (isUnfit(c)) {
                out = out == null ? new StringBuilder(text.substring(0, at)) : out;
                out.append("\\u").append(String.format("%04x", (int) c));
            } else if (out != null) {
                out.append(c);
            }
        }
        return out == null ? text : out.toString();
    }

    private static boolean isUnfit(char c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == '\u2028' || c == '\u2029';
    }
}
