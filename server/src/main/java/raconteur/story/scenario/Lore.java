package raconteur.story.scenario;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What there is to know of a world. Which of it is told depends on nothing but what happened lately, so that a branch
 * knows what it knew at its point. Kept for good with {@link Script}.
 *
 * @param budget characters (code points) at most that are told at once
 */
public record Lore(int budget, List<Entry> entries) {
    public static final int BUDGET = 1200;
    public static final int ORDER = 100;
    public static final Lore NONE = new Lore(BUDGET, List.of());

    private static final Normalizer2 FOLDING = Normalizer2.getNFKCCasefoldInstance();

    /**
     * One thing to know.
     *
     * @param keys that call it up
     * @param constant whether it is always told
     * @param order lower ones get the budget first
     */
    public record Entry(List<String> keys, String text, boolean constant, int order) {
        public Entry {
            keys = List.copyOf(keys);
        }
    }

    /**
     * An entry that is to be told.
     *
     * @param key which called it up; empty for one that is always told
     */
    public record Recalled(Entry entry, String key) {}

    public Lore {
        entries = List.copyOf(entries);
    }

    /**
     * What is to be told now: what is always told, then what recent words call up, each by its order, as far as the
     * budget reaches. An entry that does not fit makes room for shorter ones after it.
     */
    public List<Recalled> recalled(List<String> recent) {
        var words = FOLDING.normalize(String.join("\n", recent));
        var called = new ArrayList<Recalled>();
        for (var entry : entries) {
            if (entry.constant()) {
                called.add(new Recalled(entry, ""));
            } else {
                key(entry, words).ifPresent(key -> called.add(new Recalled(entry, key)));
            }
        }
        called.sort(Comparator.comparingInt((Recalled one) -> one.entry().constant() ? 0 : 1)
                .thenComparingInt(one -> one.entry().order()));
        var left = budget;
        var told = new ArrayList<Recalled>();
        for (var one : called) {
            var length = length(one.entry().text());
            if (length <= left) {
                left -= length;
                told.add(one);
            }
        }
        return told;
    }

    private static Optional<String> key(Entry entry, String words) {
        return entry.keys().stream()
                .filter(key -> stands(FOLDING.normalize(key).strip(), words))
                .findFirst();
    }

    /** Whether a key stands among words: of scripts with spaces as a word of its own, of others anywhere. */
    private static boolean stands(String key, String words) {
        if (key.isEmpty()) {
            return false;
        }
        for (var at = words.indexOf(key); at >= 0; at = words.indexOf(key, at + 1)) {
            var end = at + key.length();
            if (parts(before(words, at), key.codePointAt(0))
                    && parts(key.codePointBefore(key.length()), end < words.length() ? words.codePointAt(end) : ' ')) {
                return true;
            }
        }
        return false;
    }

    private static int before(String words, int at) {
        return at == 0 ? ' ' : words.codePointBefore(at);
    }

    /** Whether a word may end between two characters. */
    private static boolean parts(int left, int right) {
        return !joins(left) || !joins(right);
    }

    private static boolean joins(int point) {
        return Character.isLetterOrDigit(point)
                && switch (UScript.getScript(point)) {
                    case UScript.HAN, UScript.HIRAGANA, UScript.KATAKANA, UScript.HANGUL, UScript.THAI -> false;
                    default -> true;
                };
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
