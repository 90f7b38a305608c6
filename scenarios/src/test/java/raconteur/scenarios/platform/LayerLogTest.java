package raconteur.scenarios.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Reply;
import raconteur.scenarios.Stage;

/** What the log tells of a request, in every layer that it went through, joined by its trace id. */
class LayerLogTest {
    private static final String CANARY = "CANARY7f3a9c";

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person ada;

    @BeforeAll
    static void set() {
        stage = Stage.with("LOG_LEVEL", "info", "LOG_FORMAT", "json");
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

    private static List<JsonNode> lines() {
        try {
            return stage.server().log().lines().map(Json::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String trace(Reply reply) {
        return reply.header("trace-id");
    }

    /** The lines of a layer about a request. */
    private static List<JsonNode> lines(String layer, String trace) {
        return lines().stream()
                .filter(line -> line.path("layer").asText().equals(layer))
                .filter(line -> line.path("trace_id").asText().equals(trace))
                .toList();
    }

    private static JsonNode edge(Reply reply) {
        stage.until("the line of the edge", () -> !lines("edge", trace(reply)).isEmpty());
        var lines = lines("edge", trace(reply));
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private static List<String> business(Reply reply) {
        return lines("business", trace(reply)).stream()
                .map(line -> line.path("message").asText())
                .toList();
    }

    private String account() {
        return ada.get("/api/me").expect(200).text("id");
    }

    @Test
    void everyLayerTellsOfATurnUnderTheTraceOfItsRequest() {
        String tale = ada.conversation();
        var taken = ada.say(tale, Json.of("text", CANARY + " and more\n~tokens:3", "model", "fake/bench"));
        var account = account();

        var edge = edge(taken.reply());
        assertThat(edge.path("message").asText())
                .startsWith("POST /api/conversations/" + tale + "/turns {")
                .contains("text: (", "model: fake/bench")
                .containsPattern(" 202 \\d+ms$");
        assertThat(edge.path("account").asText()).isEqualTo(account);
        var told = business(taken.reply());
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).startsWith("Taken: surface=conversation model=fake/bench");
        assertThat(told.getLast()).contains("Ended:", "state=completed", "calls=1");
        assertThat(lines("business", trace(taken.reply()))).allSatisfy(line -> {
            assertThat(line.path("account").asText()).isEqualTo(account);
            assertThat(line.path("turn").asText()).isEqualTo(taken.turn());
        });
    }

    @Test
    void aRefusalIsToldWithItsReasonByTheFeatureAndWithItsCodeAtTheEdge() {
        var refused = ada.wish(ada.conversation(), Json.of("text", "hello", "model", "nobody/there"));
        refused.refused(422, "INVALID_REQUEST");

        assertThat(edge(refused).path("message").asText()).containsPattern(" 422 INVALID_REQUEST \\d+ms$");
        assertThat(business(refused)).singleElement().asString().startsWith("Refused: INVALID_REQUEST: model");
        assertThat(lines("business", trace(refused)).getFirst().path("account").asText())
                .isEqualTo(account());
        var stranger = stage.nobody().get("/api/me");
        stranger.expect(401);
        assertThat(edge(stranger).path("message").asText()).startsWith("GET /api/me 401 UNAUTHENTICATED");
        assertThat(edge(stranger).has("account")).isFalse();
    }

    @Test
    void aStopAndADeletionAreToldAsDecisions() {
        String tale = ada.conversation();
        var taken = ada.ask(tale, "a tale\n~first:60s");
        var stopped = ada.stop(taken).expect(200);
        var deleted = ada.delete("/api/conversations/" + tale).expect(204);

        edge(deleted);
        assertThat(business(stopped)).containsExactly("Asked to stop: turn=" + taken.turn());
        assertThat(business(taken.reply()).getLast()).contains("state=stopped");
        assertThat(business(deleted)).containsExactly("Deleted: conversation=" + tale + " purged=false");
    }

    @Test
    void noSecretAndNothingThatWasSaidIsInAnyLine() throws IOException {
        String tale = ada.conversation(Json.of("title", CANARY, "system", CANARY + " system"));
        ada.say(tale, CANARY + " text\n~tokens:3");
        ada.get("/api/conversations?q=" + CANARY + "&limit=5").expect(200);
        ada.get("/api/conversations?" + CANARY).expect(200);
        ada.patch("/api/conversations/" + tale, Json.of("title", CANARY + " again"));
        ada.put("/api/me/providers/fake", Json.of("key", "sk-" + CANARY + "0123456789"));
        ada.post("/api/me/password", Json.of("old_password", CANARY + "old", "new_password", CANARY + "new"));
        ada.send(
                "GET", "/api/me?token=" + CANARY + "&key=" + CANARY, null, Map.of("Authorization", "Bearer " + CANARY));
        stage.nobody().send("GET", "/api/me", null, Map.of("Cookie", "raconteur=" + CANARY));
        stage.nobody().post("/api/login", Json.of("username", CANARY, "password", CANARY));
        stage.nobody().post("/api/logout", Json.of("token", CANARY));
        stage.nobody().post("/api/token/refresh", Json.of("refresh_token", "rr_" + CANARY));
        stage.nobody().raw("POST", "/api/login", "{\"username\": \"" + CANARY, "application/json", Map.of());
        var last = stage.nobody().get("/api/me");

        edge(last);
        assertThat(stage.server().log())
                .doesNotContain(CANARY)
                .doesNotContain(Person.PASSWORD)
                .doesNotContain(ada.token());
        assertThat(stage.server().log()).contains("q=(12)&limit=5", "password: ***");
    }

    @Test
    void whoeverWantsTextsInTheLogGetsThemButNoSecrets() throws IOException {
        try (var open = Stage.with("LOG_LEVEL", "info", "LOG_CONTENT", "true")) {
            var eve = open.eve();
            eve.say(eve.conversation(), "in the open\n~tokens:3");
            open.until("the line of the edge", () -> logged(open).contains("in the open"));
            assertThat(logged(open)).doesNotContain(Person.PASSWORD).doesNotContain(eve.token());
        }
    }

    private static String logged(Stage stage) {
        try {
            return stage.server().log();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
