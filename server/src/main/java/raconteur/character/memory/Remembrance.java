package raconteur.character.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import raconteur.turn.MessageId;

/**
 * What is remembered at a leaf: the fold of all that happened along the path to it.
 *
 * @param shortTerm in the order in which it was lived through
 * @param longTerm in the order in which it was taken in
 * @param compressed messages that lines stand for
 * @param erased lines that a person took out for good
 */
record Remembrance(List<Line> shortTerm, List<Line> longTerm, Set<MessageId> compressed, Set<UUID> erased) {
    static final Remembrance NOTHING = new Remembrance(List.of(), List.of(), Set.of(), Set.of());

    /** The fold over events, in the order of the path. */
    static Remembrance of(List<MemoryEvent> events) {
        var memory = NOTHING;
        for (var event : events) {
            memory = memory.after(event);
        }
        return memory;
    }

    /** The same after something happened. Whatever names a line that is not there changes nothing. */
    Remembrance after(MemoryEvent event) {
        return switch (event) {
            case MemoryEvent.Shortened(var messages, var lines) ->
                new Remembrance(plus(shortTerm, lines), longTerm, union(compressed, messages), erased);
            case MemoryEvent.Integrated(var taken, var lines) ->
                new Remembrance(minus(shortTerm, taken), plus(longTerm, lines), compressed, erased);
            case MemoryEvent.Forgotten(var lines) ->
                new Remembrance(shortTerm, minus(longTerm, lines), compressed, erased);
            case MemoryEvent.Revised revised ->
                new Remembrance(
                        plus(changed(minus(shortTerm, revised.removed()), revised), revised.shortTerm()),
                        plus(changed(minus(longTerm, revised.removed()), revised), revised.longTerm()),
                        compressed,
                        erased);
            case MemoryEvent.Erased(var lines) ->
                new Remembrance(minus(shortTerm, lines), minus(longTerm, lines), compressed, union(erased, lines));
        };
    }

    private List<Line> plus(List<Line> lines, List<Line> more) {
        var all = new ArrayList<>(lines);
        more.stream().filter(line -> !erased.contains(line.id())).forEach(all::add);
        return List.copyOf(all);
    }

    private static List<Line> minus(List<Line> lines, Collection<UUID> ids) {
        var gone = Set.copyOf(ids);
        return lines.stream().filter(line -> !gone.contains(line.id())).toList();
    }

    private static List<Line> changed(List<Line> lines, MemoryEvent.Revised revised) {
        return lines.stream()
                .map(line -> revised.changed().stream()
                        .filter(change -> change.line().equals(line.id()))
                        .reduce((_, last) -> last)
                        .map(change -> line.saying(change.text(), change.importance()))
                        .orElse(line))
                .toList();
    }

    private static <T> Set<T> union(Set<T> some, Collection<T> more) {
        var all = new LinkedHashSet<>(some);
        all.addAll(more);
        return Collections.unmodifiableSet(all);
    }

    /** How long lines are together, in code points. */
    static int length(List<Line> lines) {
        return lines.stream().mapToInt(Line::length).sum();
    }
}
