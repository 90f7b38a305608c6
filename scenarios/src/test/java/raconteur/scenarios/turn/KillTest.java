package raconteur.scenarios.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raconteur.bench.Behaviour;
import raconteur.scenarios.Json;
import raconteur.scenarios.Stage;

/** What is left of turns when the server is killed, and how it goes when it is asked to stop. */
class KillTest {
    private static final String ENDLESS = "a tale\n~tokens:3000~every:20ms";

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @BeforeAll
    static void set() {
        stage = Stage.with("DRAIN", "4s");
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @BeforeEach
    void forget() {
        stage.upstream().reset();
    }

    @Test
    void aKillInMidAnswerLosesNoQuestionNoMoneyAndNoTextThatWasSaved() throws InterruptedException {
        var ada = stage.ada();
        String tale = ada.conversation();
        ada.say(tale, "before\n~tokens:3");
        var taken = ada.ask(tale, ENDLESS);
        long seen;
        String saved;
        try (var events = ada.follow(taken)) {
            events.awaitText(20);
            saved = events.text();
            // so much later that it has been saved
            seen = events.awaitText(140).id();
            stage.server().kill();
            events.torn();
        }
        String delivered = stage.upstream().completions().getLast().delivered();

        stage.startAgain();
        ada = ada.at(stage.base());
        var turn = ada.turn(taken);
        assertThat(turn.path("state").asText()).isEqualTo("interrupted");
        assertThat(turn.path("error").path("code").asText()).isEqualTo("INTERRUPTED");
        assertThat(turn.path("error").path("retryable").asBoolean()).isTrue();
        var path = ada.path(tale);
        assertThat(path).hasSize(4);
        assertThat(path.get(2).path("text").asText()).isEqualTo(ENDLESS);
        assertThat(path.get(2).path("state").asText()).isEqualTo("complete");
        String kept = path.get(3).path("text").asText();
        assertThat(path.get(3).path("state").asText()).isEqualTo("interrupted");
        assertThat(delivered).startsWith(kept);
        assertThat(kept).startsWith(saved);
        assertThat(turn.path("usage").path("estimated").asBoolean()).isTrue();
        assertThat(ada.entries(taken, "settle")).hasSize(1).allMatch(amount -> amount.signum() < 0);
        ada.assertBooksClosed();

        try (var events = ada.follow(taken, seen)) {
            events.toEnd();
            assertThat(events.names()).containsExactly("resync", "done");
            assertThat(events.text()).isEqualTo(kept);
            assertThat(events.end()).isEqualTo("interrupted");
        }
        stage.upstream().next(Behaviour.of("~tokens:4~text:en"));
        var rest = ada.goOn(taken);
        assertThat(ada.end(rest)).isEqualTo("completed");
        assertThat(ada.answer(rest).path("text").asText())
                .isEqualTo(kept + Behaviour.of("~tokens:4~text:en").text());
        ada.assertBooksClosed();
        assertThat(stage.upstream().completions())
                .as("nothing is asked again by itself")
                .hasSize(3);
    }

    @Test
    void aKillBeforeTheFirstWordCostsNothingAndTheSameKeyFindsTheTurnAgain() throws InterruptedException {
        var ada = stage.ada();
        String tale = ada.conversation();
        var before = ada.balance();
        var wish = Json.of("text", "a tale\n~first:60s", "client_request_id", "once");
        var taken = ada.ask(tale, wish);
        stage.upstream().awaitCompletion(1, Duration.ofSeconds(20));
        stage.server().kill();
        stage.startAgain();
        ada = ada.at(stage.base());
        assertThat(ada.turn(taken).path("state").asText()).isEqualTo("interrupted");
        assertThat(ada.balance()).isEqualByComparingTo(before);
        ada.assertBooksClosed();
        assertThat(ada.ask(tale, wish).turn()).isEqualTo(taken.turn());
        assertThat(stage.upstream().completions()).hasSize(1);
        assertThat(ada.path(tale)).hasSize(2);
    }

    @Test
    void whatEndedBeforeAKillIsToldAsItWas() throws InterruptedException {
        var ada = stage.ada();
        String tale = ada.conversation();
        var taken = ada.say(tale, "a tale\n~tokens:30");
        var before = ada.turn(taken);
        var inspected = ada.get("/api/turns/" + taken.turn() + "/inspect").json();
        stage.server().kill();
        stage.startAgain();
        ada = ada.at(stage.base());
        assertThat(ada.turn(taken)).isEqualTo(before);
        assertThat(ada.get("/api/turns/" + taken.turn() + "/inspect").json()).isEqualTo(inspected);
        long last = before.path("last_event").asLong();
        ada.get("/api/turns/" + taken.turn() + "/events?after=" + last).expect(204);
        try (var events = ada.follow(taken, last - 2)) {
            assertThat(events.end()).isEqualTo("completed");
            assertThat(events.text()).isEqualTo(Behaviour.of("~tokens:30").text());
        }
    }

    @Test
    void aServerThatIsAskedToStopLetsAnswersFinishAndTakesNoNewOnes() throws Exception {
        var ada = stage.ada();
        String tale = ada.conversation();
        String other = ada.conversation();
        var taken = ada.ask(tale, "a tale\n~tokens:40~every:40ms");
        try (var events = ada.follow(taken)) {
            events.awaitText(3);
            var ended = CompletableFuture.supplyAsync(KillTest::terminate);
            stage.until("it is not ready", () -> ada.get("/readyz").status() == 503);
            var refused = ada.wish(other, Json.of("text", "x"));
            refused.refused(503, "STOPPING");
            assertThat(refused.header("retry-after")).matches("[1-9]\\d*");
            assertThat(events.end()).isEqualTo("completed");
            assertThat(events.text()).isEqualTo(Behaviour.of("~tokens:40").text());
            assertThat(ended.get()).isIn(0, 143);
        }
        stage.startAgain();
        var again = ada.at(stage.base());
        assertThat(again.turn(taken).path("state").asText()).isEqualTo("completed");
        assertThat(again.path(other)).isEmpty();
        again.assertBooksClosed();
    }

    private static int terminate() {
        try {
            return stage.server().terminate(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatRunsLongerThanTheServerWaitsIsInterruptedAndSettled() {
        var ada = stage.ada();
        String tale = ada.conversation();
        var taken = ada.ask(tale, ENDLESS);
        String told;
        try (var events = ada.follow(taken)) {
            events.awaitText(10);
            assertThat(terminate()).isIn(0, 143);
            assertThat(events.end()).isEqualTo("interrupted");
            assertThat(events.only("error").data().path("code").asText()).isEqualTo("INTERRUPTED");
            told = events.text();
        }
        stage.startAgain();
        ada = ada.at(stage.base());
        assertThat(ada.turn(taken).path("state").asText()).isEqualTo("interrupted");
        assertThat(ada.answer(taken).path("text").asText()).isEqualTo(told);
        assertThat(ada.entries(taken, "settle")).hasSize(1);
        ada.assertBooksClosed();
        assertThat(ada.events("/api/turns/" + taken.turn() + "/events", Map.of())
                        .end())
                .isEqualTo("interrupted");
    }
}
