package raconteur.scenarios.simple;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** Contract §4 over HTTP: the calls, their eight parameters and what they answer. */
class SimpleChatTest {
    private static final String SHORT = "\n~tokens:3";

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person ada;

    @BeforeAll
    static void set() {
        stage = Stage.with("SESSION_MAX_TABS", "0");
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @BeforeEach
    void open() {
        stage.upstream().reset();
        ada = stage.ada();
    }

    private JsonNode ask(Object... membersAndValues) {
        return ada.post("/api/chat", Json.of(membersAndValues)).expect(200).json();
    }

    private static JsonNode sent() {
        return stage.upstream().completions().getLast().body();
    }

    @Test
    void aQuestionOpensATabAndIsAnsweredWhole() {
        var answer = ask("input", "a tale" + SHORT);

        assertThat(answer.path("status").asInt(-1)).isZero();
        assertThat(answer.path("output").asText()).isNotBlank();
        assertThat(answer.path("model").asText()).isEqualTo("fake/bench");
        assertThat(answer.path("usage").path("output_tokens").asLong()).isPositive();
        assertThat(Instant.parse(answer.path("created_at").asText())).isNotNull();
        String tab = answer.path("chat_session_id").asText();
        var path = ada.path(tab);
        assertThat(path).hasSize(2);
        assertThat(path.getLast().path("id")).isEqualTo(answer.path("id"));
        assertThat(path.getLast().path("text")).isEqualTo(answer.path("output"));
        assertThat(path.getLast().path("turn_id")).isEqualTo(answer.path("turn_id"));
        ada.assertBooksClosed();
    }

    @Test
    void whatIsNotSaidHasTheValuesOfTheContract() {
        ask("input", "a tale" + SHORT);

        var sent = sent();
        assertThat(sent.path("temperature").asDouble(-1)).isEqualTo(1.0);
        assertThat(sent.path("top_p").asDouble(-1)).isEqualTo(1.0);
        assertThat(sent.path("presence_penalty").asDouble(-1)).isZero();
        assertThat(sent.path("frequency_penalty").asDouble(-1)).isZero();
        assertThat(sent.path("max_tokens")
                        .asInt(sent.path("max_completion_tokens").asInt()))
                .isEqualTo(1024);
        assertThat(sent.has("stop")).isFalse();
        assertThat(sent.path("model").asText()).isEqualTo("bench");
    }

    @Test
    void everyParameterReachesTheModel() {
        ask(
                "input",
                "a tale" + SHORT,
                "temperature",
                0.25,
                "max_length",
                77,
                "top_p",
                0.5,
                "presence_penalty",
                1.5,
                "frequency_penalty",
                -1.5,
                "stop_sequence",
                "THE END",
                "model",
                "fake/free");

        var sent = sent();
        assertThat(sent.path("temperature").asDouble()).isEqualTo(0.25);
        assertThat(sent.path("top_p").asDouble()).isEqualTo(0.5);
        assertThat(sent.path("presence_penalty").asDouble()).isEqualTo(1.5);
        assertThat(sent.path("frequency_penalty").asDouble()).isEqualTo(-1.5);
        assertThat(sent.path("max_tokens")
                        .asInt(sent.path("max_completion_tokens").asInt()))
                .isEqualTo(77);
        assertThat(Json.read(sent.path("stop").toString())).isEqualTo(Json.read("[\"THE END\"]"));
        assertThat(sent.path("model").asText()).isEqualTo("free");
    }

    @Test
    void partsAreSaidAsOneTextAndAnEmptyStopSequenceStopsNowhere() {
        ask(
                "input",
                List.of(Json.of("type", "text", "text", "one"), Json.of("type", "text", "text", "two" + SHORT)),
                "stop_sequence",
                "");

        assertThat(sent().path("messages").path(0).path("content").asText()).isEqualTo("one\n\ntwo" + SHORT);
        assertThat(sent().has("stop")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"input\":null}",
                "{\"input\":\"\"}",
                "{\"input\":[]}",
                "{\"input\":[null]}",
                "{\"input\":{\"text\":\"x\"}}",
                "{\"input\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:x\"}}]}",
                "{\"input\":\"x\",\"temperature\":1.01}",
                "{\"input\":\"x\",\"temperature\":-0.1}",
                "{\"input\":\"x\",\"max_length\":0}",
                "{\"input\":\"x\",\"top_p\":2}",
                "{\"input\":\"x\",\"presence_penalty\":2.5}",
                "{\"input\":\"x\",\"frequency_penalty\":-2.5}",
                "{\"input\":\"x\",\"model\":\"nobody/nothing\"}",
                "{\"input\":\"x\",\"preset_id\":\"01900000-0000-7000-8000-000000000000\"}"
            })
    void whatDoesNotFitIsRefusedInWordsAndLeavesNothing(String body) {
        var refused =
                ada.raw("POST", "/api/chat", body, "application/json", Map.of()).refused(422, "INVALID_REQUEST");

        assertThat(refused.path("status").asInt()).isNotZero();
        assertThat(refused.path("message").asText()).isNotBlank();
        assertThat(refused.path("errors")).isNotEmpty();
        assertThat(Json.items(ada.get("/api/conversations").json())).isEmpty();
        assertThat(ada.post("/api/fetch_chat_history", Json.of()).json().path("sessions"))
                .isEmpty();
        assertThat(stage.upstream().completions()).isEmpty();
    }

    @Test
    void aFollowingQuestionKnowsWhatWasSaidInItsTabAlone() {
        var first = ask("input", "one" + SHORT);
        ask("input", "elsewhere" + SHORT);

        var second = ask(
                "input",
                "two" + SHORT,
                "chat_session_id",
                first.path("chat_session_id").asText());

        assertThat(second.path("chat_session_id")).isEqualTo(first.path("chat_session_id"));
        assertThat(Json.each(sent().path("messages"), "role")).containsExactly("user", "assistant", "user");
        assertThat(Json.each(sent().path("messages"), "content")).noneMatch(text -> text.contains("elsewhere"));
    }

    @Test
    void theConversationOfTheSignInIsATabToAskIn() {
        var session = stage.nobody()
                .post("/api/login", Json.of("username", ada.name(), "password", Person.PASSWORD))
                .expect(200)
                .json();

        assertThat(session.path("status").asInt(-1)).isZero();
        assertThat(session.path("message").asText()).isEqualTo("Login successful.");
        String page = session.path("conversation_id").asText();
        assertThat(ask("input", "x" + SHORT, "chat_session_id", page)
                        .path("chat_session_id")
                        .asText())
                .isEqualTo(page);
    }

    @Test
    void itCanBeStreamedLikeEveryTurn() {
        try (var events = ada.stream("POST", "/api/chat", Json.of("input", "a tale" + SHORT), Map.of())) {
            assertThat(events.end()).isEqualTo("completed");
            assertThat(events.header("raconteur-turn")).isNotBlank();
            var turn = events.toEnd().getFirst();
            assertThat(turn.name()).isEqualTo("turn");
            var tab = turn.data().path("conversation_id").asText();
            assertThat(ada.path(tab).getLast().path("text").asText()).isEqualTo(events.text());
        }
    }

    @Test
    void theHistoryIsThatOfAllOpenTabsOrOfOne() {
        var one = ask("input", "one" + SHORT);
        var two = ask("input", "two" + SHORT);
        ask(
                "input",
                "three" + SHORT,
                "chat_session_id",
                two.path("chat_session_id").asText());

        var all = ada.post("/api/fetch_chat_history", Json.of()).expect(200).json();
        assertThat(all.path("status").asInt(-1)).isZero();
        assertThat(Json.each(all.path("sessions"), "chat_session_id"))
                .containsExactly(
                        one.path("chat_session_id").asText(),
                        two.path("chat_session_id").asText());
        var messages = all.path("sessions").path(1).path("messages");
        assertThat(Json.each(messages, "role")).containsExactly("user", "assistant", "user", "assistant");
        assertThat(messages.path(1).path("content")).isEqualTo(two.path("output"));
        assertThat(Json.each(messages, "created_at")).allSatisfy(Instant::parse);

        var cut = ada.post(
                        "/api/fetch_chat_history",
                        Json.of(
                                "chat_session_id",
                                two.path("chat_session_id").asText(),
                                "before",
                                messages.path(3).path("id").asText(),
                                "limit",
                                2))
                .expect(200)
                .json();
        assertThat(Json.each(cut.path("sessions").path(0).path("messages"), "id"))
                .containsExactly(
                        messages.path(1).path("id").asText(),
                        messages.path(2).path("id").asText());
        ada.post(
                        "/api/fetch_chat_history",
                        Json.of("before", messages.path(3).path("id").asText()))
                .refused(422, "INVALID_REQUEST");
    }

    @Test
    void aRemovedTabIsGone() {
        String tab = ask("input", "one" + SHORT).path("chat_session_id").asText();

        assertThat(ada.delete("/api/chat/" + tab)
                        .expect(200)
                        .json()
                        .path("status")
                        .asInt(-1))
                .isZero();

        ada.delete("/api/chat/" + tab).refused(404, "NOT_FOUND");
        ada.post("/api/chat", Json.of("input", "x", "chat_session_id", tab)).refused(404, "NOT_FOUND");
        assertThat(ada.post("/api/fetch_chat_history", Json.of()).json().path("sessions"))
                .isEmpty();
    }

    @Test
    void nothingOfAnothersCanBeReadAskedInOrRemoved() {
        String tab = ask("input", "a rosebud" + SHORT).path("chat_session_id").asText();
        var eve = stage.eve();

        eve.post("/api/chat", Json.of("input", "x", "chat_session_id", tab)).refused(404, "NOT_FOUND");
        eve.post("/api/fetch_chat_history", Json.of("chat_session_id", tab)).refused(404, "NOT_FOUND");
        eve.delete("/api/chat/" + tab).refused(404, "NOT_FOUND");

        assertThat(eve.post("/api/fetch_chat_history", Json.of()).json().path("sessions"))
                .isEmpty();
        assertThat(ada.path(tab)).hasSize(2);
        assertThat(stage.upstream().completions()).hasSize(1);
    }

    @Test
    void theSameRequestAgainIsTheSameAnswerAndOneTab() {
        var body = Json.of("input", "once" + SHORT);
        var key = Map.of("Idempotency-Key", "mine");
        var first = ada.send("POST", "/api/chat", body, key).expect(200).json();

        var again = ada.send("POST", "/api/chat", body, key).expect(200).json();

        assertThat(again).isEqualTo(first);
        assertThat(stage.upstream().completions()).hasSize(1);
        assertThat(ada.post("/api/fetch_chat_history", Json.of()).json().path("sessions"))
                .hasSize(1);
        ada.send("POST", "/api/chat", Json.of("input", "another"), key).refused(422, "IDEMPOTENCY_MISMATCH");
    }

    @Test
    void theSameRequestWhileItRunsNamesTheTurn() {
        var body = Json.of("input", "slow\n~first:60s", "client_request_id", "mine");
        try (var events = ada.stream("POST", "/api/chat", body, Map.of())) {
            var turn = events.await("turn").data().path("turn_id").asText();

            var refused = ada.post("/api/chat", body).refused(409, "TURN_RUNNING");

            assertThat(refused.path("turn_id").asText()).isEqualTo(turn);
            ada.delete("/api/turns/" + turn).expect(200);
        }
    }

    @Test
    void aFailureIsToldInTheFormThatOldClientsTest() {
        var refused =
                ada.post("/api/chat", Json.of("input", "x\n~fault:U10.400")).json();

        assertThat(refused.path("status").asInt()).isBetween(400, 599);
        assertThat(refused.path("message").asText()).isNotBlank();
        assertThat(refused.path("turn_id").asText()).isNotBlank();
        assertThat(refused.path("chat_session_id").asText()).isNotBlank();
        ada.assertBooksClosed();
    }

    @Test
    void anAnswerThatSomebodyStopsIsWhatWasSaidSoFar() throws Exception {
        var answer = CompletableFuture.supplyAsync(
                () -> ada.post("/api/chat", Json.of("input", "long\n~tokens:2000~every:20ms")));
        stage.upstream().awaitCompletion(1, Duration.ofSeconds(10));
        stage.until(
                "a running turn",
                () -> ada.get("/api/conversations").json().findValues("running_turn_id").stream()
                        .anyMatch(JsonNode::isTextual));
        var turn = ada.get("/api/conversations")
                .json()
                .findValues("running_turn_id")
                .getFirst();

        ada.delete("/api/turns/" + turn.asText()).expect(200);

        var reply = answer.get(20, TimeUnit.SECONDS).expect(200).json();
        assertThat(reply.path("turn_id")).isEqualTo(turn);
    }

    @Test
    void olderClientsFindEverythingAtTheirAddresses() {
        var session = stage.nobody()
                .post("/login", Json.of("username", ada.name(), "password", Person.PASSWORD))
                .expect(200);
        assertThat(session.header("cache-control")).isEqualTo("no-store");
        var person = stage.holder(ada.name(), session.text("token"));

        var answer =
                person.post("/chat", Json.of("input", "x" + SHORT)).expect(200).json();
        assertThat(answer.path("output").asText()).isNotBlank();
        assertThat(person.post("/fetch_chat_history", Json.of())
                        .expect(200)
                        .json()
                        .path("sessions"))
                .hasSize(1);
        var done = stage.nobody()
                .post("/logout", Json.of("token", session.text("token")))
                .expect(200)
                .json();
        assertThat(done).isEqualTo(Json.read("{\"status\":0,\"message\":\"Logout successful.\"}"));
        person.get("/api/me").refused(401, "UNAUTHENTICATED");
        stage.nobody().get("/chat").refused(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void aHeartbeatIsAnsweredWithItsStatusAlone() {
        assertThat(ada.post("/api/heartbeat", null).expect(200).json()).isEqualTo(Json.read("{\"status\":0}"));
        stage.nobody().post("/api/heartbeat", null).refused(401, "UNAUTHENTICATED");
    }
}
