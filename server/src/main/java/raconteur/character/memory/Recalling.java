package raconteur.character.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.account.MemoryBudgets;

/**
 * Chooses what comes to mind: of the long term what has to do with the question, is recent and important, as far as it
 * fits; of the short term all that fits, the newest first. Only whole lines. The same is always chosen of the same.
 */
final class Recalling {
    private static final double RELEVANCE = 0.6;
    private static final double RECENCY = 0.15;
    private static final double IMPORTANCE = 0.25;

    private Recalling() {}

    /**
     * What comes to mind.
     *
     * @param with who is talked with; null for nobody in particular, who is told only what everybody may hear
     * @param question what is being talked about
     */
    static Recollection of(Remembrance memory, MemoryBudgets budgets, @Nullable UUID with, String question) {
        var shortTerm = concerning(memory.shortTerm(), with);
        var longTerm = concerning(memory.longTerm(), with);
        return new Recollection(
                newest(shortTerm, budgets.shortTerm()),
                chosen(longTerm, budgets.longTerm(), question),
                memory.compressed());
    }

    private static List<Line> concerning(List<Line> lines, @Nullable UUID with) {
        return lines.stream().filter(line -> line.concerns(with)).toList();
    }

    private static List<Line> newest(List<Line> lines, int budget) {
        var left = budget;
        var from = lines.size();
        while (from > 0 && lines.get(from - 1).length() <= left) {
            from--;
            left -= lines.get(from).length();
        }
        return lines.subList(from, lines.size());
    }

    private static List<Line> chosen(List<Line> lines, int budget, String question) {
        if (Remembrance.length(lines) <= budget) {
            return lines;
        }
        var relevance =
                new Relevance(question).of(lines.stream().map(Line::text).toList());
        var worth = new ArrayList<Double>();
        for (var at = 0; at < lines.size(); at++) {
            worth.add(RELEVANCE * relevance.get(at)
                    + RECENCY * (at + 1) / lines.size()
                    + IMPORTANCE * Upkeep.importance(lines.get(at)) / Importance.MOST);
        }
        var order = new ArrayList<Integer>();
        for (var at = 0; at < lines.size(); at++) {
            order.add(at);
        }
        order.sort(Comparator.<Integer, Double>comparing(worth::get, Comparator.reverseOrder())
                .thenComparing(Collections.reverseOrder()));
        var left = budget;
        var kept = new TreeSet<Integer>();
        for (var at : order) {
            var length = lines.get(at).length();
            if (length <= left) {
                kept.add(at);
                left -= length;
            }
        }
        return kept.stream().map(lines::get).toList();
    }
}
