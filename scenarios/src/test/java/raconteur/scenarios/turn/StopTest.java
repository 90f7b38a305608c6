package raconteur.scenarios.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import raconteur.scenarios.Events;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

@ExtendWith(Stage.Shared.class)
class StopTest {
    /** So slow that it never ends by itself while a test looks. */
    private static final String ENDLESS = "a tale\n~tokens:2000~every:30ms";

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Stage stage;
    private final Person ada;
    private String tale = "";

    StopTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
    }

    @BeforeEach
    void open() {
        tale = ada.conversation();
    }

    @Test
    void aStopInMidAnswerEndsTheTurnAndKeepsWhatWasSaid() {
        var taken = ada.ask(tale, ENDLESS);
        try (var events = ada.follow(taken)) {
            events.awaitText(10);
            long stoppedAt = System.nanoTime();
            var stopped = ada.stop(taken).expect(200);
            assertThat(stopped.text("state")).isEqualTo("stopped");
            assertThat(Duration.ofNanos(System.nanoTime() - stoppedAt)).isLessThan(SECOND);

            assertThat(events.end()).isEqualTo("stopped");
            assertThat(events.only("message_end").data().path("finish_reason").asText())
                    .isEqualTo("stopped");
            assertThat(events.names()).doesNotContain("error").containsOnlyOnce("done");
            var kept = ada.answer(taken);
            assertThat(kept.path("state").asText()).isEqualTo("stopped");
            assertThat(kept.path("text").asText()).isEqualTo(events.text()).hasSizeGreaterThanOrEqualTo(10);
            assertThat(stage.upstream().completions().getFirst().delivered()).startsWith(events.text());
        }
    }

    @Test
    void aStopClosesTheProvidersConnectionWithinASecond() {
        var taken = ada.ask(tale, ENDLESS);
        try (var events = ada.follow(taken)) {
            events.awaitText(3);
        }
        var call = stage.upstream().completions().getFirst();
        long stoppedAt = System.nanoTime();
        ada.stop(taken).expect(200);
        call.awaitClosedByClient(SECOND);
        assertThat(Duration.ofNanos(call.endedAt() - stoppedAt)).isLessThan(SECOND);
    }

    @Test
    void whatWasStoppedIsBilledByOurOwnCountAndMarkedSo() {
        var before = ada.balance();
        var taken = ada.ask(tale, ENDLESS);
        try (var events = ada.follow(taken)) {
            events.awaitText(20);
            ada.stop(taken).expect(200);
            events.toEnd();
            var usage = events.only("usage").data();
            assertThat(usage.path("estimated").asBoolean()).isTrue();
            assertThat(usage.path("output_tokens").asLong())
                    .isPositive()
                    .isLessThanOrEqualTo(events.text().length());
            var cost = new BigDecimal(usage.path("cost").asText());
            assertThat(cost).isPositive();
            assertThat(ada.balance()).isEqualByComparingTo(before.subtract(cost));
            assertThat(ada.entries(taken, "settle"))
                    .hasSize(1)
                    .allMatch(amount -> amount.negate().compareTo(cost) == 0);
        }
        ada.assertBooksClosed();
    }

    @Test
    void aStopBeforeTheFirstWordCostsNothing() {
        var before = ada.balance();
        var taken = ada.ask(tale, "a tale\n~first:60s");
        stage.upstream().awaitCompletion(1, Duration.ofSeconds(10));
        assertThat(ada.stop(taken).expect(200).text("state")).isEqualTo("stopped");
        assertThat(ada.balance()).isEqualByComparingTo(before);
        assertThat(ada.answer(taken).path("text").asText()).isEmpty();
        stage.upstream().completions().getFirst().awaitClosedByClient(SECOND);
        ada.assertBooksClosed();
    }

    @Test
    void aSecondStopChangesNothing() {
        var taken = ada.ask(tale, ENDLESS);
        try (var events = ada.follow(taken)) {
            events.awaitText(5);
            var first = ada.stop(taken).expect(200).json();
            assertThat(ada.stop(taken).expect(200).json()).isEqualTo(first);
            assertThat(Events.text(events.toEnd()))
                    .isEqualTo(ada.answer(taken).path("text").asText());
        }
    }

    @Test
    void aStopAfterTheEndChangesNothing() {
        var taken = ada.say(tale, "a tale");
        var before = ada.turn(taken);
        assertThat(ada.stop(taken).expect(200).json()).isEqualTo(before);
        assertThat(before.path("state").asText()).isEqualTo("completed");
        ada.assertBooksClosed();
    }

    @Test
    void aStrangerStopsNothing() {
        var taken = ada.ask(tale, "a tale\n~tokens:30~every:20ms");
        stage.eve().stop(taken).refused(404, "NOT_FOUND");
        assertThat(ada.end(taken)).isEqualTo("completed");
    }

    @Test
    void whoStoppedMayAskAgainAtOnce() {
        var taken = ada.ask(tale, ENDLESS);
        try (var events = ada.follow(taken)) {
            events.awaitText(5);
        }
        ada.stop(taken).expect(200);
        ada.say(tale, "something else");
        assertThat(ada.path(tale)).hasSize(4);
    }
}
