package raconteur.scenarios.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import raconteur.bench.Behaviour;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Reply;
import raconteur.scenarios.Stage;

/** The same request twice is one turn, asked of the provider once and paid for once. */
@ExtendWith(Stage.Shared.class)
class IdempotencyTest {
    private final Stage stage;
    private final Person ada;
    private String tale = "";

    IdempotencyTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
    }

    @BeforeEach
    void open() {
        tale = ada.conversation();
    }

    private Reply ask(JsonNode wish, String key) {
        return ada.send("POST", "/api/conversations/" + tale + "/turns", wish, Map.of("Idempotency-Key", key));
    }

    private void assertOnce(String turn) {
        assertThat(stage.upstream().completions()).hasSize(1);
        assertThat(ada.path(tale)).hasSize(2);
        assertThat(ada.ledger().stream()
                        .filter(entry -> entry.path("turn_id").asText().equals(turn)))
                .hasSize(3);
        ada.assertBooksClosed();
    }

    @Test
    void theSameKeyGivesTheFirstAnswerAgain() {
        var wish = Json.of("text", "a tale\n~tokens:5");
        var first = ask(wish, "k1").expect(202);
        stage.until(
                "it has ended",
                () -> ada.get("/api/turns/" + first.text("turn_id"))
                        .text("state")
                        .equals("completed"));
        var again = ask(wish, "k1").expect(202);
        assertThat(again.json()).isEqualTo(first.json());
        assertOnce(first.text("turn_id"));
    }

    @Test
    void theSameKeyWhileItRunsGivesTheSameTurnAtOnce() {
        var wish = Json.of("text", "a tale\n~tokens:40~every:25ms");
        var first = ask(wish, "k2").expect(202);
        var again = ask(wish, "k2").expect(202);
        assertThat(again.json()).isEqualTo(first.json());
        try (var events = ada.events(first.text("events"), Map.of())) {
            assertThat(events.end()).isEqualTo("completed");
        }
        assertOnce(first.text("turn_id"));
    }

    @Test
    void aStreamThatBrokeIsAskedForAgainUnderItsKey() {
        var wish = Json.of("text", "a tale\n~tokens:40~every:25ms", "client_request_id", "k3");
        String turn;
        try (var events = ada.stream(tale, wish)) {
            turn = events.header("Raconteur-Turn");
            events.awaitText(5);
        }
        try (var again = ada.stream(tale, wish)) {
            assertThat(again.header("Raconteur-Turn")).isEqualTo(turn);
            assertThat(again.end()).isEqualTo("completed");
            assertThat(again.text()).isEqualTo(Behaviour.of("~tokens:40").text());
        }
        assertOnce(turn);
    }

    @Test
    void twentyAtOnceAreOneTurn() throws Exception {
        var wish = Json.of("text", "a tale\n~tokens:10~every:10ms");
        var start = new CountDownLatch(1);
        var replies = new ArrayList<Future<Reply>>();
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                replies.add(crowd.submit(() -> {
                    start.await();
                    return ask(wish, "k4");
                }));
            }
            start.countDown();
        }
        var turns = new ArrayList<String>();
        for (var reply : replies) {
            turns.add(reply.get().expect(202).text("turn_id"));
        }
        assertThat(turns.stream().distinct()).hasSize(1);
        try (var events = ada.events("/api/turns/" + turns.getFirst() + "/events", Map.of())) {
            assertThat(events.end()).isEqualTo("completed");
        }
        assertOnce(turns.getFirst());
    }

    @Test
    void anotherRequestUnderAUsedKeyIsRefusedAndDoesNothing() {
        var first = ask(Json.of("text", "a tale\n~tokens:2"), "k5").expect(202);
        ask(Json.of("text", "another tale"), "k5").refused(422, "IDEMPOTENCY_MISMATCH");
        String turn = first.text("turn_id");
        stage.until(
                "it has ended",
                () -> ada.get("/api/turns/" + turn).text("state").equals("completed"));
        assertOnce(turn);
    }

    @Test
    void theKeyInTheBodyCountsAsTheOneInTheHeader() {
        var first = ada.say(tale, Json.of("text", "a tale", "client_request_id", "k6"));
        assertThat(ada.ask(tale, Json.of("text", "a tale", "client_request_id", "k6"))
                        .turn())
                .isEqualTo(first.turn());
        ada.wish(tale, Json.of("text", "another", "client_request_id", "k6")).refused(422, "IDEMPOTENCY_MISMATCH");
        assertOnce(first.turn());
    }

    @Test
    void theKeyOfAnotherAccountIsAnotherKey() {
        var eve = stage.eve();
        String hers = eve.conversation();
        var mine = ada.say(tale, Json.of("text", "a tale", "client_request_id", "k7"));
        var other = eve.say(hers, Json.of("text", "hers", "client_request_id", "k7"));
        assertThat(other.turn()).isNotEqualTo(mine.turn());
        assertThat(eve.texts(hers).getFirst()).isEqualTo("hers");
        assertThat(stage.upstream().completions()).hasSize(2);
    }

    @Test
    void withoutAKeyTheSameWordsAreAskedTwice() {
        ada.say(tale, "again\n~tokens:2");
        ada.say(tale, "again\n~tokens:2");
        assertThat(ada.path(tale)).hasSize(4);
    }

    @Test
    void aRefusedRequestDoesNotUseUpItsKey() {
        ask(Json.of("text", "a tale", "model", "nothing"), "k8").refused(422, "INVALID_REQUEST");
        ask(Json.of("text", "a tale"), "k8").expect(202);
    }

    @Test
    void aContinuationIsStartedOnceUnderItsKey() {
        var broken = ada.ask(tale, "a tale\n~tokens:10~fault:U05@5");
        assertThat(ada.end(broken)).isEqualTo("interrupted");
        var turns = Stream.generate(() -> ada.send(
                                "POST",
                                "/api/turns/" + broken.turn() + "/continue",
                                null,
                                Map.of("Idempotency-Key", "k9"))
                        .expect(202)
                        .text("turn_id"))
                .limit(3)
                .toList();
        assertThat(turns.stream().distinct()).hasSize(1);
        assertThat(stage.upstream().completions()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        ask(Json.of("text", "a tale"), "k".repeat(201)).refused(422, "INVALID_REQUEST");
        assertThat(ada.path(tale)).isEmpty();
    }
}
