package raconteur.character.lore;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All words that the keys of some books search for. Letters count as equal whatever their case and width unless a key
 * says otherwise. A key that must be a whole word ends where letters of scripts with spaces end; Chinese, Japanese,
 * Thai and their like have no such ends, so there it is found wherever it stands. Immutable once built.
 */
final class Needles {
    private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();
    private static final Normalizer2 EXACT = Normalizer2.getNFCInstance();

    /** How a needle is searched for; of each there is one automaton. */
    private record Way(boolean exact, boolean whole) {}

    private record Needle(String letters, Way way) {}

    private static final List<Way> WAYS =
            List.of(new Way(false, false), new Way(false, true), new Way(true, false), new Way(true, true));

    /** One walk: the words of one way, and which needle each is. */
    private record Walk(Way way, Automaton automaton, List<String> words, List<Integer> needles) {}

    private final List<Walk> walks;
    private final int count;

    private Needles(List<Walk> walks, int count) {
        this.walks = walks;
        this.count = count;
    }

    /** Collects needles and gives each its number. */
    static final class Builder {
        private final Map<Needle, Integer> numbers = new HashMap<>();

        /** The number of this key, or -1 when nothing is left of it to search for. */
        int number(String key, boolean exact, boolean whole) {
            var letters = (exact ? EXACT : FOLDED).normalize(key.strip());
            // several words are found as they stand, whatever is around them
            var single = letters.chars().noneMatch(Character::isWhitespace);
            return letters.isEmpty()
                    ? -1
                    : numbers.computeIfAbsent(
                            new Needle(letters, new Way(exact, whole && single)), _ -> numbers.size());
        }

        Needles build() {
            var walks = new ArrayList<Walk>();
            for (var way : WAYS) {
                var words = new ArrayList<String>();
                var needles = new ArrayList<Integer>();
                numbers.forEach((needle, number) -> {
                    if (needle.way().equals(way)) {
                        words.add(needle.letters());
                        needles.add(number);
                    }
                });
                if (!words.isEmpty()) {
                    walks.add(new Walk(way, new Automaton(words), words, needles));
                }
            }
            return new Needles(walks, numbers.size());
        }
    }

    int count() {
        return count;
    }

    /** Adds to those found the needles that stand in this text, and those for the first time to the new ones. */
    void search(String text, BitSet found, BitSet fresh) {
        var folded = "";
        var exact = "";
        for (var walk : walks) {
            if (walk.way().exact()) {
                exact = exact.isEmpty() ? EXACT.normalize(text) : exact;
                search(walk, exact, found, fresh);
            } else {
                folded = folded.isEmpty() ? FOLDED.normalize(text) : folded;
                search(walk, folded, found, fresh);
            }
        }
    }

    private static void search(Walk walk, String text, BitSet found, BitSet fresh) {
        walk.automaton().search(text, (word, end) -> {
            var needle = walk.needles().get(word);
            if (found.get(needle)) {
                return walk.way().whole(); // where it stood before, its suffixes stood too
            }
            if (walk.way().whole() && !isEdge(text, end)) {
                return false; // none of its suffixes ends a word here either
            }
            if (!walk.way().whole() || isEdge(text, end - walk.words().get(word).length())) {
                found.set(needle);
                fresh.set(needle);
            }
            return true;
        });
    }

    /** Whether a word may begin or end at this place of a text. */
    private static boolean isEdge(String text, int at) {
        return at == 0 || at == text.length() || !joins(text.codePointBefore(at)) || !joins(text.codePointAt(at));
    }

    private static boolean joins(int point) {
        if (point < 0x80) {
            return Character.isLetterOrDigit(point) || point == '_';
        }
        return (Character.isLetterOrDigit(point) || Character.getType(point) == Character.NON_SPACING_MARK)
                && !isUnspaced(point);
    }

    private static boolean isUnspaced(int point) {
        return switch (UScript.getScript(point)) {
            case UScript.HAN,
                    UScript.HIRAGANA,
                    UScript.KATAKANA,
                    UScript.HANGUL,
                    UScript.BOPOMOFO,
                    UScript.THAI,
                    UScript.LAO,
                    UScript.KHMER,
                    UScript.MYANMAR,
                    UScript.TIBETAN,
                    UScript.YI -> true;
            default -> point == 0x30FC;
        };
    }
}
