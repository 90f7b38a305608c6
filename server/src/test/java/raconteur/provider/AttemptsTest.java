package raconteur.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static raconteur.provider.Attempt.Status.COMPLETED;
import static raconteur.provider.Attempt.Status.FAILED;
import static raconteur.provider.Attempt.Status.STOPPED;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptsTest {
    private static final Chunk HELLO = new Chunk.TextDelta("Hello");
    private static final Chunk END = new Chunk.Finished(StopReason.STOP, null, null);

    private final List<Duration> pauses = new ArrayList<>();
    private final List<Attempt> heard = new ArrayList<>();
    private final List<String> started = new ArrayList<>();
    private final Told told = new Told();
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final InstantSource time = () -> now;
    private final Health health = Health.usual(time);

    private final Attempts attempts = new Attempts(
            time,
            () -> 0.5,
            length -> {
                pauses.add(length);
                now = now.plus(length);
            },
            Attempts.Patience.DEFAULT,
            health);

    private final Attempts.Listener listener = new Attempts.Listener() {
        @Override
        public void starting(Candidate candidate) {
            started.add(candidate.model().id());
        }

        @Override
        public void ended(Candidate candidate, Attempt attempt) {
            heard.add(attempt);
        }
    };

    private ScriptedProvider scripted() {
        return new ScriptedProvider(() -> now = now.plusMillis(100));
    }

    private static ProviderException.Transient passing(Fault fault) {
        return passing(fault, null);
    }

    private static ProviderException.Transient passing(Fault fault, @Nullable Duration wait) {
        return new ProviderException.Transient(fault, "It failed.", wait, null);
    }

    private Candidate complete(Candidate... candidates) throws InterruptedException {
        return attempts.complete(
                List.of(candidates),
                candidate -> Completion.of(candidate.model().name(), List.of()),
                told,
                listener);
    }

    private List<Attempt.Status> statuses() {
        return heard.stream().map(Attempt::status).toList();
    }

    @Test
    void theFirstThatAnswersIsIt() throws Exception {
        var first = scripted().call(200, HELLO, END).as("first");

        assertThat(complete(first, scripted().as("second"))).isSameAs(first);

        assertThat(told.chunks()).containsExactly(HELLO, END);
        assertThat(heard)
                .containsExactly(new Attempt(
                        "first",
                        "m",
                        null,
                        COMPLETED,
                        200,
                        Instant.parse("2026-11-21T10:00:00Z"),
                        Duration.ofMillis(100),
                        Duration.ofMillis(100),
                        Duration.ofMillis(100),
                        null,
                        null,
                        null));
    }

    @Test
    void whatPassesIsTriedTwiceMoreWithLongerWaits() {
        var provider = scripted();
        for (var i = 0; i < 3; i++) {
            provider.call(passing(Fault.OVERLOADED));
        }

        var thrown = catchThrowable(() -> complete(provider.as("only")));

        assertThat(thrown)
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failed -> assertThat(failed.fault()).isEqualTo(Fault.OVERLOADED));
        assertThat(statuses()).containsExactly(FAILED, FAILED, FAILED);
        assertThat(heard).extracting("error").containsOnly("It failed.");
        assertThat(pauses).containsExactly(Duration.ofMillis(125), Duration.ofMillis(250));
    }

    @Test
    void thenTheNextCandidateIsAsked() throws Exception {
        var first =
                scripted().call(passing(Fault.ERROR)).call(passing(Fault.ERROR)).call(passing(Fault.ERROR));
        var second = scripted().call(HELLO, END).as("second");

        assertThat(complete(first.as("first"), second)).isSameAs(second);

        assertThat(started).containsExactly("first/m", "first/m", "first/m", "second/m");
        assertThat(told.chunks()).containsExactly(HELLO, END);
    }

    @Test
    void onceAnythingWasToldNothingIsTriedAgain() {
        var first = scripted().call(HELLO, passing(Fault.RESET));
        var second = scripted().call(HELLO, END);

        assertThatThrownBy(() -> complete(first.as("first"), second.as("second")))
                .isInstanceOf(ProviderException.Transient.class);

        assertThat(told.chunks()).containsExactly(HELLO);
        assertThat(started).containsExactly("first/m");
        assertThat(pauses).isEmpty();
    }

    @Test
    void aWaitThatIsAskedForIsKept() throws Exception {
        var provider = scripted()
                .call(passing(Fault.RATE_LIMITED, Duration.ofSeconds(2)))
                .call(HELLO, END);

        complete(provider.as("only"));

        assertThat(pauses).containsExactly(Duration.ofMillis(2125));
    }

    @Test
    void aWaitThatIsTooLongIsNotWaited() throws Exception {
        var first = scripted().call(passing(Fault.RATE_LIMITED, Duration.ofDays(1)));

        complete(first.as("first"), scripted().call(HELLO, END).as("second"));

        assertThat(pauses).isEmpty();
        assertThat(started).containsExactly("first/m", "second/m");
    }

    @Test
    void aSilentProviderIsTriedOnceMore() {
        var provider = scripted().call(passing(Fault.TIMEOUT)).call(passing(Fault.TIMEOUT));

        assertThatThrownBy(() -> complete(provider.as("only"))).isInstanceOf(ProviderException.class);

        assertThat(heard).hasSize(2);
    }

    @Test
    void whoIsNotThereIsLeftForTheNextAtOnce() throws Exception {
        var first = scripted().call(passing(Fault.UNAVAILABLE));

        complete(first.as("first"), scripted().call(HELLO, END).as("second"));

        assertThat(started).containsExactly("first/m", "second/m");
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "CONFIG", "QUOTA", "CONTEXT_TOO_LONG", "ERROR", "BAD_RESPONSE", "PROTOCOL"})
    void whatWillFailAgainGoesToTheNext(Fault fault) throws Exception {
        var first = scripted().call(new ProviderException.Permanent(fault, "It failed."));

        complete(first.as("first"), scripted().call(HELLO, END).as("second"));

        assertThat(started).containsExactly("first/m", "second/m");
    }

    @Test
    void whatOneRefusesToDiscussIsNotPutToTheNext() {
        var first = scripted().call(new ProviderException.Permanent(Fault.CONTENT_POLICY, "No."));

        assertThatThrownBy(() -> complete(first.as("first"), scripted().as("second")))
                .isInstanceOf(ProviderException.Permanent.class);
    }

    @Test
    void anInterruptStopsEverything() {
        var first = scripted().call(HELLO, new InterruptedException());

        assertThatThrownBy(() -> complete(first.as("first"), scripted().as("second")))
                .isInstanceOf(InterruptedException.class);

        assertThat(statuses()).containsExactly(STOPPED);
    }

    @Test
    void whoeverRefusesAnAttemptPreventsIt() {
        var refusing = new Attempts.Listener() {
            @Override
            public void starting(Candidate candidate) {
                throw new IllegalStateException("no credit");
            }

            @Override
            public void ended(Candidate candidate, Attempt attempt) {
                throw new AssertionError("nothing was begun");
            }
        };

        assertThatThrownBy(() -> attempts.complete(
                        List.of(scripted().as("only")), _ -> Completion.of("m", List.of()), told, refusing))
                .hasMessage("no credit");
    }
}
