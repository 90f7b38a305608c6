package raconteur.character.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.account.MemoryBudgets;
import raconteur.character.memory.Exchanges.Exchange;

/**
 * Says what is to be done to keep a memory within its budgets. Nothing but what it is given decides: the same path with
 * the same memory is always treated alike.
 */
final class Upkeep {
    /** Exchanges at the end of a path that are always shown as they were said. */
    static final int LAST = 4;

    /** The most of a conversation that is compressed at once, in code points; a single exchange may be longer. */
    static final int MOST_AT_ONCE = 24_000;

    private static final int MOST_LINES_AT_ONCE = 120;
    private static final int MOST_OVERLAP = 4;
    private static final int LEAST_OVERLAP = 2;
    private static final int LONG_OVERLAP = 2000;
    private static final int MOST_KNOWN = 40;

    /** After how many newer lines a line has lost half of its worth by age. */
    private static final double HALF_LIFE = 20;

    /** What part of its worth a line that matters never loses. */
    private static final double LASTING = 0.5;

    private Upkeep() {}

    /**
     * The next step.
     *
     * @param whole whether all that may be compressed is, whatever the budget of the session
     */
    static Step next(Paths.Path path, Remembrance memory, MemoryBudgets budgets, boolean whole) {
        var shorten = shorten(path, memory, budgets, whole);
        if (shorten != null) {
            return shorten;
        }
        if (Remembrance.length(memory.shortTerm()) > budgets.shortTerm()) {
            return integrate(path, memory);
        }
        return forget(memory, budgets.longTerm());
    }

    /** How much of a path is shown as it was said, in code points. */
    static int session(Paths.Path path, Remembrance memory) {
        return Exchanges.length(path.messages().stream()
                .filter(said -> !memory.compressed().contains(said.id()))
                .toList());
    }

    private static @Nullable Step shorten(Paths.Path path, Remembrance memory, MemoryBudgets budgets, boolean whole) {
        var total = session(path, memory);
        if (total <= budgets.session() && !whole) {
            return null;
        }
        var all = Exchanges.of(path.messages());
        var open = Exchanges.open(all, memory.compressed());
        var may = mayGo(open);
        if (may.isEmpty()) {
            return null;
        }
        var with = may.getFirst().with();
        var taken = new ArrayList<Exchange>();
        var length = 0;
        for (var exchange : may) {
            var enough = !whole && length * 2 >= total;
            var tooMuch = !taken.isEmpty() && length + exchange.length() > MOST_AT_ONCE;
            if (enough || tooMuch || !exchange.isWith(with)) {
                break;
            }
            taken.add(exchange);
            length += exchange.length();
        }
        var messages = taken.stream()
                .flatMap(exchange -> exchange.messages().stream())
                .filter(said -> !memory.compressed().contains(said.id()))
                .toList();
        return new Step.Shorten(path.name(), with, overlap(all, taken.getFirst()), messages);
    }

    /** The exchanges that may be compressed: never the last, never one that is being answered or comes after one. */
    private static List<Exchange> mayGo(List<Exchange> open) {
        return open.subList(0, Math.max(0, open.size() - LAST)).stream()
                .takeWhile(exchange -> !exchange.isRunning())
                .toList();
    }

    /** Two to four messages before an exchange, as far as they were said to the same one. */
    private static List<Paths.Said> overlap(List<Exchange> all, Exchange first) {
        var before = new ArrayList<Paths.Said>();
        for (var at = all.indexOf(first) - 1;
                at >= 0 && all.get(at).isWith(first.with()) && before.size() < MOST_OVERLAP;
                at--) {
            before.addAll(
                    0,
                    all.get(at).messages().stream()
                            .filter(said -> !said.hidden())
                            .toList());
        }
        var most = Exchanges.length(last(before, MOST_OVERLAP)) > LONG_OVERLAP ? LEAST_OVERLAP : MOST_OVERLAP;
        return last(before, most);
    }

    private static <T> List<T> last(List<T> all, int most) {
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    private static Step integrate(Paths.Path path, Remembrance memory) {
        var lines = memory.shortTerm();
        var total = Remembrance.length(lines);
        var about = lines.getFirst().about();
        var taken = new ArrayList<Line>();
        var length = 0;
        for (var line : lines) {
            var enough = length * 2 >= total || taken.size() == MOST_LINES_AT_ONCE;
            if (enough || !Objects.equals(id(line.about()), id(about))) {
                break;
            }
            taken.add(line);
            length += line.length();
        }
        var known = memory.longTerm().stream()
                .filter(line -> line.concerns(id(about)))
                .toList();
        return new Step.Integrate(path.name(), about, last(known, MOST_KNOWN), taken);
    }

    private static @Nullable UUID id(@Nullable Counterpart one) {
        return one == null ? null : one.id();
    }

    private static Step forget(Remembrance memory, int budget) {
        var over = Remembrance.length(memory.longTerm()) - budget;
        if (over <= 0) {
            return new Step.Nothing();
        }
        var gone = new ArrayList<UUID>();
        for (var line : leastWorthFirst(memory.longTerm())) {
            if (over <= 0) {
                break;
            }
            gone.add(line.id());
            over -= line.length();
        }
        return new Step.Forget(gone);
    }

    /** Lines by what they are worth, the older before the newer where that is even. */
    private static List<Line> leastWorthFirst(List<Line> lines) {
        record Valued(Line line, double worth) {}
        var valued = new ArrayList<Valued>();
        for (var at = 0; at < lines.size(); at++) {
            valued.add(new Valued(lines.get(at), worth(lines.get(at), lines.size() - 1 - at)));
        }
        return valued.stream()
                .sorted(Comparator.comparingDouble(Valued::worth))
                .map(Valued::line)
                .toList();
    }

    /**
     * What a line is worth: its importance, the less the more came after it. What matters fades by half at most.
     *
     * @param newer how many lines came after it
     */
    static double worth(Line line, int newer) {
        var importance = importance(line);
        var recency = 1 / (1 + newer / HALF_LIFE);
        return importance * (importance >= Importance.KEPT ? Math.max(recency, LASTING) : recency);
    }

    /** How important a line is; what nobody judged, a person wrote, and so it is. */
    static int importance(Line line) {
        var judged = line.importance();
        return judged == null ? Importance.MOST : judged;
    }
}
