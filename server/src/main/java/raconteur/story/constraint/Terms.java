package raconteur.story.constraint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import raconteur.story.constraint.Folded.View;

/** Forbidden terms, looked for in time that grows with the text and not with their number. Immutable. */
final class Terms {
    /** Hits in one text at which nobody looks for more. */
    private static final int MOST_HITS = 1000;

    private static final int LIGHT = Gap.SPACE | Gap.MARK | Gap.APOSTROPHE | Gap.DOT;
    private static final String LIGHT_SIGNS = " -_.·・'’‑‐/\u3000";

    private final List<Dictionary> dictionaries;

    Terms(List<String> terms) {
        var words = new ArrayList<String>();
        var looks = new ArrayList<String>();
        var signs = new ArrayList<String>();
        for (var term : terms) {
            if (isWord(term)) {
                words.add(term);
                if (hasLetters(term)) {
                    looks.add(term);
                }
            } else {
                signs.add(term);
            }
        }
        this.dictionaries = List.of(
                        Dictionary.of(View.PLAIN, words),
                        Dictionary.of(View.SHAPE, looks),
                        Dictionary.of(View.EXACT, signs))
                .stream()
                .filter(dictionary -> !dictionary.isEmpty())
                .toList();
    }

    /** Whether a term is letters with nothing between them but what may stand inside of a word or a name. */
    private static boolean isWord(String term) {
        var folded = Folded.of(term, View.PLAIN);
        if (folded.size() == 0 || folded.gap(0) != Gap.NONE || folded.gap(folded.size()) != Gap.NONE) {
            return false;
        }
        for (var at = 1; at < folded.size(); at++) {
            if ((folded.gap(at) & ~LIGHT) != 0) {
                return false;
            }
        }
        return term.codePoints()
                .allMatch(point -> !Glyphs.of(point).plain().isEmpty()
                        || Glyphs.of(point).exact().isEmpty()
                        || LIGHT_SIGNS.indexOf(point) >= 0);
    }

    private static boolean hasLetters(String term) {
        var folded = Folded.of(term, View.PLAIN);
        return folded.letters().codePoints().anyMatch(point -> Character.isLetter(point) && !Han.isUnspaced(point));
    }

    /** Where terms stand in a text, in the order of the text; they may overlap. */
    List<Hit> find(String text) {
        var hits = hits(text, MOST_HITS);
        hits.sort(Comparator.comparingInt(Hit::start).thenComparing(Hit::end, Comparator.reverseOrder()));
        return hits;
    }

    /** Whether a text holds no term. */
    boolean clean(String text) {
        return hits(text, 1).isEmpty();
    }

    private List<Hit> hits(String text, int most) {
        var hits = new ArrayList<Hit>();
        for (var dictionary : dictionaries) {
            if (hits.size() < most) {
                dictionary.find(text, hits, most);
            }
        }
        return hits;
    }

    /** Where in a text that goes on a term may begin that is not yet written to its end; its length if nowhere. */
    int pending(String text) {
        return dictionaries.stream()
                .mapToInt(dictionary -> dictionary.pending(text))
                .min()
                .orElse(text.length());
    }
}
