package raconteur.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.story.payload.EventType;

/** One call at a time: who asks the same gets its answer, who asks something else is refused. */
class GateTest {
    private static final AccountId ADA = new AccountId(new UUID(0, 1));
    private static final AccountId EVE = new AccountId(new UUID(0, 2));
    private static final Gate.Door DOOR = new Gate.Door(ADA, "session:s");

    private final Gate gate = new Gate();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    private static Answer answer(int number) {
        return new Answer(
                new StoryId(new UUID(0, 3)),
                "s",
                number,
                EventType.DECISION,
                JsonNodeFactory.instance.objectNode(),
                null);
    }

    private static Object passing(Gate gate, Gate.Door door, String asked, long came, Gate.Work work) {
        try {
            return gate.pass(door, asked, came, work);
        } catch (Refusal refused) {
            return refused.code();
        } catch (InterruptedException _) {
            return "stopped";
        }
    }

    private Object pass(Gate.Door door, String asked, long came, Gate.Work work) {
        return passing(gate, door, asked, came, work);
    }

    /** A call that is inside until it is let out, and ends so. */
    private CompletableFuture<Object> inside(Gate.Work end) throws InterruptedException {
        var call = CompletableFuture.supplyAsync(
                () -> pass(DOOR, "climb", System.nanoTime(), () -> {
                    inside.countDown();
                    done.await();
                    return end.run();
                }),
                Thread::startVirtualThread);
        assertThat(inside.await(1, TimeUnit.MINUTES)).isTrue();
        return call;
    }

    private Answer never() {
        throw new AssertionError("it was done twice");
    }

    /** Someone who waits for the call that is inside. */
    private CompletableFuture<Object> waiting() {
        var waiting = new CompletableFuture<Object>();
        var thread =
                Thread.startVirtualThread(() -> waiting.complete(pass(DOOR, "climb", System.nanoTime(), this::never)));
        while (thread.getState() != Thread.State.WAITING && !waiting.isDone()) {
            Thread.onSpinWait();
        }
        return waiting;
    }

    @Test
    void theSameMeanwhileGetsTheSameAnswer() throws Exception {
        var first = inside(() -> answer(2));
        var second = waiting();

        done.countDown();

        assertThat(first.get()).isEqualTo(answer(2));
        assertThat(second.get()).isSameAs(first.get());
    }

    @Test
    void theSameMeanwhileIsRefusedForTheSameReason() throws Exception {
        var first = inside(() -> {
            throw new Refusal(Code.INSUFFICIENT_BALANCE);
        });
        var second = waiting();

        done.countDown();

        assertThat(first.get()).isEqualTo(Code.INSUFFICIENT_BALANCE);
        assertThat(second.get(1, TimeUnit.MINUTES)).isEqualTo(Code.INSUFFICIENT_BALANCE);
        assertThat(pass(DOOR, "call", System.nanoTime(), () -> answer(2)))
                .as("nobody is inside any more")
                .isEqualTo(answer(2));
    }

    @Test
    void whoWaitsForACallThatIsStoppedMayAskAgain() throws Exception {
        var first = inside(() -> {
            throw new InterruptedException();
        });
        var second = waiting();

        done.countDown();

        assertThat(first.get()).isEqualTo("stopped");
        assertThat(second.get(1, TimeUnit.MINUTES)).isEqualTo(Code.STOPPING);
    }

    @Test
    void somethingElseMeanwhileIsRefusedForNow() throws Exception {
        var first = inside(() -> answer(2));

        assertThat(pass(DOOR, "call", System.nanoTime(), this::never)).isEqualTo(Code.TURN_RUNNING);
        assertThat(pass(new Gate.Door(ADA, "session:t"), "call", System.nanoTime(), () -> answer(7)))
                .isEqualTo(answer(7));
        done.countDown();
        assertThat(first.get()).isEqualTo(answer(2));
    }

    @Test
    void strangersDoNotStandInEachOthersWay() throws Exception {
        var first = inside(() -> answer(2));
        var hers = new Gate.Door(EVE, DOOR.name());

        assertThat(pass(hers, "call", System.nanoTime(), () -> answer(1))).isEqualTo(answer(1));
        assertThat(pass(hers, "climb", System.nanoTime(), () -> answer(5)))
                .as("nor hear what the other was told")
                .isEqualTo(answer(5));
        done.countDown();
        assertThat(first.get()).isEqualTo(answer(2));
    }

    @Test
    void whoCameBeforeTheAnswerGetsItAndWhoCameAfterAsksAnew() throws Exception {
        var calls = new AtomicInteger(1);
        var before = System.nanoTime();
        assertThat(pass(DOOR, "climb", before, () -> answer(calls.incrementAndGet())))
                .isEqualTo(answer(2));

        assertThat(pass(DOOR, "climb", before, () -> answer(calls.incrementAndGet())))
                .isEqualTo(answer(2));
        assertThat(pass(DOOR, "call", before, () -> answer(calls.incrementAndGet())))
                .as("cannot have seen what it comes after")
                .isEqualTo(Code.TURN_RUNNING);
        assertThat(pass(DOOR, "climb", System.nanoTime(), () -> answer(calls.incrementAndGet())))
                .isEqualTo(answer(3));
    }
}
