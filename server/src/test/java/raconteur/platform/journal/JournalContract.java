package raconteur.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import raconteur.platform.AccountId;
import raconteur.platform.ManualTime;

/** What every journal promises. */
interface JournalContract {
    AccountId ADA = new AccountId(UUID.fromString("00000000-0000-7000-8000-00000000000a"));
    AccountId EVE = new AccountId(UUID.fromString("00000000-0000-7000-8000-00000000000e"));
    UUID TALE = UUID.fromString("00000000-0000-7000-8000-000000000001");
    Stream HERS = new Stream(ADA, TALE);
    Duration SOON = Duration.ofSeconds(20);

    Journal journal();

    ManualTime time();

    private static List<Entry.Draft> told(String... words) {
        return java.util.stream.Stream.of(words)
                .map(word -> new Entry.Draft("told", "{\"word\":\"" + word + "\"}"))
                .toList();
    }

    private static List<String> words(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.body().replaceAll(".*:\"(.*)\"}", "$1"))
                .toList();
    }

    @Test
    default void whoKnowsTheIdOfAnothersStreamSeesAndChangesNothingOfIt() throws InterruptedException {
        journal().append(HERS, 0, told("rosebud"));
        var same = new Stream(EVE, TALE);

        assertThat(journal().read(same, 0, 10)).isEmpty();
        assertThat(journal().follow(same, 0, 10, Duration.ZERO)).isEmpty();
        assertThat(journal().version(same)).isZero();
        assertThat(journal().append(same, 1, told("forged"))).isEqualTo(new Appended.Conflict(1, 0));
        assertThat(journal().append(same, 0, told("hers"))).isEqualTo(new Appended.At(1));
        journal().remove(same);
        assertThat(words(journal().read(HERS, 0, 10))).containsExactly("rosebud");
    }

    @Test
    default void nobodyCopiesAnothersStream() {
        journal().append(HERS, 0, told("rosebud"));
        var own = new Stream(EVE, UUID.randomUUID());

        assertThat(journal().copy(new Stream(EVE, TALE), 10, own)).isEqualTo(new Appended.At(0));
        assertThat(journal().read(own, 0, 10)).isEmpty();
    }

    @Test
    default void entriesAreNumberedFromOneAndReadInOrder() {
        assertThat(journal().append(HERS, 0, told("one", "two"))).isEqualTo(new Appended.At(2));
        var first = time().instant();
        time().pass(Duration.ofSeconds(3));
        assertThat(journal().append(HERS, 2, told("three"))).isEqualTo(new Appended.At(3));

        var all = journal().read(HERS, 0, 10);
        assertThat(words(all)).containsExactly("one", "two", "three");
        assertThat(all).extracting(Entry::version).containsExactly(1L, 2L, 3L);
        assertThat(all).extracting(Entry::at).containsExactly(first, first, first.plusSeconds(3));
        assertThat(words(journal().read(HERS, 1, 1))).containsExactly("two");
        assertThat(journal().version(HERS)).isEqualTo(3);
    }

    @Test
    default void whoHasNotSeenTheLastOneKeepsNothing() {
        journal().append(HERS, 0, told("one", "two"));

        assertThat(journal().append(HERS, 1, told("late", "later"))).isEqualTo(new Appended.Conflict(1, 2));
        assertThat(journal().append(HERS, 0, told("late"))).isEqualTo(new Appended.Conflict(0, 2));
        assertThat(journal().append(HERS, 5, told("early"))).isEqualTo(new Appended.Conflict(5, 2));
        assertThat(words(journal().read(HERS, 0, 10))).containsExactly("one", "two");
    }

    @Test
    default void nothingIsNoEvent() {
        assertThatThrownBy(() -> journal().append(HERS, 0, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void ofManyAtOnceExactlyOneWinsEachVersion() throws Exception {
        var writers = 8;
        var rounds = 20;
        var go = new CountDownLatch(1);
        var won = IntStream.range(0, writers)
                .mapToObj(writer -> CompletableFuture.supplyAsync(() -> wins(writer, rounds, go)))
                .toList();
        go.countDown();
        var wins = 0;
        for (var each : won) {
            wins += each.get();
        }

        var kept = journal().read(HERS, 0, 10_000);
        assertThat(wins).isEqualTo(kept.size()).isBetween(rounds, writers * rounds);
        assertThat(kept)
                .extracting(Entry::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, kept.size()).boxed().toList());
    }

    private int wins(int writer, int rounds, CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        var wins = 0;
        for (var round = 0; round < rounds; round++) {
            var seen = journal().version(HERS);
            if (journal().append(HERS, seen, told(writer + "-" + round)) instanceof Appended.At(var at)) {
                assertThat(at).isEqualTo(seen + 1);
                wins++;
            }
        }
        return wins;
    }

    @Test
    default void whoFollowsGetsEachOnceAsItComes() throws Exception {
        var heard = new ArrayList<String>();
        var all = CompletableFuture.supplyAsync(() -> {
            while (heard.size() < 20) {
                try {
                    heard.addAll(words(journal().follow(HERS, heard.size(), 3, SOON)));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return heard;
        });

        for (var n = 0; n < 20; n++) {
            journal().append(HERS, n, told("w" + n));
        }

        assertThat(all.get())
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(n -> "w" + n).toList());
    }

    @Test
    default void whoFollowsAndIsInterruptedStops() throws Exception {
        var stopped = new CompletableFuture<Boolean>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                journal().follow(HERS, 0, 1, SOON);
                stopped.complete(false);
            } catch (InterruptedException _) {
                stopped.complete(true);
            }
        });

        thread.interrupt();

        assertThat(stopped.get()).isTrue();
    }

    @Test
    default void aCopyGoesItsOwnWay() {
        journal().append(HERS, 0, told("one", "two", "three"));
        var branch = new Stream(ADA, UUID.randomUUID());

        assertThat(journal().copy(HERS, 2, branch)).isEqualTo(new Appended.At(2));
        journal().append(branch, 2, told("otherwise"));

        assertThat(words(journal().read(branch, 0, 10))).containsExactly("one", "two", "otherwise");
        assertThat(words(journal().read(HERS, 0, 10))).containsExactly("one", "two", "three");
        assertThat(journal().copy(HERS, 1, branch)).isEqualTo(new Appended.Conflict(0, 3));
    }

    @Test
    default void whatIsRemovedIsGoneAndMayBeginAnew() {
        journal().append(HERS, 0, told("one"));
        var other = new Stream(ADA, UUID.randomUUID());
        journal().append(other, 0, told("stays"));

        journal().remove(HERS);

        assertThat(journal().read(HERS, 0, 10)).isEmpty();
        assertThat(journal().append(HERS, 0, told("anew"))).isEqualTo(new Appended.At(1));
        assertThat(words(journal().read(other, 0, 10))).containsExactly("stays");
    }
}
