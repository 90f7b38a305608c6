package raconteur.story.constraint;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Transliterator;

/** Chinese characters in their two sets of forms. Loading takes about a second, once: the tables are large. */
final class Han {
    private static final int FIRST = 0x3400;
    private static final int LAST = 0x9FFF;
    private static final Transliterator SIMPLIFY = Transliterator.getInstance("Traditional-Simplified");
    private static final Transliterator ELABORATE = Transliterator.getInstance("Simplified-Traditional");

    /** Variants that are neither, and what ICU leaves as they are. */
    private static final String VARIANTS = "㸃点囘回囬回汚污麽么裏里峯峰畧略喆哲甦苏牠它妳你祂他著着囍喜毎每黒黑帯带戦战";

    private static final int[] SIMPLE = simple();
    private static final int[] ELABORATE_ONE = table(ELABORATE);

    private Han() {}

    private static int[] table(Transliterator transliterator) {
        var lines = new StringBuilder();
        for (var point = FIRST; point <= LAST; point++) {
            lines.appendCodePoint(point).append('\n');
        }
        var changed = transliterator.transliterate(lines.toString()).split("\n", -1);
        var table = new int[LAST - FIRST + 1];
        for (var at = 0; at < table.length; at++) {
            var one = changed[at].codePointCount(0, changed[at].length()) == 1;
            table[at] = one ? changed[at].codePointAt(0) : FIRST + at;
        }
        return table;
    }

    private static int[] simple() {
        var table = table(SIMPLIFY);
        for (var at = 0; at < VARIANTS.length(); at += 2) {
            table[VARIANTS.charAt(at) - FIRST] = VARIANTS.charAt(at + 1);
        }
        return table;
    }

    /** The simplified form of a character, as it is used in Chinese; itself when there is none. */
    static int simple(int point) {
        return point < FIRST || point > LAST ? point : SIMPLE[point - FIRST];
    }

    /** Whether a character is written so in traditional texts only. */
    static boolean isTraditional(int point) {
        return simple(point) != point;
    }

    /** Whether a character is written so in simplified texts only, as far as one can tell from it alone. */
    static boolean isSimplified(int point) {
        return point >= FIRST && point <= LAST && simple(point) == point && ELABORATE_ONE[point - FIRST] != point;
    }

    static String simplified(String text) {
        return SIMPLIFY.transliterate(text);
    }

    static String traditional(String text) {
        return ELABORATE.transliterate(text);
    }

    /** Whether a character is written without spaces around words: Chinese characters and kana. */
    static boolean isUnspaced(int point) {
        if (point < 0x2E80) {
            return false;
        }
        return switch (UScript.getScript(point)) {
            case UScript.HAN, UScript.HIRAGANA, UScript.KATAKANA -> true;
            default -> UCharacter.hasBinaryProperty(point, com.ibm.icu.lang.UProperty.IDEOGRAPHIC) || point == 0x30FC;
        };
    }
}
