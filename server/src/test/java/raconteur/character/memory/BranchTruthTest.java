package raconteur.character.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import raconteur.account.MemoryBudgets;
import raconteur.character.memory.MemoryEvent.Change;
import raconteur.turn.MessageId;

/** Whatever is edited, answered again, rewound, deleted and forked: a leaf remembers its own path and no other. */
class BranchTruthTest {
    private static final int SEQUENCES = 1000;
    private static final int STEPS = 30;
    private static final Pattern TOKEN = Pattern.compile("w\\d+w");
    private static final MemoryBudgets SMALL = new MemoryBudgets(160, 120, 140);

    /** What one random life was like. */
    private static final class Life {
        final Random random;
        final Grove grove = new Grove(SMALL);

        @Nullable
        MessageId leaf;

        int words;

        Life(long seed) {
            random = new Random(seed);
        }

        void live() {
            for (var step = 0; step < STEPS; step++) {
                step();
            }
        }

        private void step() {
            var now = leaf;
            var dice = random.nextInt(100);
            if (now == null || dice < 50) {
                exchange(now);
            } else if (dice < 60) {
                leaf = answer(question(now));
            } else if (dice < 70) {
                exchange(grove.parent(question(now)));
            } else if (dice < 78) {
                var all = grove.messages();
                leaf = all.get(random.nextInt(all.size()));
            } else if (dice < 84) {
                leaf = grove.parent(now);
                grove.delete(now);
            } else if (dice < 90) {
                leaf = grove.fork(now);
            } else if (grove.leaves().contains(now)) {
                grove.act(now, dice < 95 ? revision(random.nextInt(), words++) : Grove.COMPRESS);
            }
        }

        /** The person's message that a leaf is, or answers. */
        private MessageId question(MessageId at) {
            var path = grove.path(at);
            for (var said : path.reversed()) {
                if (said.byPerson()) {
                    return said.id();
                }
            }
            return path.getFirst().id();
        }

        private void exchange(@Nullable MessageId under) {
            var by = random.nextInt(6) == 0 ? Talks.BEA : Talks.ADA;
            var greeted = under == null && random.nextBoolean() ? grove.say(null, Talks.said(null, words())) : under;
            leaf = answer(grove.say(greeted, Talks.said(by, words())));
        }

        private MessageId answer(MessageId question) {
            var answer = grove.say(question, Talks.said(null, words()));
            grove.act(answer, Grove.DIGEST);
            return answer;
        }

        private String words() {
            return "w" + words++ + "w 我在桥边等你 " + "and ".repeat(random.nextInt(4));
        }
    }

    /** The same change wherever it is made: by the places of lines, not by their ids. */
    private static Grove.Act revision(int seed, int word) {
        return (grove, leaf) -> {
            var random = new Random(seed);
            var memory = grove.memory(leaf);
            var all = new ArrayList<>(memory.shortTerm());
            all.addAll(memory.longTerm());
            var changed = new ArrayList<Change>();
            var removed = new ArrayList<java.util.UUID>();
            for (var line : all) {
                switch (random.nextInt(5)) {
                    case 0 -> removed.add(line.id());
                    case 1 -> changed.add(new Change(line.id(), line.text() + "!", 9));
                    default -> {}
                }
            }
            var own = new Line(Talks.id(), "own words " + word, List.of(), null, null, Talks.AT);
            grove.happen(leaf, new MemoryEvent.Revised(removed, changed, List.of(), List.of(own)));
        };
    }

    @Test
    void aLeafRemembersAsIfItsPathWereAllThatEverWas() {
        var leaves = 0;
        var lines = 0;
        for (var seed = 0; seed < SEQUENCES; seed++) {
            var life = new Life(seed);
            life.live();
            for (var leaf : life.grove.leaves()) {
                assertThat(life.grove.told(leaf)).as("sequence %d", seed).isEqualTo(life.grove.replayed(leaf));
                assertKnowsOnlyItsPath(life.grove, leaf);
                leaves++;
                lines += life.grove.told(leaf).size() - 1;
            }
        }

        System.out.printf("%d sequences, %d leaves, %d lines on them%n", SEQUENCES, leaves, lines);
        assertThat(lines).isGreaterThan(leaves);
    }

    private static void assertKnowsOnlyItsPath(Grove grove, MessageId leaf) {
        var ids = new HashSet<MessageId>();
        var tokens = new HashSet<String>();
        for (var said : grove.path(leaf)) {
            ids.add(said.id());
            TOKEN.matcher(said.text()).results().forEach(found -> tokens.add(found.group()));
        }
        var memory = grove.memory(leaf);
        assertThat(ids).containsAll(memory.compressed());
        for (var line : List.of(memory.shortTerm(), memory.longTerm()).stream()
                .flatMap(List::stream)
                .toList()) {
            assertThat(ids).containsAll(line.messages());
            TOKEN.matcher(line.text())
                    .results()
                    .forEach(found -> assertThat(tokens).contains(found.group()));
        }
    }

    @Test
    void theBudgetsHoldAtEveryLeafThatWasSeenTo() {
        for (var seed = 0; seed < 50; seed++) {
            var life = new Life(seed);
            life.live();
            for (var leaf : life.grove.leaves()) {
                life.grove.act(leaf, Grove.DIGEST);
                var memory = life.grove.memory(leaf);
                assertThat(Remembrance.length(memory.shortTerm())).isLessThanOrEqualTo(SMALL.shortTerm());
                assertThat(Remembrance.length(memory.longTerm())).isLessThanOrEqualTo(SMALL.longTerm());
            }
        }
    }
}
