package raconteur.character.acting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import raconteur.character.lore.LoreIndex;
import raconteur.character.lore.Scene.Said;
import raconteur.provider.Completion.Role;

/**
 * Whatever is said, edited, said again, taken back, deleted and forked: what holds at a leaf is what would hold if its
 * path alone had ever been walked.
 */
class BranchTruthTest {
    private static final int SEQUENCES = 1_000;
    private static final int STEPS = 25;

    /** One message of a tree, and what holds after it where it is an answer. */
    private record Node(
            Said said, @Nullable Node above, @Nullable State after) {
        List<Node> path() {
            var path = new ArrayList<Node>();
            for (@Nullable Node at = this; at != null; at = at.above()) {
                path.add(at);
            }
            Collections.reverse(path);
            return path;
        }

        State holds() {
            var state = State.NONE;
            for (var one : path()) {
                state = one.after() == null ? state : one.after();
            }
            return state;
        }

        boolean isUnder(Node other) {
            return path().contains(other);
        }

        boolean isAnswer() {
            return after != null;
        }
    }

    private final Rehearsal play = new Rehearsal();
    private final LoreIndex lore = play.lore(
                    "fog", "{{incvar::fogs}} fogs, {{random:a,b,c}}", "sticky", 2, "cooldown", 3)
            .lore("ship", "A ship of {{roll:20}} men.", "cooldown", 2, "position", 4, "depth", 1)
            .lore("moon", "The moon {{pick:waxes,wanes}}.", "probability", 50, "useProbability", true)
            .lore("storm", "@@keep_activate_after_match\nThe storm of fog.", "sticky", 1)
            .lore("rock", "@@dont_activate_after_match\nThe rock.", "delay", 3)
            .index();

    private final Random random = new Random(4);

    private Said said(Role role, String text) {
        return new Said(UUID.randomUUID().toString(), role, role == Role.USER ? "Ada" : "Isolde", text);
    }

    private Node answer(Node question, String text) {
        play.path.clear();
        question.path().forEach(node -> play.path.add(node.said()));
        play.before = question.holds();
        return new Node(
                said(Role.ASSISTANT, text), question, Acting.act(play.cue(lore)).after());
    }

    private Node greeting() {
        var greeting = Acting.greet(play.actor(), play.partner, 0, play.seed, Rehearsal.NOON);
        return new Node(said(Role.ASSISTANT, greeting.text()), null, greeting.after());
    }

    private Node say(@Nullable Node above, String text, String reply) {
        return answer(new Node(said(Role.USER, text), above, null), reply);
    }

    private String words() {
        var words = List.of("fog", "ship", "moon", "storm", "rock", "sea", "light");
        return words.get(random.nextInt(words.size())) + " and " + words.get(random.nextInt(words.size())) + " "
                + "so ".repeat(random.nextInt(60));
    }

    private Node any(List<Node> leaves) {
        var path = leaves.get(random.nextInt(leaves.size())).path();
        return path.get(random.nextInt(path.size()));
    }

    /** One step: what leaves there are afterwards. */
    private List<Node> step(List<Node> leaves) {
        var next = new ArrayList<>(leaves);
        var at = any(leaves);
        switch (random.nextInt(6)) {
            case 0, 1 -> next.add(say(leaves.getLast(), words(), words()));
            case 2 ->
                next.add(say(at.isAnswer() ? at.above() : at, words(), words())); // edited, or rewound and gone on
            case 3 ->
                next.add(at.isAnswer() && at.above() != null ? answer(at.above(), words()) : say(at, words(), words()));
            case 4 -> {
                if (at.above() != null) {
                    next.removeIf(leaf -> leaf.isUnder(at));
                    next.add(at.above());
                }
            }
            default -> next.add(fork(at));
        }
        return next;
    }

    private static Node fork(Node leaf) {
        var ids = new HashMap<String, String>();
        leaf.path()
                .forEach(
                        node -> ids.put(node.said().message(), UUID.randomUUID().toString()));
        @Nullable Node copy = null;
        for (var node : leaf.path()) {
            var said = node.said();
            var id = ids.getOrDefault(said.message(), said.message());
            var after = node.after() == null ? null : node.after().on(one -> ids.getOrDefault(one, one));
            copy = new Node(new Said(id, said.role(), said.name(), said.text()), copy, after);
        }
        return copy == null ? leaf : copy;
    }

    /** What would hold had nothing but this path been walked, told with the path's own ids. */
    private State walked(Node leaf) {
        Map<String, String> ids = new HashMap<>();
        @Nullable Node fresh = null;
        for (var node : leaf.path()) {
            var text = node.said().text();
            if (!node.isAnswer()) {
                fresh = new Node(said(Role.USER, text), fresh, null);
            } else {
                fresh = fresh == null ? greeting() : answer(fresh, text);
            }
            ids.put(fresh.said().message(), node.said().message());
        }
        return fresh == null ? State.NONE : fresh.holds().on(id -> ids.getOrDefault(id, id));
    }

    @Test
    void whatHoldsAtALeafIsWhatItsPathAloneMakes() {
        var leavesSeen = 0L;
        var notEmpty = 0L;
        for (var sequence = 0; sequence < SEQUENCES; sequence++) {
            play.placement = sequence % 2 == 0 ? Placement.AT_POSITION : Placement.APPEND;
            play.room = sequence % 3 == 0 ? 1_500 : 100_000;
            play.seed = sequence;
            play.greetings = List.of("{{setvar::fogs::" + sequence + "}}Ahoy.");
            List<Node> leaves = List.of(greeting());
            for (var step = 0; step < STEPS; step++) {
                leaves = step(leaves);
            }
            for (var leaf : leaves) {
                assertThat(leaf.holds()).as("sequence %d", sequence).isEqualTo(walked(leaf));
                leavesSeen++;
                notEmpty += leaf.holds().timers().all().isEmpty() ? 0 : 1;
            }
        }
        System.out.printf(
                "%d sequences of %d steps, %d leaves, %d of them with timers: all as if walked alone%n",
                SEQUENCES, STEPS, leavesSeen, notEmpty);
        assertThat(notEmpty).isGreaterThan(leavesSeen / 4);
    }
}
