package raconteur.character.memory;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * How much texts have to do with a question: by the words they share, the more the rarer these are among the texts.
 * Scripts that put no blanks between words are compared by pairs of neighbouring letters, others by words and, for
 * their many forms, by how words begin.
 */
final class Relevance {
    private static final int PREFIX = 4;
    private static final double PREFIX_WEIGHT = 0.4;
    private static final double SINGLE_WEIGHT = 0.2;

    /** How fast more of the same word counts less, and how much long texts are held back. */
    private static final double SATURATION = 1.2;

    private static final double BY_LENGTH = 0.5;

    /** The most of a question that is looked at, in chars. */
    private static final int MOST_OF_QUESTION = 4000;

    /** The question's words, each with its number. */
    private final Map<String, Integer> words = new HashMap<>();

    private final List<Double> weights = new ArrayList<>();

    Relevance(String question) {
        words(
                question.substring(0, Math.min(question.length(), MOST_OF_QUESTION)),
                (word, kind) -> words.computeIfAbsent(word, _ -> {
                    weights.add(weight(kind));
                    return words.size();
                }));
    }

    /** For each text how relevant it is, 0–1; 1 for the most relevant unless none is. */
    List<Double> of(List<String> texts) {
        var counts = new int[texts.size()][];
        var frequency = new int[words.size()];
        for (var at = 0; at < texts.size(); at++) {
            var count = new int[words.size()];
            words(texts.get(at), (word, _) -> {
                var number = words.get(word);
                if (number != null && count[number]++ == 0) {
                    frequency[number]++;
                }
            });
            counts[at] = count;
        }
        var average = texts.stream().mapToInt(String::length).average().orElse(1);
        var scores = new ArrayList<Double>();
        for (var at = 0; at < texts.size(); at++) {
            scores.add(score(counts[at], frequency, texts.size(), texts.get(at).length() / Math.max(1, average)));
        }
        var most = scores.isEmpty() ? 0 : Collections.max(scores);
        return most <= 0 ? scores : scores.stream().map(score -> score / most).toList();
    }

    private double score(int[] count, int[] frequency, int texts, double relativeLength) {
        var score = 0.0;
        for (var number = 0; number < count.length; number++) {
            if (count[number] > 0) {
                var rare = Math.log(1 + (texts - frequency[number] + 0.5) / (frequency[number] + 0.5));
                var held = SATURATION * (1 - BY_LENGTH + BY_LENGTH * relativeLength);
                score += weights.get(number) * rare * count[number] * (SATURATION + 1) / (count[number] + held);
            }
        }
        return score;
    }

    private static final int WHOLE = 0;
    private static final int BEGINNING = 1;
    private static final int SINGLE = 2;

    private static double weight(int kind) {
        return kind == WHOLE ? 1 : kind == BEGINNING ? PREFIX_WEIGHT : SINGLE_WEIGHT;
    }

    /** Tells every word of a text, and of which kind it is. */
    private static void words(String text, ObjIntConsumer<String> out) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var from = 0;
        while (from < plain.length()) {
            var point = plain.codePointAt(from);
            var to = from + Character.charCount(point);
            if (Character.isLetterOrDigit(point)) {
                var unspaced = isUnspaced(point);
                while (to < plain.length() && goesOn(plain.codePointAt(to), unspaced)) {
                    to += Character.charCount(plain.codePointAt(to));
                }
                tell(plain.substring(from, to), unspaced, out);
            }
            from = to;
        }
    }

    private static boolean goesOn(int point, boolean unspaced) {
        return (Character.isLetterOrDigit(point) && isUnspaced(point) == unspaced)
                || Character.getType(point) == Character.NON_SPACING_MARK;
    }

    private static void tell(String run, boolean unspaced, ObjIntConsumer<String> out) {
        if (!unspaced) {
            out.accept(run, WHOLE);
            if (Texts.length(run) > PREFIX) {
                out.accept(run.substring(0, run.offsetByCodePoints(0, PREFIX)) + "…", BEGINNING);
            }
            return;
        }
        var points = run.codePoints().toArray();
        for (var at = 0; at < points.length; at++) {
            out.accept(new String(points, at, 1), SINGLE);
            if (at + 1 < points.length) {
                out.accept(new String(points, at, 2), WHOLE);
            }
        }
    }

    /** Whether a letter belongs to a script that puts no blanks between words. */
    private static boolean isUnspaced(int point) {
        return point >= 0x0E00
                && switch (Character.UnicodeScript.of(point)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR, BOPOMOFO -> true;
                    default -> false;
                };
    }
}
