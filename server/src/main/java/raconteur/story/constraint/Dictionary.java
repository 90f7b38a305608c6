package raconteur.story.constraint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ahocorasick.trie.Trie;
import raconteur.story.constraint.Folded.View;

/** The terms that are looked for in one view of a text. Immutable. */
final class Dictionary {
    private final View view;
    private final Map<String, List<Entry>> entries;
    private final String[] sorted;
    private final Trie trie;
    private final int longest;

    private record Entry(Folded folded, String term) {}

    private Dictionary(View view, Map<String, List<Entry>> entries) {
        this.view = view;
        this.entries = entries;
        this.sorted = entries.keySet().stream().sorted().toArray(String[]::new);
        this.trie = Trie.builder().addKeywords(entries.keySet()).stopOnHit().build();
        this.longest = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    static Dictionary of(View view, List<String> terms) {
        var entries = new HashMap<String, List<Entry>>();
        for (var term : terms) {
            var folded = Folded.of(term, view);
            if (folded.size() > 0) {
                entries.computeIfAbsent(folded.letters(), _ -> new ArrayList<>())
                        .add(new Entry(folded, term));
            }
        }
        return new Dictionary(view, entries);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * Adds where terms stand in a text.
     *
     * @param most hits at which to stop looking
     */
    void find(String text, List<Hit> hits, int most) {
        var folded = Folded.of(text, view);
        trie.parseText(folded.letters(), emit -> {
            for (var entry : entries.getOrDefault(emit.getKeyword(), List.of())) {
                var start = emit.getStart();
                if (new Alike(entry.folded, folded, start).is(view)) {
                    hits.add(new Hit(folded.from(start), folded.to(emit.getEnd()), entry.term));
                    break;
                }
            }
            return hits.size() >= most;
        });
    }

    /** Where in a text the first term may begin that is not yet written to its end; the text's length if nowhere. */
    int pending(String text) {
        var folded = Folded.of(text, view);
        var letters = folded.letters();
        for (var size = Math.min(longest, letters.length()); size > 0; size--) {
            if (begins(letters.substring(letters.length() - size))) {
                return folded.from(letters.length() - size);
            }
        }
        return text.length();
    }

    private boolean begins(String tail) {
        var low = 0;
        var high = sorted.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (sorted[middle].compareTo(tail) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < sorted.length && sorted[low].startsWith(tail);
    }
}
