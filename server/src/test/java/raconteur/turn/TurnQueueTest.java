package raconteur.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.provider.Health;

class TurnQueueTest {
    private static final AccountId ADA = new AccountId(new UUID(0, 1));
    private static final AccountId EVE = new AccountId(new UUID(0, 2));
    private static final AccountId GRACE = new AccountId(new UUID(0, 3));
    private static final Duration OFTEN = Duration.ofMillis(1);

    private static TurnQueue queue(int places, int length, Duration patience) {
        var config = new TurnConfig(
                Duration.ZERO,
                1,
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                0,
                places,
                length,
                patience,
                Duration.ZERO,
                0);
        var meters = new TurnMeters(new SimpleMeterRegistry(), Health.usual(InstantSource.system()));
        return new TurnQueue(config, meters);
    }

    private static TurnQueue queue(int places) {
        return queue(places, 1000, Duration.ZERO);
    }

    private static TurnQueue.Ticket take(TurnQueue queue, AccountId account) {
        var ticket = queue.ticket(account);
        ticket.take();
        return ticket;
    }

    private static List<TurnQueue.Ticket> take(TurnQueue queue, AccountId account, int times) {
        var tickets = new ArrayList<TurnQueue.Ticket>();
        for (var n = 0; n < times; n++) {
            tickets.add(take(queue, account));
        }
        return tickets;
    }

    private static boolean runs(TurnQueue.Ticket ticket) {
        return ticket.position() == 0;
    }

