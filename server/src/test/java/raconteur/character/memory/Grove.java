package raconteur.character.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import raconteur.account.MemoryBudgets;
import raconteur.turn.MessageId;

/** Messages as trees, with what happened to memory at each: what conversations and the database are, in small. */
final class Grove {
    /** Something that was done at a leaf, so that it can be done again elsewhere. */
    interface Act {
        void at(Grove grove, MessageId leaf);
    }

    static final Act DIGEST = (grove, leaf) -> grove.digest(leaf, false);
    static final Act COMPRESS = (grove, leaf) -> grove.digest(leaf, true);

    private record Node(@Nullable MessageId parent, Paths.Said said) {}

    private final MemoryBudgets budgets;
    private final Map<MessageId, Node> nodes = new LinkedHashMap<>();
    private final Map<MessageId, List<MemoryEvent>> events = new HashMap<>();
    private final Map<MessageId, List<Act>> acts = new HashMap<>();

    Grove(MemoryBudgets budgets) {
        this.budgets = budgets;
    }

    MessageId say(@Nullable MessageId parent, Paths.Said said) {
        nodes.put(said.id(), new Node(parent, said));
        return said.id();
    }

    void act(MessageId leaf, Act act) {
        acts.computeIfAbsent(leaf, _ -> new ArrayList<>()).add(act);
        act.at(this, leaf);
    }

    void happen(MessageId leaf, MemoryEvent event) {
        events.computeIfAbsent(leaf, _ -> new ArrayList<>()).add(event);
    }

    List<Paths.Said> path(MessageId leaf) {
        var path = new ArrayList<Paths.Said>();
        for (MessageId at = leaf; at != null; at = node(at).parent()) {
            path.addFirst(node(at).said());
        }
        return path;
    }

    private Node node(MessageId id) {
        var node = nodes.get(id);
        if (node == null) {
            throw new AssertionError("no such message");
        }
        return node;
    }

    @Nullable
    MessageId parent(MessageId id) {
        return node(id).parent();
    }

    Remembrance memory(MessageId leaf) {
        return Remembrance.of(path(leaf).stream()
                .flatMap(said -> events.getOrDefault(said.id(), List.of()).stream())
                .toList());
    }

    private void digest(MessageId leaf, boolean whole) {
        var path = Talks.path(path(leaf));
        while (true) {
            var step = Upkeep.next(path, memory(leaf), budgets, whole);
            if (step instanceof Step.Nothing) {
                return;
            }
            happen(leaf, Talks.event(step));
        }
    }

    List<MessageId> messages() {
        return List.copyOf(nodes.keySet());
    }

    List<MessageId> leaves() {
        return nodes.keySet().stream()
                .filter(id -> nodes.values().stream().noneMatch(node -> id.equals(node.parent())))
                .toList();
    }

    /** Takes a message out with everything under it. */
    void delete(MessageId top) {
        nodes.entrySet().stream()
                .filter(entry -> top.equals(entry.getValue().parent()))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::delete);
        nodes.remove(top);
        events.remove(top);
        acts.remove(top);
    }

    /** A copy of the path to a leaf, with its memory as forks have it; the copy of the leaf. */
    MessageId fork(MessageId leaf) {
        var copies = new LinkedHashMap<MessageId, MessageId>();
        MessageId parent = null;
        for (var said : path(leaf)) {
            var copy = Talks.said(said.by(), said.text());
            copies.put(said.id(), copy.id());
            parent = say(parent, copy);
        }
        copies.forEach((old, copy) -> {
            for (var event : List.copyOf(events.getOrDefault(old, List.of()))) {
                happen(copy, MemoryJson.renamed(event, id -> copies.getOrDefault(id, id)));
            }
            acts.computeIfAbsent(copy, _ -> new ArrayList<>()).addAll(acts.getOrDefault(old, List.of()));
        });
        return copies.getOrDefault(leaf, leaf);
    }

    /** What is remembered where the path to a leaf is all that ever was said. */
    List<String> replayed(MessageId leaf) {
        var fresh = new Grove(budgets);
        MessageId at = null;
        for (var said : path(leaf)) {
            at = fresh.say(at, Talks.said(said.by(), said.text()));
            for (var act : acts.getOrDefault(said.id(), List.of())) {
                fresh.act(at, act);
            }
        }
        return at == null ? List.of() : fresh.told(at);
    }

    /** What is remembered at a leaf, in words that do not depend on ids. */
    List<String> told(MessageId leaf) {
        var places = new HashMap<MessageId, Integer>();
        path(leaf).forEach(said -> places.put(said.id(), places.size()));
        var memory = memory(leaf);
        var told = new ArrayList<String>();
        memory.shortTerm().forEach(line -> told.add("short " + told(line, places)));
        memory.longTerm().forEach(line -> told.add("long " + told(line, places)));
        told.add("compressed " + memory.compressed().stream().map(places::get).toList());
        return told;
    }

    private static String told(Line line, Map<MessageId, Integer> places) {
        var about = line.about();
        return line.text() + " " + line.importance() + " " + (about == null ? "all" : about.name()) + " "
                + line.messages().stream().map(places::get).toList();
    }
}
