package raconteur.character.memory;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How much texts have to do with a question: by the words they share, the more the rarer these are among the texts.
 * Scripts that put no blanks between words are compared by pairs of neighbouring letters and by single ones, others by
 * words and, for their many forms, by how words begin.
 */
final class Relevance {
    private static final int PREFIX = 4;
    private static final double PREFIX_WEIGHT = 0.4;
    private static final double SINGLE_WEIGHT = 0.3;

    /** How fast more of the same word counts less, and how much long texts are held back. */
    private static final double SATURATION = 1.2;

    private static final double BY_LENGTH = 0.5;

    /** The most of a question that is looked at, in chars. */
    private static final int MOST_OF_QUESTION = 4000;

    /** Code points need so many bits. */
    private static final int POINT = 21;

    /** The question's words, and its letters and pairs of letters, each with a number of its own. */
    private final Map<String, Integer> words = new HashMap<>();

    private final Map<Long, Integer> letters = new HashMap<>();
    private final BitSet known = new BitSet();
    private final List<Double> weights = new ArrayList<>();

    Relevance(String question) {
        var most = Math.min(question.length(), MOST_OF_QUESTION);
        runs(question.substring(0, most), (text, from, to, unspaced) -> {
            if (unspaced) {
                learn(text, from, to);
            } else {
                words.computeIfAbsent(text.substring(from, to), _ -> next(1));
                if (to - from > PREFIX) {
                    words.computeIfAbsent(beginning(text, from), _ -> next(PREFIX_WEIGHT));
                }
            }
        });
    }

    private void learn(String text, int from, int to) {
        var before = 0;
        for (var at = from; at < to; at += Character.charCount(text.codePointAt(at))) {
            var point = text.codePointAt(at);
            known.set(point);
            letters.computeIfAbsent((long) point, _ -> next(SINGLE_WEIGHT));
            if (before > 0) {
                letters.computeIfAbsent(pair(before, point), _ -> next(1));
            }
            before = point;
        }
    }

    private int next(double weight) {
        weights.add(weight);
        return weights.size() - 1;
    }

    private static long pair(int first, int second) {
        return (long) first << POINT | second;
    }

    /** A word by how it begins; no whole word looks like that. */
    private static String beginning(String text, int from) {
        return text.substring(from, from + PREFIX) + "…";
    }

    /** For each text how relevant it is, 0–1; 1 for the most relevant unless none is. */
    List<Double> of(List<String> texts) {
        var counts = new ArrayList<int[]>();
        var frequency = new int[weights.size()];
        for (var text : texts) {
            var count = new int[weights.size()];
            find(text, number -> {
                if (count[number]++ == 0) {
                    frequency[number]++;
                }
            });
            counts.add(count);
        }
        var average =
                Math.max(1, texts.stream().mapToInt(String::length).average().orElse(1));
        var scores = new ArrayList<Double>();
        for (var at = 0; at < texts.size(); at++) {
            scores.add(
                    score(counts.get(at), frequency, texts.size(), texts.get(at).length() / average));
        }
        var most = scores.isEmpty() ? 0 : Collections.max(scores);
        return most <= 0 ? scores : scores.stream().map(score -> score / most).toList();
    }

    private double score(int[] count, int[] frequency, int texts, double relativeLength) {
        var score = 0.0;
        for (var number = 0; number < count.length; number++) {
            if (count[number] > 0) {
                var rare = StrictMath.log(1 + (texts - frequency[number] + 0.5) / (frequency[number] + 0.5));
                var held = SATURATION * (1 - BY_LENGTH + BY_LENGTH * relativeLength);
                score += weights.get(number) * rare * count[number] * (SATURATION + 1) / (count[number] + held);
            }
        }
        return score;
    }

    /** Tells the number of each word of a text that the question has too. */
    private void find(String text, IntConsumer found) {
        runs(text, (plain, from, to, unspaced) -> {
            if (unspaced) {
                findLetters(plain, from, to, found);
            } else {
                tell(words.get(plain.substring(from, to)), found);
                if (to - from > PREFIX) {
                    tell(words.get(beginning(plain, from)), found);
                }
            }
        });
    }

    private void findLetters(String text, int from, int to, IntConsumer found) {
        var before = 0;
        for (var at = from; at < to; at += Character.charCount(text.codePointAt(at))) {
            var point = text.codePointAt(at);
            if (!known.get(point)) {
                before = 0;
                continue;
            }
            tell(letters.get((long) point), found);
            if (before > 0) {
                tell(letters.get(pair(before, point)), found);
            }
            before = point;
        }
    }

    private static void tell(@Nullable Integer number, IntConsumer found) {
        if (number != null) {
            found.accept(number);
        }
    }

    /** Hears of letters in a row, all of them of scripts with blanks between words or all of others. */
    private interface Run {
        void heard(String text, int from, int to, boolean unspaced);
    }

    private static void runs(String text, Run run) {
        var plain = Normalizer.isNormalized(text, Normalizer.Form.NFKC)
                ? text.toLowerCase(Locale.ROOT)
                : Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var from = 0;
        while (from < plain.length()) {
            var point = plain.codePointAt(from);
            var to = from + Character.charCount(point);
            if (Character.isLetterOrDigit(point)) {
                var unspaced = isUnspaced(point);
                while (to < plain.length() && goesOn(plain.codePointAt(to), unspaced)) {
                    to += Character.charCount(plain.codePointAt(to));
                }
                run.heard(plain, from, to, unspaced);
            }
            from = to;
        }
    }

    private static boolean goesOn(int point, boolean unspaced) {
        return Character.isLetterOrDigit(point)
                ? isUnspaced(point) == unspaced
                : Character.getType(point) == Character.NON_SPACING_MARK;
    }

    /** Whether a letter belongs to a script that puts no blanks between words, or, as Korean, little more than that. */
    private static boolean isUnspaced(int point) {
        if (point < 0x0E00) {
            return false;
        }
        if (point >= 0x4E00 && point <= 0x9FFF) {
            return true; // most of them, and quicker than asking for the script
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR, BOPOMOFO -> true;
            default -> false;
        };
    }
}
