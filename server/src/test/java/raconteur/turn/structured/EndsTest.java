package raconteur.turn.structured;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static raconteur.turn.structured.House.ABLE;
import static raconteur.turn.structured.House.BAD;
import static raconteur.turn.structured.House.GOOD;
import static raconteur.turn.structured.House.PLAIN;
import static raconteur.turn.structured.House.SOON;
import static raconteur.turn.structured.House.prompt;
import static raconteur.turn.structured.House.says;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.bench.Behaviour;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.turn.Forgetting;
import raconteur.turn.Question;
import raconteur.turn.TurnId;
import raconteur.turn.TurnState;
import raconteur.turn.Turns;
import raconteur.turn.World;

/** How asking for a value ends early, or again: stops, limits, kills, repeated requests. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class EndsTest {
    private final House house;

    EndsTest(EveryDatabase kind, @TempDir Path folder) {
        house = new House(kind, folder);
    }

    @AfterEach
    void end() {
        house.close();
    }

    /** A wish whose turn is known as soon as it is admitted. */
    private record Running(
            CompletableFuture<TurnId> turn, CompletableFuture<Structured.Answered> answer, Thread thread) {}

    private Running start(Wish wish) {
        var turn = new CompletableFuture<TurnId>();
        var answer = new CompletableFuture<Structured.Answered>();
        var known = wish.with(new Asker() {
            @Override
            public void admitted(Handle tx, TurnId id, String model) {
                turn.complete(id);
            }
        });
        var thread = Thread.ofVirtual().start(() -> {
            try {
                answer.complete(house.ask(known));
            } catch (InterruptedException | RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        return new Running(turn, answer, thread);
    }

    private Behaviour slow() {
        return says("{\"count\":1,\"title\":\"" + "slowly ".repeat(5) + "\"}").with("~every:200ms");
    }

    private int drafts() {
        return house.world
                .database()
                .read(tx -> tx.createQuery("select count(*) from draft")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void whoeverListensHearsTheTextAndThatItBeginsAnew() throws InterruptedException {
        house.upstream.next(says(BAD)).next(says(GOOD));
        var heard = new CopyOnWriteArrayList<String>();

        house.ask(house.wish(PLAIN).with(new Asker() {
            @Override
            public void told(String text) {
                heard.add(text);
            }

            @Override
            public void restarted() {
                heard.add("|");
            }
        }));

        assertThat(String.join("", heard)).isEqualTo(BAD + "|" + GOOD);
    }

    @Test
    void theAskerKeepsTheValueInTheTransactionOfItsBill() throws InterruptedException {
        house.upstream.next(says(GOOD));
        var kept = new ArrayList<Outcome>();
        var held = new ArrayList<Integer>();

        var answered = house.ask(house.wish(PLAIN).with(new Asker() {
            @Override
            public void kept(Handle tx, TurnId turn, Outcome outcome) {
                kept.add(outcome);
                held.add(tx.createQuery("select count(*) from open_hold")
                        .mapTo(Integer.class)
                        .one());
            }
        }));

        assertThat(kept).containsExactly(answered.outcome());
        assertThat(held).containsExactly(0);
    }

    @Test
    void itIsStoppedByItsTurnAndPaysForWhatWasSaid() throws Exception {
        house.upstream.next(slow());
        var running = start(house.wish(PLAIN));
        house.upstream.awaitCompletion(1, SOON).awaitDelivered(6, SOON);
        var turn = running.turn().get();

        house.world.the(Turns.class).stop(house.ada, turn);

        assertThat(running.answer().get(10, TimeUnit.SECONDS).outcome()).isEqualTo(new Outcome.Stopped());
        assertThat(house.view(house.world, turn).state()).isEqualTo(TurnState.STOPPED);
        assertThat(house.settledOnce(house.world, turn).nano()).isPositive();
        assertThat(house.used(house.world, turn).estimated()).isTrue();
        house.upstream.completions().getFirst().awaitClosedByClient(SOON);
    }

    @Test
    void anInterruptOfTheCallerStopsTheTurn() throws Exception {
        house.upstream.next(slow());
        var running = start(house.wish(PLAIN));
        house.upstream.awaitCompletion(1, SOON).awaitDelivered(3, SOON);

        running.thread().interrupt();

        assertThatThrownBy(running.answer()::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(house.view(house.world, running.turn().get()).state()).isEqualTo(TurnState.STOPPED);
        house.settledOnce(house.world, running.turn().get());
    }

    @Test
    void theLimitEndsItAsAFault() throws InterruptedException {
        house.upstream.next(slow());

        var answered = house.ask(house.wish(PLAIN).within(Duration.ofMillis(300)));

        assertThat(answered.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(((Outcome.Failed) answered.outcome()).code()).isEqualTo(Code.UPSTREAM_TIMEOUT);
        assertThat(house.view(house.world, answered.turn()).state()).isEqualTo(TurnState.FAILED);
        house.settledOnce(house.world, answered.turn());
    }

    @Test
    void aKillLeavesItInterruptedAndTheNextStartSettlesAllItsCalls() throws Exception {
        if (!house.world.database().dialect().equals("sqlite")) {
            return; // what a kill leaves is a file here
        }
        house.upstream.next(says(BAD)).next(slow());
        var running = start(house.wish(PLAIN));
        house.upstream.awaitCompletion(2, SOON).awaitDelivered(6, SOON);
        var turn = running.turn().get();
        while (drafts() == 0) {
            Thread.onSpinWait();
        }
        World.copy(house.folder.resolve("data"), house.folder.resolve("killed/data"));
        var next = house.world(EveryDatabase.SQLITE, house.folder.resolve("killed"))
                .started();
        house.more.add(next);

        assertThat(house.view(next, turn).state()).isEqualTo(TurnState.INTERRUPTED);
        assertThat(house.settledOnce(next, turn).nano()).isPositive();
        var read = house.inspected(next, turn).readings();
        assertThat(read).hasSize(1);
        assertThat(house.used(next, turn).outputTokens())
                .as("the answer that was read, and what was heard of the next")
                .isGreaterThan(requireNonNull(read.getFirst().usage()).outputTokens());
        assertThat(house.upstream.completions()).hasSize(2);
        house.world.the(Turns.class).stop(house.ada, turn);
        running.answer().get();
    }

    @Test
    void theSameRequestGetsTheSameValueAndAnotherOneUnderItsKeyIsRefused() throws InterruptedException {
        house.upstream.next(says(BAD)).next(says(GOOD));
        var origin = Wish.Origin.of(house.ada, "t");
        var once = house.wish(ABLE).origin();
        var repeated = new Wish(
                origin.once(new Question.Once("key", "a")),
                ABLE,
                prompt("x"),
                house.wish(ABLE).parameters(),
                Shapes.TALE,
                1,
                null,
                Asker.NOBODY);

        var first = house.ask(repeated);
        var second = house.ask(repeated);

        assertThat(second.turn()).isEqualTo(first.turn());
        assertThat(second.outcome()).isEqualTo(first.outcome());
        assertThat(second.fresh()).isFalse();
        assertThat(house.upstream.completions()).hasSize(2);
        assertThat(once.once()).isNull();
        assertThatThrownBy(() -> house.ask(new Wish(
                        origin.once(new Question.Once("key", "b")),
                        ABLE,
                        prompt("y"),
                        house.wish(ABLE).parameters(),
                        Shapes.TALE,
                        1,
                        null,
                        Asker.NOBODY)))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo(Code.IDEMPOTENCY_MISMATCH));
    }

    @Test
    void whoCannotPayForAllAttemptsIsRefusedBeforeAnyCall() {
        var poor = house.world.ada("0.0001");

        assertThatThrownBy(() -> house.ask(Wish.of(Wish.Origin.of(poor, "t"), PLAIN, prompt("x"), Shapes.TALE)))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo(Code.INSUFFICIENT_BALANCE));
        assertThat(house.upstream.completions()).isEmpty();
    }

    @Test
    void withTheAccountGoesEverythingThatWasAnswered() throws InterruptedException {
        house.upstream.next(says(GOOD));
        var turn = house.ask(house.wish(PLAIN)).turn();

        house.world.database().transact(tx -> {
            house.world.the(Forgetting.class).deleted(tx, house.ada.account());
            return true;
        });

        assertThat(house.inspected(house.world, turn).readings()).isEmpty();
        assertThat(house.inspected(house.world, turn).parts()).isEmpty();
    }
}
