package raconteur.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static raconteur.story.Hall.SESSION;
import static raconteur.story.Hall.request;
import static raconteur.story.Hall.says;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.Invoke;
import raconteur.story.payload.EventType;
import raconteur.story.play.Tales;

/** Calls that come at the same time, to one server or to two that share a database. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class AtOnceTest {
    private final Hall hall;

    AtOnceTest(EveryDatabase kind, @TempDir Path folder) {
        hall = new Hall(kind, folder).telling();
    }

    @AfterEach
    void end() {
        hall.close();
    }

    private static Code refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        var code = new ArrayList<Code>();
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> code.add(refusal.code()));
        return code.getFirst();
    }

    @Test
    void ofTheSameEventFiftyTimesAtOnceThereIsOne() throws Exception {
        var begun = hall.init();
        hall.upstream.next(
                says(Tales.proposal(EventType.DECISION, "COMBAT", 20)).with("~first:300ms"));

        var answers = atOnce(IntStream.range(0, 50).mapToObj(_ -> 1).toList());

        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(hall.told(begun.story())).hasSize(2);
        assertThat(hall.upstream.completions()).hasSize(2);
        hall.assertFolds(begun.story());
    }

    @Test
    void ofDifferentEventsAtOnceOneWinsAndTheOthersAreRefused() throws Exception {
        var begun = hall.init();
        hall.upstream.next(
                says(Tales.proposal(EventType.DECISION, "COMBAT", 20)).with("~first:300ms"));

        var answers = atOnce(List.of(1, 2, 3, 1, 2, 3, 1, 2, 3));

        assertThat(answers.stream().filter(Answer.class::isInstance).distinct()).hasSize(1);
        assertThat(answers.stream().filter(Code.class::isInstance)).containsOnly(Code.TURN_RUNNING);
        assertThat(hall.told(begun.story())).hasSize(2);
    }

    private List<Object> atOnce(List<Integer> options) throws InterruptedException, ExecutionException {
        var running = options.stream()
                .map(option -> {
                    var answer = new CompletableFuture<>();
                    Thread.ofVirtual().start(() -> {
                        try {
                            answer.complete(hall.choose("DECISION", option));
                        } catch (Refusal refusal) {
                            answer.complete(refusal.code());
                        } catch (InterruptedException | RuntimeException failed) {
                            answer.completeExceptionally(failed);
                        }
                    });
                    return answer;
                })
                .toList();
        var answers = new ArrayList<Object>();
        for (var one : running) {
            answers.add(one.get());
        }
        return answers;
    }

    @Test
    void ofTwoServersOneWinsAndTheOtherGivesItsAnswer() throws Exception {
        var begun = hall.init();
        var other = hall.another();
        hall.upstream
                .next(says(Tales.proposal(EventType.DECISION, "COMBAT", 20)).with("~first:200ms"))
                .next(says(Tales.proposal(EventType.DECISION, "PUZZLE", 20)).with("~first:600ms"));
        var call = hall.reception.read(
                hall.ada,
                request("DECISION", SESSION, null, new Invoke.Payload(1, null, null)),
                new Reception.Envelope(null, null, "trace", Duration.ZERO));
        var first = CompletableFuture.supplyAsync(() -> quietly(hall.invocations, call));
        hall.upstream.awaitCompletion(2, Hall.SOON);
        var second = CompletableFuture.supplyAsync(() -> quietly(other, call));

        assertThat(second.get()).isEqualTo(first.get());
        assertThat(hall.told(begun.story())).hasSize(2);
        hall.assertFolds(begun.story());
    }

    @Test
    void ofTwoServersWhoCameTooLateWithSomethingElseIsRefused() throws Exception {
        var begun = hall.init();
        var other = hall.another();
        hall.upstream
                .next(says(Tales.proposal(EventType.DECISION, "COMBAT", 20)).with("~first:2s"))
                .next(says(Tales.proposal(EventType.DECISION, "PUZZLE", 20)));
        var slow = CompletableFuture.supplyAsync(() -> {
            try {
                return (Object) hall.choose("DECISION", 1);
            } catch (Refusal refusal) {
                return refusal;
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        });
        hall.upstream.awaitCompletion(2, Hall.SOON);
        var call = hall.reception.read(
                hall.ada,
                request("DECISION", SESSION, null, new Invoke.Payload(2, null, null)),
                new Reception.Envelope(null, null, "trace", Duration.ZERO));

        var quick = quietly(other, call);

        assertThat(slow.get()).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.CONFLICT);
            assertThat(refusal.more()).containsEntry("event_number", 2);
        });
        assertThat(hall.told(begun.story())).hasSize(2);
        assertThat(quick.number()).isEqualTo(2);
        hall.assertFolds(begun.story());
    }

    @Test
    void ofTheSameKeyManyTimesAtOnceThereIsOneStory() throws Exception {
        hall.upstream.next(says(Tales.proposal(EventType.INIT, "DECISION", 0)).with("~first:300ms"));
        var running = IntStream.range(0, 20)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return hall.invoke(hall.ada, request("INIT", null, null, null), "once");
                            } catch (InterruptedException stopped) {
                                throw new AssertionError(stopped);
                            }
                        },
                        Thread::startVirtualThread))
                .toList();

        var stories = new HashSet<StoryId>();
        for (var one : running) {
            stories.add(one.get().story());
        }

        assertThat(stories).hasSize(1);
        assertThat(hall.views.list(hall.ada.account(), null, null, 10).items()).hasSize(1);
    }

    @Test
    void whoSaysWhichEventIsMeantMayHaveComeBeforeTheLastAnswer() throws InterruptedException {
        hall.init();
        hall.choose("DECISION", 1);
        var envelope = new Reception.Envelope(null, null, "trace", Duration.ofMinutes(1));
        var unnumbered = hall.reception.read(
                hall.ada, request("COMBAT", SESSION, null, new Invoke.Payload(1, null, null)), envelope);
        var numbered = hall.reception.read(
                hall.ada, request("COMBAT", SESSION, 3, new Invoke.Payload(1, null, null)), envelope);

        assertThat(refused(() -> hall.invocations.invoke(unnumbered, Audience.NOBODY)))
                .isEqualTo(Code.TURN_RUNNING);
        assertThat(quietly(hall.invocations, numbered).number()).isEqualTo(3);
    }

    private static Answer quietly(Invocations invocations, Invocation call) {
        try {
            return invocations.invoke(call, Audience.NOBODY);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
