package raconteur.story.constraint;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts texts to a number of characters. The first half of what there is room for is never cut away, so it can be shown
 * before it is known whether the rest has room.
 */
final class Cutting {
    private static final String ENDS = "。！？!?…‥.．｡";
    private static final String CLOSERS = "”’」』）)\"'》】〉］]»";
    private static final String PAUSES = "，、；：,;:—–";

    /** UTF-16 units of the longest word; longer ones are none, and may be torn. */
    private static final int LONGEST_WORD = 64;

    private static final char MORE = '…';

    private Cutting() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** How many characters of a text with so much room are shown, whatever comes after them. */
    static int sure(int most) {
        return most / 2;
    }

    /**
     * At most so many characters of a text, to the end of a sentence where there is one, else of a clause or a word.
     */
    static String toSentence(String text, int most) {
        if (length(text) <= most) {
            return text;
        }
        var room = text.offsetByCodePoints(0, most);
        var sure = text.offsetByCodePoints(0, sure(most));
        for (var end = room; end > sure; end--) {
            if (isSentenceEnd(text, end)) {
                return text.substring(0, end).stripTrailing();
            }
        }
        for (var end = room; end > sure; end--) {
            if (PAUSES.indexOf(text.charAt(end - 1)) >= 0) {
                return text.substring(0, end - 1).stripTrailing() + MORE;
            }
        }
        return toWord(text, most - 1, sure) + (most > 1 ? String.valueOf(MORE) : text.substring(0, room));
    }

    /** At most so many characters of a text, to the end of a word where there is one. */
    static String toWord(String text, int most) {
        return length(text) <= most ? text : toWord(text, most, text.offsetByCodePoints(0, sure(most)));
    }

    private static String toWord(String text, int most, int sure) {
        if (most == 0) {
            return "";
        }
        var room = text.offsetByCodePoints(0, most);
        if (Character.isLetterOrDigit(text.codePointBefore(room))
                && room < text.length()
                && Character.isLetterOrDigit(text.codePointAt(room))
                && !Han.isUnspaced(text.codePointBefore(room))) {
            for (var end = room; end > sure && end > 0; end--) {
                if (Character.isWhitespace(text.charAt(end - 1))) {
                    return text.substring(0, end - 1).stripTrailing();
                }
            }
        }
        return text.substring(0, whole(text, room, sure)).stripTrailing();
    }

    /** Steps back from the middle of what is drawn as one. */
    private static int whole(String text, int end, int sure) {
        var at = end;
        while (at > 0 && at < text.length() && belongs(text.codePointAt(at), text.codePointBefore(at))) {
            at -= Character.charCount(text.codePointBefore(at));
        }
        return at <= sure ? end : at;
    }

    private static boolean belongs(int point, int before) {
        var type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || point == 0x200D
                || before == 0x200D
                || Character.isEmojiModifier(point);
    }

    /** Whether a sentence is at its end before a place, its closing quotation marks included. */
    static boolean isSentenceEnd(String text, int end) {
        if (end < text.length() && (CLOSERS.indexOf(text.charAt(end)) >= 0 || ENDS.indexOf(text.charAt(end)) >= 0)) {
            return false;
        }
        var at = end;
        while (at > 0 && CLOSERS.indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        if (at == 0) {
            return false;
        }
        var sign = text.charAt(at - 1);
        if (sign == '\n') {
            return true;
        }
        return ENDS.indexOf(sign) >= 0
                && (sign != '.' || end == text.length() || Character.isWhitespace(text.charAt(end)))
                && (sign != '.' || !isAbbreviation(text, at - 1));
    }

    private static boolean isAbbreviation(String text, int dot) {
        var start = dot;
        while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        return switch (text.substring(start, dot)) {
            case "Mr", "Mrs", "Ms", "Dr", "St", "Prof", "Mme", "Hr", "Fr", "Sr", "Sra" -> true;
            default -> dot - start == 1 && Character.isUpperCase(text.charAt(start)) && text.charAt(start) != 'I';
        };
    }

    /** The sentences of a text, with what stands between them. */
    static List<String> sentences(String text) {
        var sentences = new ArrayList<String>();
        var start = 0;
        for (var end = 1; end <= text.length(); end++) {
            if (end == text.length() || isSentenceEnd(text, end)) {
                sentences.add(text.substring(start, end));
                start = end;
            }
        }
        return sentences;
    }

    /**
     * Where the word begins in which a place lies; the place itself among characters that are written without spaces.
     */
    static int wordStart(CharSequence text, int place) {
        var at = place;
        while (at > 0 && place - at < LONGEST_WORD && isWordly(Character.codePointBefore(text, at))) {
            at -= Character.charCount(Character.codePointBefore(text, at));
        }
        return at;
    }

    /** Where the word ends in which a place lies. */
    static int wordEnd(String text, int place) {
        var at = place;
        while (at < text.length() && at - place < LONGEST_WORD && isWordly(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean isWordly(int point) {
        return (Character.isLetterOrDigit(point) || Character.getType(point) == Character.NON_SPACING_MARK)
                && !Han.isUnspaced(point);
    }
}
