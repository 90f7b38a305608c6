package raconteur.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.conversation.Salon.wish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.character.CharacterId;
import raconteur.character.Visibility;
import raconteur.character.acting.State;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.Conversation;
import raconteur.protocol.ConversationDraft;
import raconteur.protocol.Message;
import raconteur.protocol.Place;
import raconteur.protocol.TakeTurn;
import raconteur.turn.MessageId;

/**
 * What holds at a leaf is what its path alone makes, over a real database: variables, timers, and what is remembered,
 * which is compressed while the talk goes on.
 */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class BranchesTest {
    private static final int SEQUENCES = 10;
    private static final int STEPS = 16;

    private final Salon salon;
    private final Random random = new Random(9);

    BranchesTest(EveryDatabase kind, @TempDir Path folder) {
        salon = new Salon(kind, folder);
        salon.world
                .database()
                .transact(tx -> tx.createUpdate(
                                "insert into preferences (account_id, choices, version) values (:id, :choices, 1)")
                        .bind("id", salon.ada.account().toString())
                        .bind("choices", "{\"memory\":{\"session\":160,\"short_term\":80,\"long_term\":60}}")
                        .execute());
    }

    @AfterEach
    void end() {
        salon.close();
    }

    /** Where a path is: its conversation and its end. */
    private record Leaf(UUID conversation, UUID message) {}

    private static void book(ObjectNode data) {
        data.put("first_mes", "{{setvar::fogs::5}}Ahoy.");
        var entries = data.putObject("character_book").putArray("entries");
        for (var word : List.of("fog", "ship", "moon")) {
            var entry = entries.addObject();
            entry.putArray("keys").add(word);
            entry.put("content", "{{incvar::" + word + "s}} " + word + "s, {{random:one,two,three}}.")
                    .put("enabled", true)
                    .put("insertion_order", 1)
                    .putObject("extensions")
                    .put("sticky", word.length() - 2)
                    .put("cooldown", 2)
                    .put("probability", 70)
                    .put("useProbability", true);
        }
    }

    private String words() {
        var words = List.of("fog", "ship", "moon", "sea", "light");
        return words.get(random.nextInt(words.size())) + " and " + words.get(random.nextInt(words.size()));
    }

    private List<Message> path(Leaf leaf) {
        return salon.tree
                .path(salon.ada.account(), new ConversationId(leaf.conversation()), leaf.message(), null, 200)
                .items();
    }

    private Leaf take(UUID conversation, TakeTurn wish) {
        var answer = salon.take(salon.ada, conversation, wish);
        salon.memory.settle(salon.ada, conversation, new MessageId(answer.id()));
        return new Leaf(conversation, answer.id());
    }

    private void step(List<Leaf> leaves) {
        // mostly on, so that there is something to compress
        if (random.nextInt(3) > 0) {
            var last = leaves.getLast();
            leaves.add(take(last.conversation(), wish(words(), new Place(last.message()))));
            return;
        }
        var leaf = leaves.get(random.nextInt(leaves.size()));
        var path = path(leaf);
        var answers = path.stream()
                .filter(message -> message.role().equals("assistant"))
                .toList();
        var at = answers.get(random.nextInt(answers.size()));
        var there = new ConversationId(leaf.conversation());
        switch (random.nextInt(5)) {
            case 0 -> leaves.add(take(leaf.conversation(), wish(words(), new Place(leaf.message()))));
            case 1 -> leaves.add(take(leaf.conversation(), wish(words(), new Place(at.id()))));
            case 2 -> {
                if (at.parentId() != null) {
                    leaves.add(take(leaf.conversation(), wish(null, new Place(at.parentId()))));
                }
            }
            case 3 -> {
                if (at.parentId() != null) {
                    var question = path.get(path.indexOf(at) - 1);
                    salon.tree.delete(salon.ada, new MessageId(question.id()), random.nextBoolean());
                    leaves.removeIf(one -> !stands(one));
                }
            }
            default -> {
                // mostly of the whole, so that it has something to remember
                var from = random.nextInt(3) > 0 ? leaf.message() : at.id();
                var fork = salon.tree.fork(salon.ada.account(), there, new MessageId(from));
                leaves.add(new Leaf(fork.id(), Objects.requireNonNull(fork.leafId())));
            }
        }
    }

    private static List<Leaf> walks(List<Leaf> longestFirst, UUID talk) {
        var fork = longestFirst.stream()
                .filter(leaf -> !leaf.conversation().equals(talk))
                .findFirst();
        var walks = new LinkedHashSet<>(List.of(longestFirst.getFirst()));
        fork.ifPresent(walks::add);
        return List.copyOf(walks);
    }

    private boolean stands(Leaf leaf) {
        return salon.world
                .database()
                .read(tx ->
                        salon.world.the(Messages.class).find(tx, salon.ada.account(), new MessageId(leaf.message())))
                .isPresent();
    }

    private Conversation begin(CharacterId character, long seed, String placement) {
        var made = salon.open(salon.ada, character);
        var id = new ConversationId(made.id());
        salon.world.database().transact(tx -> {
            salon.world
                    .the(Conversations.class)
                    .cast(tx, salon.ada.account(), id, Objects.requireNonNull(made.character()), seed);
            return id;
        });
        return salon.library.change(
                salon.ada.account(),
                id,
                new ConversationDraft(
                        null, null, null, null, null, null, null, null, null, null, null, null, placement),
                null);
    }

    /** What holds at a leaf, and what is remembered there. */
    private record Truth(State state, List<String> memory) {}

    private Truth at(Leaf leaf, UnaryOperator<State> as) {
        return new Truth(
                as.apply(salon.at(salon.ada, leaf.conversation(), leaf.message())),
                salon.memory.told(salon.ada, leaf.conversation(), new MessageId(leaf.message())));
    }

    /** What would hold had nothing but this path been walked, told with the path's own ids. */
    private Truth walked(Conversation fresh, List<Message> path) {
        var ids = new HashMap<String, String>();
        var at = Objects.requireNonNull(fresh.leafId());
        for (var n = 1; n < path.size(); n += 2) {
            at = take(fresh.id(), wish(path.get(n).text(), new Place(at))).message();
        }
        var leaf = new Leaf(fresh.id(), at);
        var walked = path(leaf);
        for (var n = 0; n < path.size(); n++) {
            ids.put(walked.get(n).id().toString(), path.get(n).id().toString());
        }
        return at(leaf, state -> state.on(id -> ids.getOrDefault(id, id)));
    }

    @Test
    void whatHoldsAtALeafIsWhatItsPathAloneMakes() {
        var character = salon.character(salon.ada, "Isolde", Visibility.PRIVATE, BranchesTest::book);
        var compared = 0;
        var withTimers = 0;
        var withMemory = 0;
        var forked = 0;
        for (var sequence = 0; sequence < SEQUENCES; sequence++) {
            var placement = sequence % 2 == 0 ? "append" : "at_position";
            var talk = begin(character, sequence, placement);
            var leaves = new ArrayList<>(List.of(new Leaf(talk.id(), Objects.requireNonNull(talk.leafId()))));
            for (var step = 0; step < STEPS; step++) {
                step(leaves);
            }
            // the longest of them and of the forks are walked again: each walk costs as many turns as its path has
            leaves.sort((one, other) -> path(other).size() - path(one).size());
            for (var leaf : walks(leaves, talk.id())) {
                var path = path(leaf);
                var truth = at(leaf, state -> state);
                assertThat(truth)
                        .as("sequence %d", sequence)
                        .isEqualTo(walked(begin(character, sequence, placement), path));
                compared++;
                withTimers += truth.state().timers().all().isEmpty() ? 0 : 1;
                withMemory += truth.memory().isEmpty() ? 0 : 1;
                forked +=
                        leaf.conversation().equals(talk.id()) || truth.memory().isEmpty() ? 0 : 1;
            }
        }
        System.out.printf(
                "%d sequences of %d steps over the database: %d leaves compared, %d with timers, %d with memory, %d of"
                        + " these in forks%n",
                SEQUENCES, STEPS, compared, withTimers, withMemory, forked);
        assertThat(withTimers).isPositive();
        assertThat(withMemory).isPositive();
        assertThat(forked).isPositive();
    }
}