    private static long running(List<TurnQueue.Ticket> tickets) {
        return tickets.stream().filter(TurnQueueTest::runs).count();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 9, 100})
    void whoeverFloodsGetsHalfOfThePlaces(int places) {
        var queue = queue(places);

        var flood = take(queue, ADA, places * 3);

        assertThat(running(flood)).isEqualTo((places + 1) / 2);
        assertThat(queue.running()).isEqualTo((places + 1) / 2);
        assertThat(queue.waiting()).isEqualTo(places * 3 - (places + 1) / 2);
    }

    @Test
    void aNewcomerRunsAtOnceHoweverManyOfAnotherWait() {
        var queue = queue(8);
        take(queue, ADA, 500);

        assertThat(runs(take(queue, EVE))).isTrue();
        assertThat(runs(take(queue, GRACE))).isTrue();
    }

    @Test
    void ofManyWhoFloodEachGetsAShareAndOneShareStaysFree() {
        var queue = queue(30);
        var shares = new ArrayList<Long>();
        var floods = new ArrayList<List<TurnQueue.Ticket>>();
        for (var n = 0; n < 4; n++) {
            floods.add(new ArrayList<>());
        }
        for (var round = 0; round < 20; round++) {
            for (var n = 0; n < 4; n++) {
                floods.get(n).add(take(queue, new AccountId(new UUID(1, n))));
            }
        }
        floods.forEach(flood -> shares.add(running(flood)));

        assertThat(shares).containsExactly(6L, 6L, 6L, 6L);
        assertThat(runs(take(queue, EVE))).isTrue();
    }

    @Test
    void aPlaceThatIsGivenBackGoesToWhoeverHasTheFewestRunning() {
        var queue = queue(2);
        var first = take(queue, ADA);
        var adas = take(queue, ADA, 3);
        var eve = take(queue, EVE);
        var eves = take(queue, EVE);
        var grace = take(queue, GRACE);
        assertThat(runs(first)).isTrue();
        assertThat(runs(eve)).isTrue();
        assertThat(List.of(grace.position(), adas.getFirst().position())).containsExactly(1, 2);

        eve.leave();

        assertThat(runs(grace)).isTrue();
        assertThat(List.of(eves.position(), adas.get(0).position(), adas.get(1).position()))
                .containsExactly(1, 2, 3);
        first.leave();
        assertThat(running(adas)).isEqualTo(0);
        assertThat(runs(eves)).isTrue();
        grace.leave();
        assertThat(runs(adas.get(0))).isTrue();
        eves.leave();
        assertThat(runs(adas.get(1))).isFalse();
        adas.get(0).leave();
        assertThat(runs(adas.get(1))).isTrue();
    }

    @Test
    void whoeverIsAloneIsServedInOrder() {
        var queue = queue(1);
        var all = take(queue, ADA, 5);

        for (var next = 0; next < 5; next++) {
            assertThat(all.stream().map(TurnQueue.Ticket::position).skip(next).toList())
                    .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 5 - next)
                            .boxed()
                            .toList());
            all.get(next).leave();
        }
        assertThat(queue.running()).isZero();
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void aFullQueueIsSaidAndOneAccountCannotFillIt() {
        var queue = queue(1, 8, Duration.ZERO);
        take(queue, GRACE);

        var adas = take(queue, ADA, 4);
        var refused = catchThrowableOfType(Refusal.class, () -> take(queue, ADA));
        assertThat(refused.code()).isEqualTo(Code.OVERLOADED);
        assertThat(refused.retryAfter()).isPositive();
        take(queue, EVE, 2);
        assertThat(queue.waiting()).isEqualTo(6);
        take(queue, new AccountId(new UUID(0, 4)));
        take(queue, new AccountId(new UUID(0, 5)));

        assertThat(catchThrowableOfType(Refusal.class, () -> take(queue, new AccountId(new UUID(0, 6))))
                        .code())
                .isEqualTo(Code.OVERLOADED);
        assertThat(queue.waiting()).isEqualTo(8);
        adas.getLast().leave();
        assertThat(queue.waiting()).isEqualTo(7);
        take(queue, new AccountId(new UUID(0, 6)));
    }

    @Test
    void withoutLimitsNobodyWaits() {
        var queue = queue(0, 0, Duration.ZERO);

        assertThat(running(take(queue, ADA, 10_000))).isEqualTo(10_000);
    }

    @Test
    void whoeverLeavesTwiceOrWithoutHavingComeChangesNothing() {
        var queue = queue(1);
        var first = take(queue, ADA);
        var second = take(queue, EVE);
        var third = take(queue, GRACE);
        queue.ticket(GRACE).leave();
        second.leave();
        second.leave();
        assertThat(third.position()).isEqualTo(1);
        first.leave();
        first.leave();
        assertThat(runs(third)).isTrue();
        assertThat(queue.running()).isEqualTo(1);
        third.leave();
        assertThat(queue.running()).isZero();
    }

    @Test
    void whoeverWaitsIsToldEveryPositionAndThenHasAPlace() throws InterruptedException {
        var queue = queue(1);
        var before = take(queue, ADA, 3);
        var eve = take(queue, ADA);
        var told = new ArrayBlockingQueue<Integer>(10);
        var through = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            try {
                if (eve.await(told::add, OFTEN)) {
                    through.countDown();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        for (var next = 0; next < 3; next++) {
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(3 - next);
            before.get(next).leave();
        }
        assertThat(through.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void whoeverHasAPlaceOrNeedsNoneDoesNotWaitAndIsToldNothing() throws InterruptedException {
        var queue = queue(1);
        var told = new ArrayList<Integer>();

        assertThat(take(queue, ADA).await(told::add, OFTEN)).isTrue();
        assertThat(queue.ticket(EVE).await(told::add, OFTEN)).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void whoeverWaitsTooLongIsToldSo() throws InterruptedException {
        var queue = queue(1, 10, Duration.ofMillis(20));
        take(queue, ADA);
        var late = take(queue, EVE);

        assertThat(late.await(_ -> {}, OFTEN)).isFalse();
        late.leave();
        assertThat(queue.waiting()).isZero();
    }

    /** What the queue promises, by trying: whoever has the fewest running, then whoever was served longest ago. */
    private static List<Integer> served(Map<Integer, Integer> running, Map<Integer, Long> when, List<Integer> waiting) {
        var left = new ArrayList<>(waiting);
        var order = new ArrayList<Integer>();
        var clock = 1_000_000L;
        while (!left.isEmpty()) {
            var next = left.stream()
                    .distinct()
                    .min(Comparator.<Integer>comparingInt(running::get).thenComparingLong(when::get))
                    .orElseThrow();
            left.remove(/* element */ next);
            order.add(next);
            running.merge(next, 1, Integer::sum);
            when.put(next, ++clock);
        }
        return order;
    }

    @RepeatedTest(200)
    void whateverHappensTheLimitsHoldAndThePositionsAreThoseOfTheOrderServed(RepetitionInfo info) {
        var random = new Random(info.getCurrentRepetition());
        var places = 1 + random.nextInt(12);
        var queue = queue(places, 200, Duration.ZERO);
        var inside = new ArrayList<Map.Entry<Integer, TurnQueue.Ticket>>();
        var when = new HashMap<Integer, Long>();
        var runningBefore = new ArrayList<TurnQueue.Ticket>();
        for (var step = 0; step < 150; step++) {
            if (inside.isEmpty() || random.nextInt(5) < 3) {
                var who = random.nextInt(6);
                when.putIfAbsent(who, step * 10L);
                inside.add(Map.entry(who, take(queue, new AccountId(new UUID(2, who)))));
            } else {
                var gone = inside.remove(random.nextInt(inside.size()));
                if (runs(gone.getValue())) {
                    when.put(gone.getKey(), step * 10L);
                }
                gone.getValue().leave();
            }
            var now = step * 10L + 1;
            for (var one : inside) {
                if (runs(one.getValue()) && !runningBefore.contains(one.getValue())) {
                    runningBefore.add(one.getValue());
                    when.put(one.getKey(), now++);
                }
            }
            when.keySet()
                    .removeIf(
                            who -> inside.stream().noneMatch(one -> one.getKey().equals(who)));

            var running = new HashMap<Integer, Integer>();
            when.keySet().forEach(who -> running.put(who, 0));
            inside.stream()
                    .filter(one -> runs(one.getValue()))
                    .forEach(one -> running.merge(one.getKey(), 1, Integer::sum));
            var waiting = inside.stream().filter(one -> !runs(one.getValue())).toList();
            var total = running.values().stream().mapToInt(Integer::intValue).sum();
            assertThat(queue.running()).isEqualTo(total).isLessThanOrEqualTo(places);
            assertThat(queue.waiting()).isEqualTo(waiting.size());
            assertThat(waiting)
                    .allSatisfy(one -> assertThat(running.get(one.getKey()))
                            .as("who waits has as many running as places are free")
                            .isGreaterThanOrEqualTo(places - total));
            var predicted = waiting.stream()
                    .sorted(Comparator.comparingInt(one -> one.getValue().position()))
                    .toList();
            assertThat(predicted.stream().map(one -> one.getValue().position()))
                    .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(1, waiting.size())
                            .boxed()
                            .toList());
            assertThat(predicted.stream().map(Map.Entry::getKey))
                    .containsExactlyElementsOf(served(
                            running,
                            new HashMap<>(when),
                            waiting.stream().map(Map.Entry::getKey).toList()));
        }
    }
}
