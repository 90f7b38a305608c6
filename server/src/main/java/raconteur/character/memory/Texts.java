package raconteur.character.memory;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is done with texts here: counted and cut by code points, never inside of one. */
final class Texts {
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cc}\\p{Z}]+");
    private static final String ENDS = "。！？!?…；;.";

    private Texts() {}

    /** How long it is, in code points. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The same on one line, without blanks in a row or at its ends. */
    static String oneLine(String text) {
        return BLANK.matcher(text).replaceAll(" ").strip();
    }

    /**
     * The beginning of a text: whole sentences where one fits, else whole words, and where it goes on, a sign of it.
     */
    static String shortened(String text, int most) {
        var line = oneLine(text);
        if (length(line) <= most) {
            return line;
        }
        var room = line.offsetByCodePoints(0, most - 1);
        for (var at = room; at > room / 3; at--) {
            var isEnd =
                    ENDS.indexOf(line.charAt(at - 1)) >= 0 && (line.charAt(at - 1) != '.' || line.charAt(at) == ' ');
            if (isEnd) {
                return line.substring(0, at).strip();
            }
        }
        var words = BreakIterator.getLineInstance(Locale.ROOT);
        words.setText(line);
        var at = words.isBoundary(room) ? room : words.preceding(room);
        return line.substring(0, at > room / 3 ? at : room).strip() + "…";
    }

    /** The beginning and the end of a text that is too long to be shown whole. */
    static String middleOut(String text, int most) {
        var length = length(text);
        if (length <= most) {
            return text;
        }
        var head = text.offsetByCodePoints(0, most * 2 / 3);
        var tail = text.offsetByCodePoints(0, length - most / 3);
        return text.substring(0, head) + " […] " + text.substring(tail);
    }

    /** By which two texts that say the same in the same words are known. */
    static String key(String text) {
        return oneLine(text).toLowerCase(Locale.ROOT).replaceAll("[\\p{P}\\s]+", "");
    }

    /** Whether it is written in Chinese characters, at least in good part. */
    static boolean isHan(String text) {
        var han = text.codePoints()
                .filter(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN)
                .limit(4000)
                .count();
        return han * 5 > Math.min(length(text), 4000);
    }
}
