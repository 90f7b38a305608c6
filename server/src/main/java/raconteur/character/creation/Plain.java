package raconteur.character.creation;

import java.util.Set;
import java.util.regex.Pattern;

/** Makes plain text of what a model wrote: no markup, nothing hidden, no macros, within bounds. */
final class Plain {
    private static final Pattern TAG = Pattern.compile("<[/!?]?[A-Za-z][^<>]{0,400}>");
    // joiners belong to scripts and to emoji
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}&&[^\\n\\u200c\\u200d]]");
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\]\\n]{0,300})\\]\\([^)\\n]{0,2000}\\)");
    private static final Pattern MARKS = Pattern.compile("\\*\\*|__|```+\\w*|`|(?m)^\\s{0,3}(#{1,6}|>|[-*+])\\s+");
    private static final Pattern BRACES = Pattern.compile("\\{\\{+|\\}\\}+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern END = Pattern.compile("[。！？!?…]|\\.(?=\\s|$)");

    /** What models write where they have nothing to say. */
    private static final Set<String> NOTHING = Set.of(
            "unknown",
            "n/a",
            "na",
            "none",
            "null",
            "nil",
            "not specified",
            "not mentioned",
            "not known",
            "-",
            "–",
            "—",
            "未知",
            "不详",
            "无",
            "暂无",
            "未提及",
            "未说明",
            "未明确",
            "没有");

    private Plain() {}

    /** One line of at most so many code points, cut at the end of a sentence where that is near. */
    static String line(String written, int most) {
        var text = SPACES.matcher(stripped(written)).replaceAll(" ").strip();
        var word = text.replaceAll("[。.]+$", "").toLowerCase(java.util.Locale.ROOT);
        return NOTHING.contains(word) ? "" : cut(text, most);
    }

    private static String stripped(String written) {
        var text = TAG.matcher(written).replaceAll(" ");
        text = HIDDEN.matcher(text).replaceAll("");
        text = LINK.matcher(text).replaceAll("$1");
        text = MARKS.matcher(text).replaceAll("");
        return BRACES.matcher(text).replaceAll("");
    }

    private static String cut(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        var end = text.offsetByCodePoints(0, most);
        var head = text.substring(0, end);
        var sentence = 0;
        for (var ends = END.matcher(head); ends.find(); ) {
            sentence = ends.end();
        }
        return sentence > end / 2 ? head.substring(0, sentence) : head.stripTrailing();
    }

    /** At most so many sentences from the beginning. */
    static String sentences(String text, int most) {
        var ends = END.matcher(text);
        var count = 0;
        while (ends.find()) {
            var end = ends.end();
            // a row of marks ends one sentence
            while (end < text.length() && "。！？!?….」』”\"'）)".indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            count++;
            if (count == most) {
                return text.substring(0, end);
            }
            ends.region(end, text.length());
        }
        return text;
    }

    /** A source as it is shown to a model: nothing hidden in it. */
    static String source(String text) {
        return HIDDEN.matcher(text).replaceAll("");
    }
}
