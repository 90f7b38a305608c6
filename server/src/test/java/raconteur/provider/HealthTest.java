package raconteur.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which key is used, and who is passed over. */
class HealthTest {
    private static final Chunk HELLO = new Chunk.TextDelta("Hello");
    private static final Chunk END = new Chunk.Finished(StopReason.STOP, null, null);

    private final List<Duration> pauses = new ArrayList<>();
    private final List<Attempt> heard = new ArrayList<>();
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
        public void starting(Candidate candidate) {}

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
                new Told(),
                listener);
    }

    private static final String A = "sk-first-of-two-aaaa";
    private static final String B = "sk-second-of-two-bbbb";

    private static ProviderException refusedKey() {
        return new ProviderException.Permanent(Fault.CONFIG, "Wrong key.");
    }

    @Test
    void keysAreUsedByTurns() throws Exception {
        var provider = scripted().call(HELLO, END).call(HELLO, END).call(HELLO, END);

        for (var i = 0; i < 3; i++) {
            complete(provider.as("only", A, B));
        }

        assertThat(provider.keys()).containsExactly("…aaaa", "…bbbb", "…aaaa");
        assertThat(heard).extracting(Attempt::key).containsExactly("…aaaa", "…bbbb", "…aaaa");
    }

    @Test
    void aKeyThatIsRefusedIsLeftOutAndTheSameTurnGoesOnWithTheNextBeforeAnotherModel() throws Exception {
        var provider = scripted()
                .call(401, refusedKey())
                .call(HELLO, END)
                .call(HELLO, END)
                .call(HELLO, END);
        var first = provider.as("first", A, B);

        assertThat(complete(first, scripted().as("second"))).isSameAs(first);
        complete(first);
        now = now.plus(Duration.ofMinutes(5));
        complete(first);

        assertThat(provider.keys()).containsExactly("…aaaa", "…bbbb", "…bbbb", "…aaaa");
        assertThat(heard).extracting(Attempt::httpStatus).startsWith(401);
        assertThat(pauses).isEmpty();
    }

    @Test
    void anotherKeyInItsPlaceIsUsedAtOnce() throws Exception {
        var provider = scripted().call(401, refusedKey()).call(HELLO, END);

        assertThatThrownBy(() -> complete(provider.as("only", A))).hasMessage("Wrong key.");
        complete(provider.as("only", B));

        assertThat(provider.keys()).containsExactly("…aaaa", "…bbbb");
    }

    @Test
    void whereNothingElseIsLeftARefusedKeyIsTriedAgainAndStandsOnceItIsTaken() throws Exception {
        var first = scripted()
                .call(402, new ProviderException.Permanent(Fault.QUOTA, "Used up."))
                .call(402, new ProviderException.Permanent(Fault.QUOTA, "Used up."))
                .call(HELLO, END)
                .call(HELLO, END);
        var second = scripted().call(HELLO, END).call(HELLO, END);
        var one = first.as("first", A);
        var other = second.as("second");

        assertThat(complete(one, other)).isSameAs(other);
        assertThat(complete(one, other)).as("passed over while another answers").isSameAs(other);
        assertThat(health.closed(List.of(one))).isEmpty();
        assertThatThrownBy(() -> complete(one)).hasMessage("Used up.");
        assertThat(complete(one)).isSameAs(one);
        assertThat(complete(one, other)).as("it was topped up").isSameAs(one);

        assertThat(first.keys()).hasSize(4);
    }

    @Test
    void aModelThatIsNotThereSaysNothingAboutTheKey() throws Exception {
        var provider = scripted().call(404, refusedKey()).call(HELLO, END);

        assertThatThrownBy(() -> complete(provider.as("only", A, B))).hasMessage("Wrong key.");
        complete(provider.as("only", A));

        assertThat(provider.keys()).containsExactly("…aaaa", "…aaaa");
    }

    @Test
    void aKeyThatIsLimitedRestsAsLongAsItsProviderAsks() throws Exception {
        var provider = scripted()
                .call(429, passing(Fault.RATE_LIMITED, Duration.ofSeconds(60)))
                .call(HELLO, END)
                .call(HELLO, END)
                .call(HELLO, END);
        var only = provider.as("only", A, B);

        complete(only);
        complete(only);
        now = now.plusSeconds(60);
        complete(only);

        assertThat(provider.keys()).containsExactly("…aaaa", "…bbbb", "…bbbb", "…aaaa");
        assertThat(pauses).isEmpty();
    }

    @Test
    void whereEveryKeyIsLimitedTheSoonestIsSaid() {
        var provider = scripted()
                .call(429, passing(Fault.RATE_LIMITED, Duration.ofSeconds(60)))
                .call(429, passing(Fault.RATE_LIMITED, Duration.ofSeconds(30)));
        var only = provider.as("only", A, B);
        assertThatThrownBy(() -> complete(only)).isInstanceOf(ProviderException.class);

        var refused = catchThrowable(() -> complete(only));

        assertThat(refused).hasMessageEndingWith("Try again in 30 s.");
        assertThat(refused)
                .isInstanceOfSatisfying(
                        ProviderException.Transient.class,
                        passing -> assertThat(passing.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
        assertThat(health.closed(List.of(only)))
                .hasValue(new Health.Closed(Fault.RATE_LIMITED, Duration.ofSeconds(30)));
    }

    @Test
    void whatFailsFiveTimesIsPassedOverUntilOneCallFoundItWell() throws Exception {
        var first = scripted();
        for (var i = 0; i < 5; i++) {
            first.call(passing(Fault.UNAVAILABLE));
        }
        var second = scripted();
        for (var i = 0; i < 7; i++) {
            second.call(HELLO, END);
        }
        for (var i = 0; i < 6; i++) {
            complete(first.as("first"), second.as("second"));
        }
        assertThat(first.keys()).as("the sixth asks the second only").hasSize(5);
        assertThat(health.closed(List.of(first.as("first")))).isPresent();
        assertThat(health.closed(List.of(first.as("first"), second.as("second"))))
                .isEmpty();

        now = now.plusSeconds(5);
        first.call(passing(Fault.UNAVAILABLE));
        complete(first.as("first"), second.as("second"));
        assertThat(first.keys()).hasSize(6);
        assertThat(health.closed(List.of(first.as("first")))).isPresent();

        now = now.plusSeconds(5);
        first.call(HELLO, END).call(HELLO, END);
        complete(first.as("first"), second.as("second"));
        complete(first.as("first"), second.as("second"));
        assertThat(first.keys()).hasSize(8);
        assertThat(health.standings())
                .containsExactlyInAnyOrder(
                        new Health.Standing("first", 0, 0, 0), new Health.Standing("second", 0, 0, 0));
    }

    @Test
    void failuresThatAreOldOrStandAmongSuccessesOpenNothing() throws Exception {
        var provider = scripted();
        for (var i = 0; i < 12; i++) {
            provider.call(passing(Fault.UNAVAILABLE)).call(HELLO, END);
        }
        for (var i = 0; i < 12; i++) {
            complete(provider.as("only"));
        }
        for (var i = 0; i < 2; i++) {
            for (var n = 0; n < 3; n++) {
                provider.call(passing(Fault.RESET));
            }
            assertThatThrownBy(() -> complete(provider.as("only"))).hasMessage("It failed.");
            now = now.plusSeconds(10);
        }

        assertThat(health.closed(List.of(provider.as("only")))).isEmpty();
    }

    @Test
    void whatIsWrongWithTheRequestOpensNothing() {
        var provider = scripted();
        for (var i = 0; i < 8; i++) {
            provider.call(new ProviderException.Permanent(Fault.CONTEXT_TOO_LONG, "Too long."));
            assertThatThrownBy(() -> complete(provider.as("only"))).hasMessage("Too long.");
        }

        assertThat(health.closed(List.of(provider.as("only")))).isEmpty();
    }

    @Test
    void whileOneCallLooksTheOthersArePassedOver() throws Exception {
        var provider = scripted();
        for (var i = 0; i < 5; i++) {
            provider.call(passing(Fault.UNAVAILABLE));
        }
        var only = provider.as("only");
        assertThatThrownBy(() -> complete(only)).isInstanceOf(ProviderException.class);
        assertThatThrownBy(() -> complete(only)).isInstanceOf(ProviderException.class);
        now = now.plusSeconds(5);

        var looks = health.enter(only, Set.of(), false);

        assertThat(looks).isInstanceOf(Health.Pass.class);
        assertThat(health.enter(only, Set.of(), false)).isInstanceOf(Health.Shut.class);
        assertThat(health.standings()).extracting(Health.Standing::breaker).containsExactly(1);
        ((Health.Pass) looks).stopped();
        assertThat(health.enter(only, Set.of(), false))
                .as("who stopped has not looked")
                .isInstanceOfSatisfying(Health.Pass.class, Health.Pass::begun);
        assertThat(health.enter(only, Set.of(), false))
                .as("a first word is enough")
                .isInstanceOf(Health.Pass.class);
    }

    @Test
    void whatAUsersOwnKeyDoesHarmsNobodyElse() throws Exception {
        var provider = scripted();
        for (var i = 0; i < 6; i++) {
            provider.call(passing(Fault.UNAVAILABLE));
        }
        var own = new Candidate(provider, Model.undescribed("only", "m"), List.of(new ApiKey(A)), true);
        for (var i = 0; i < 2; i++) {
            assertThatThrownBy(() -> complete(own)).isInstanceOf(ProviderException.class);
        }

        assertThat(health.closed(List.of(own))).isPresent();
        assertThat(health.closed(List.of(provider.as("only", A)))).isEmpty();
        assertThat(health.standings()).isEmpty();
    }
}
