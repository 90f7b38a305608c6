package raconteur.search;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes texts apart into terms. Scripts that put no blanks between words become single letters and pairs of neighbours,
 * in simplified Chinese; others become words without their endings, also those inside of names such as
 * {@code beefaloWool}. A term has letters a–z and digits only and begins with a letter, so that no database takes it
 * apart again.
 */
public final class Terms {
    /** The most of a question that is looked at. */
    private static final int MOST_OF_QUESTION = 64;

    private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
    private static final Pattern PLAIN = Pattern.compile("[a-z]+");
    private static final int LONGEST = 40;
    private static final int HAN_FROM = 0x4E00;
    private static final int HAN_TO = 0x9FFF;

    /** What questions are made of, and tells nothing of what is asked. */
    private static final Set<String> EMPTY_WORDS =
            stems("a an and any are as at be been but by can could do does did for"
                    + " from get give had has have he her his how i if in into is it its me my of on or our shall she should so some"
                    + " tell than that the their them then there these they this those to us was we were what when where which who"
                    + " whom whose why will with would you your about please know");

    private static final Pattern EMPTY_LETTERS = Pattern.compile(
            "为什么|什么|怎么样|怎么|怎样|如何|在哪里|哪里|哪儿|哪些|哪个|多少|可以|能不能|是不是" + "|有没有|请问|告诉|一下|我们|你们|他们|它们|这个|那个|几个|的时候|吗|呢|吧|的|了");

    private Terms() {}

    /** All terms of a text in their order, as often as they stand there. */
    static List<String> of(String text) {
        var terms = new ArrayList<String>();
        read(text, terms, true);
        return terms;
    }

    /** The terms that a question asks for, each once; without empty words unless there are no others. */
    public static List<String> asked(String question) {
        var telling = new ArrayList<String>();
        read(EMPTY_LETTERS.matcher(question).replaceAll(" "), telling, false);
        var asked = new LinkedHashSet<>(telling);
        asked.removeAll(EMPTY_WORDS);
        if (asked.isEmpty()) {
            var all = new ArrayList<String>();
            read(question, all, false);
            asked.addAll(all);
        }
        return asked.stream().limit(MOST_OF_QUESTION).toList();
    }

    /** How many of these terms stand in a text, 0–1. */
    public static double share(List<String> asked, String text) {
        var there = new LinkedHashSet<>(of(text));
        return asked.isEmpty() ? 0 : asked.stream().filter(there::contains).count() / (double) asked.size();
    }

    private static Set<String> stems(String words) {
        var stems = new LinkedHashSet<String>();
        for (var word : words.split(" ", -1)) {
            word(word, stems);
        }
        return Set.copyOf(stems);
    }

    /** @param whole also the single letters of scripts without blanks, where they are not alone */
    private static void read(String raw, List<String> terms, boolean whole) {
        var text = Normalizer.isNormalized(raw, Normalizer.Form.NFKC)
                ? raw
                : Normalizer.normalize(raw, Normalizer.Form.NFKC);
        var at = 0;
        while (at < text.length()) {
            var point = text.codePointAt(at);
            var end = at + Character.charCount(point);
            if (Character.isLetterOrDigit(point)) {
                var unspaced = isUnspaced(point);
                while (end < text.length() && goesOn(text.codePointAt(end), unspaced)) {
                    end += Character.charCount(text.codePointAt(end));
                }
                var run = text.substring(at, end);
                if (unspaced) {
                    letters(run, terms, whole);
                } else {
                    words(run, terms);
                }
            }
            at = end;
        }
    }

    private static boolean goesOn(int point, boolean unspaced) {
        return Character.isLetterOrDigit(point)
                ? isUnspaced(point) == unspaced
                : Character.getType(point) == Character.NON_SPACING_MARK;
    }

    private static void letters(String run, List<String> terms, boolean whole) {
        var points = run.codePoints().map(Terms::simplified).toArray();
        for (var at = 0; at < points.length; at++) {
            if (whole || points.length == 1) {
                terms.add("u" + Integer.toHexString(points[at]));
            }
            if (at > 0) {
                terms.add("u" + Integer.toHexString(points[at - 1]) + "u" + Integer.toHexString(points[at]));
            }
        }
    }

    private static void words(String run, List<String> terms) {
        var parts = HUMP.split(run, -1);
        for (var part : parts) {
            word(part, terms);
        }
        if (parts.length > 1) {
            word(run, terms);
        }
    }

    private static void word(String word, Collection<String> terms) {
        var bare = Normalizer.normalize(word, Normalizer.Form.NFD).replaceAll("\\p{Mn}", "");
        var lower = bare.toLowerCase(Locale.ROOT);
        var cut = lower.length() <= LONGEST ? lower : lower.substring(0, LONGEST);
        if (PLAIN.matcher(cut).matches()) {
            terms.add(stem(cut));
        } else if (!cut.isEmpty()) {
            terms.add(spelled(cut));
        }
    }

    /** What has other letters or digits, letter by letter. */
    private static String spelled(String word) {
        var out = new StringBuilder("x");
        word.codePoints().forEach(point -> {
            if (point < 0x80) {
                out.appendCodePoint(point);
            } else {
                out.append('u').append(Integer.toHexString(point));
            }
        });
        return out.toString();
    }

    /**
     * A word without the endings that say how many, when, and who does it; words of one stem may be few letters apart.
     */
    private static String stem(String word) {
        var stem = word;
        if (stem.length() > 4 && stem.endsWith("ies")) {
            stem = stem.substring(0, stem.length() - 3) + "y";
        } else if (stem.length() > 4 && stem.matches(".*(s|x|z|ch|sh)es")) {
            stem = stem.substring(0, stem.length() - 2);
        } else if (stem.length() > 3 && stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us")) {
            stem = stem.substring(0, stem.length() - 1);
        }
        if (stem.length() > 5 && stem.endsWith("ing")) {
            stem = undoubled(stem.substring(0, stem.length() - 3));
        } else if (stem.length() > 4 && stem.endsWith("ed")) {
            stem = undoubled(stem.substring(0, stem.length() - 2));
        }
        return stem.length() > 3 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static String undoubled(String stem) {
        var last = stem.length() - 1;
        var doubled =
                last > 2 && stem.charAt(last) == stem.charAt(last - 1) && "bdgmnprt".indexOf(stem.charAt(last)) >= 0;
        return doubled ? stem.substring(0, last) : stem;
    }

    /** The letter of the mainland for one of Taiwan and Hong Kong. */
    private static int simplified(int point) {
        return point >= HAN_FROM && point <= HAN_TO ? Simplified.LETTERS[point - HAN_FROM] : point;
    }

    private static boolean isUnspaced(int point) {
        if (point < 0x0E00) {
            return false;
        }
        if (point >= HAN_FROM && point <= HAN_TO) {
            return true;
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR, BOPOMOFO -> true;
            default -> false;
        };
    }

    /** Made when the first Chinese letter is met. */
    private static final class Simplified {
        static final int[] LETTERS = letters();

        private static int[] letters() {
            var script = Transliterator.getInstance("Traditional-Simplified");
            var letters = new int[HAN_TO - HAN_FROM + 1];
            for (var at = 0; at < letters.length; at++) {
                letters[at] =
                        script.transliterate(Character.toString(HAN_FROM + at)).codePointAt(0);
            }
            return letters;
        }
    }
}
