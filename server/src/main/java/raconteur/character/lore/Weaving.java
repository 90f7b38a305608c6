package raconteur.character.lore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import raconteur.character.lore.LoreEntry.Position;
import raconteur.character.lore.Outcome.Told;
import raconteur.provider.Completion;

/**
 * Places told entries in a prompt, in one of two ways. At its position, each stands where it asks to, and the prompt
 * changes wherever one comes or goes. Append-only, each stands behind the message at which it first fired and stays
 * there, so that every prompt begins with the one before it and a provider's cache of it holds.
 */
public final class Weaving {
    private Weaving() {}

    /**
     * One message of a prompt's history.
     *
     * @param message whose text it is; null for an entry
     * @param lore whose text it is; null for a message
     */
    public record Line(
            Completion.Role role,
            String text,
            @Nullable String message,
            @Nullable EntryKey lore) {}

    /**
     * Entries in their places.
     *
     * @param sections what stands outside of the history, by position, in order
     * @param history messages, oldest first, with the entries between them
     * @param pins to keep with the newest message and to give to the next weaving of a path through it
     * @param rewritten whether entries were taken out of the history to make room: the prompt does not begin with the
     *     one before it
     */
    public record Woven(Map<Position, List<Told>> sections, List<Line> history, Pins pins, boolean rewritten) {}

    /** Places each entry where it asks to stand. */
    public static Woven atPosition(List<Scene.Said> path, List<Told> told) {
        var sections = new EnumMap<Position, List<Told>>(Position.class);
        var atDepth = new ArrayList<Told>();
        for (var one : told) {
            if (one.placement().position() == Position.DEPTH) {
                atDepth.add(one);
            } else {
                sections.computeIfAbsent(one.placement().position(), _ -> new ArrayList<>())
                        .add(one);
            }
        }
        var history = new ArrayList<Line>();
        for (var at = 0; at <= path.size(); at++) {
            var after = path.size() - at;
            var first = at == 0;
            atDepth.stream()
                    .filter(one -> one.placement().depth() == after
                            || (first && one.placement().depth() > path.size()))
                    .sorted(Comparator.comparing((Told one) -> one.placement().role()))
                    .forEach(one -> history.add(new Line(one.placement().role(), one.text(), null, one.entry())));
            if (at < path.size()) {
                history.add(line(path.get(at)));
            }
        }
        return new Woven(sections, List.copyOf(history), Pins.NONE, false);
    }

    /**
     * Places each entry behind the newest message when it fires first, and leaves it there. What is told in every
     * prompt keeps its position, and so does what a prompt asks for by name.
     *
     * @param room tokens that entries in the history may take together; beyond it those that do not fire now go, the
     *     oldest first, until half of it is free, so that this is seldom
     */
    public static Woven appendOnly(List<Scene.Said> path, List<Told> told, Pins before, int room) {
        var byItself = told.stream().collect(Collectors.partitioningBy(Weaving::standsByItself));
        var sections =
                atPosition(List.of(), byItself.getOrDefault(true, List.of())).sections();
        var known = path.stream().map(Scene.Said::message).collect(Collectors.toSet());
        var pins = new ArrayList<>(before.all().stream()
                .filter(pin -> known.contains(pin.message()))
                .toList());
        var fired = byItself.getOrDefault(false, List.of());
        for (var one : fired) {
            var there = pins.stream()
                    .anyMatch(pin ->
                            pin.entry().equals(one.entry()) && pin.source().equals(one.source()));
            if (!there && !path.isEmpty()) {
                var message = path.getLast().message();
                var role = one.placement().role();
                pins.add(new Pins.Pin(one.entry(), one.source(), message, role, one.text(), one.tokens()));
            }
        }
        var rewritten = makeRoom(pins, fired, room);
        var history = new ArrayList<Line>();
        for (var said : path) {
            history.add(line(said));
            pins.stream()
                    .filter(pin -> pin.message().equals(said.message()))
                    .forEach(pin -> history.add(new Line(pin.role(), pin.text(), null, pin.entry())));
        }
        return new Woven(sections, List.copyOf(history), new Pins(pins), rewritten);
    }

    /** Whether an entry never changes what stands before the transcript, or is not placed by us. */
    private static boolean standsByItself(Told one) {
        return one.placement().position() == Position.OUTLET
                || (one.steady() && one.placement().position() != Position.DEPTH);
    }

    private static boolean makeRoom(List<Pins.Pin> pins, List<Told> fired, int room) {
        var taken = pins.stream().mapToLong(Pins.Pin::tokens).sum();
        if (taken <= room) {
            return false;
        }
        var needed = new HashSet<EntryKey>();
        fired.forEach(one -> needed.add(one.entry()));
        var gone = false;
        for (var at = 0; at < pins.size() && taken > room / 2; ) {
            if (needed.contains(pins.get(at).entry())) {
                at++;
            } else {
                taken -= pins.remove(at).tokens();
                gone = true;
            }
        }
        return gone;
    }

    private static Line line(Scene.Said said) {
        return new Line(said.role(), said.text(), said.message(), null);
    }
}
