package raconteur.scenarios.simple;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** Presets: own and shared, and what using one does. */
class PresetTest {
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

    private static JsonNode preset(Person person, Object... membersAndValues) {
        return person.post("/api/presets", Json.of(membersAndValues))
                .expect(201)
                .json();
    }

    private JsonNode host() {
        return preset(ada, "title", "The host", "prompt", "You are my host." + SHORT);
    }

    private static JsonNode sent(int nth) {
        return stage.upstream().completions().get(nth).body();
    }

    @Test
    void presetsAreMadeListedChangedDeletedAndBroughtBack() {
        var made = preset(
                ada,
                "title",
                "说书人",
                "prompt",
                "讲一个故事。",
                "auto_send",
                false,
                "model",
                "fake/free",
                "parameters",
                Json.of("temperature", 0.5));
        String at = "/api/presets/" + made.path("id").asText();
        assertThat(made.path("shared").asBoolean(true)).isFalse();
        assertThat(ada.get(at).expect(200).json()).isEqualTo(made);
        assertThat(Json.items(ada.get("/api/presets").json())).containsExactly(made);

        var changed = ada.patch(at, Json.of("title", "Another", "version", 1))
                .expect(200)
                .json();
        assertThat(changed.path("title").asText()).isEqualTo("Another");
        assertThat(changed.path("prompt")).isEqualTo(made.path("prompt"));
        assertThat(changed.path("auto_send").asBoolean(true)).isFalse();
        assertThat(changed.path("version").asInt()).isEqualTo(2);
        ada.patch(at, Json.of("title", "Late", "version", 1)).refused(409, "VERSION_CONFLICT");
        ada.send("PATCH", at, Json.of("title", "Late"), Map.of("If-Match", "\"1\""))
                .refused(409, "VERSION_CONFLICT");

        ada.delete(at).expect(204);
        ada.get(at).refused(404, "NOT_FOUND");
        assertThat(Json.items(ada.get("/api/presets").json())).isEmpty();
        assertThat(ada.post(at + "/restore", null).expect(200).json()).isEqualTo(changed);
        ada.delete(at + "?purge=true").expect(204);
        ada.post(at + "/restore", null).refused(404, "NOT_FOUND");
    }

    @Test
    void everybodyUsesSharedOnesAndOperatorsAloneTouchThem() {
        var grace = stage.grace();
        ada.post("/api/presets", Json.of("title", "x", "prompt", "y", "shared", true))
                .refused(403, "FORBIDDEN");
        var shared = preset(grace, "title", "For all", "prompt", "Tell." + SHORT, "shared", true);
        String at = "/api/presets/" + shared.path("id").asText();
        try {
            assertThat(Json.items(ada.get("/api/presets").json())).contains(shared);
            assertThat(ada.get(at).expect(200).json()).isEqualTo(shared);
            ada.patch(at, Json.of("title", "Mine")).refused(403, "FORBIDDEN");
            ada.delete(at).refused(403, "FORBIDDEN");
            ada.delete(at + "?purge=true").refused(403, "FORBIDDEN");

            ada.say(ada.conversation(), Json.of("preset_id", shared.path("id").asText()));
            grace.patch(at, Json.of("title", "For everybody")).expect(200);
            grace.delete(at).expect(204);
            ada.get(at).refused(404, "NOT_FOUND");
            ada.post(at + "/restore", null).refused(403, "FORBIDDEN");
            grace.post(at + "/restore", null).expect(200);
        } finally {
            grace.delete(at + "?purge=true");
        }
    }

    @Test
    void nobodyElseSeesOrUsesMine() {
        var mine = preset(ada, "title", "A rosebud", "prompt", "Psst.");
        String id = mine.path("id").asText();
        var eve = stage.eve();

        assertThat(Json.items(eve.get("/api/presets").json())).doesNotContain(mine);
        eve.get("/api/presets/" + id).refused(404, "NOT_FOUND");
        eve.patch("/api/presets/" + id, Json.of("title", "x")).refused(404, "NOT_FOUND");
        eve.delete("/api/presets/" + id).refused(404, "NOT_FOUND");
        eve.wish(eve.conversation(), Json.of("preset_id", id)).refused(422, "INVALID_REQUEST");
        eve.post("/api/conversations", Json.of("preset_id", id)).refused(422, "INVALID_REQUEST");
        eve.post("/api/chat", Json.of("input", "x", "preset_id", id)).refused(422, "INVALID_REQUEST");
        ada.delete("/api/presets/" + id).expect(204);
        eve.post("/api/presets/" + id + "/restore", null).refused(404, "NOT_FOUND");
    }

    @Test
    void usingOneSendsItsPromptAndNamesTheConversation() {
        var host = preset(
                ada,
                "title",
                "The host",
                "prompt",
                "You are my host." + SHORT,
                "model",
                "fake/free",
                "parameters",
                Json.of("temperature", 0.5));
        String tale = ada.conversation();

        ada.say(tale, Json.of("preset_id", host.path("id").asText()));

        var conversation = ada.get("/api/conversations/" + tale).json();
        assertThat(conversation.path("title").asText()).isEqualTo("The host");
        assertThat(conversation.path("preset_id")).isEqualTo(host.path("id"));
        assertThat(ada.texts(tale).getFirst()).isEqualTo("You are my host." + SHORT);
        ada.say(tale, "and then?" + SHORT);
        for (int turn = 0; turn < 2; turn++) {
            assertThat(sent(turn).path("model").asText()).isEqualTo("free");
            assertThat(sent(turn).path("temperature").asDouble()).isEqualTo(0.5);
        }
        ada.say(tale, Json.of("text", "x" + SHORT, "model", "fake/bench"));
        assertThat(sent(2).path("model").asText()).isEqualTo("bench");
    }

    @Test
    void aPromptMayBeChangedBeforeItIsSent() {
        var host = host();
        String tale = ada.conversation(Json.of("preset_id", host.path("id").asText()));
        assertThat(ada.get("/api/conversations/" + tale).json().path("title").asText())
                .isEqualTo("The host");

        ada.say(tale, Json.of("preset_id", host.path("id").asText(), "text", "You are my guest." + SHORT));

        assertThat(ada.texts(tale).getFirst()).startsWith("You are my guest.");
        assertThat(ada.get("/api/conversations/" + tale).json().path("title").asText())
                .isEqualTo("The host");
    }

    @Test
    void theFirstQuestionOfATabSendsItsPresetFirstAsATurnOfItsOwn() {
        var host = host();

        var answer = ada.post(
                        "/api/chat",
                        Json.of(
                                "input",
                                "a tale" + SHORT,
                                "preset_id",
                                host.path("id").asText(),
                                "max_length",
                                99))
                .expect(200)
                .json();

        String tab = answer.path("chat_session_id").asText();
        assertThat(ada.get("/api/conversations/" + tab).json().path("title").asText())
                .isEqualTo("The host");
        var path = ada.path(tab);
        assertThat(path).hasSize(4);
        assertThat(path.get(0).path("text").asText()).startsWith("You are my host.");
        assertThat(path.get(1).path("state").asText()).isEqualTo("complete");
        assertThat(path.get(2).path("text").asText()).startsWith("a tale");
        assertThat(path.get(3).path("text")).isEqualTo(answer.path("output"));
        assertThat(path.get(1).path("turn_id")).isNotEqualTo(path.get(3).path("turn_id"));
        assertThat(sent(1).path("messages")).hasSize(3);
        assertThat(ada.ledger().stream()
                        .filter(entry -> entry.path("kind").asText().equals("settle")))
                .hasSize(2);
        ada.assertBooksClosed();
    }

    @Test
    void aTabThatHasBegunKeepsItsPreset() {
        String host = host().path("id").asText();
        String other = preset(ada, "title", "Another", "prompt", "x").path("id").asText();
        String tab = ada.post("/api/chat", Json.of("input", "x" + SHORT, "preset_id", host))
                .expect(200)
                .text("chat_session_id");

        ada.post("/api/chat", Json.of("input", "y" + SHORT, "preset_id", host, "chat_session_id", tab))
                .expect(200);
        ada.post("/api/chat", Json.of("input", "z", "preset_id", other, "chat_session_id", tab))
                .refused(422, "INVALID_REQUEST");

        assertThat(ada.path(tab)).hasSize(6);
    }

    @Test
    void theSameRequestAgainSendsNeitherThePresetNorTheQuestionTwice() {
        var body = Json.of("input", "x" + SHORT, "preset_id", host().path("id").asText(), "client_request_id", "mine");

        var first = ada.post("/api/chat", body).expect(200).json();
        var again = ada.post("/api/chat", body).expect(200).json();

        assertThat(again).isEqualTo(first);
        assertThat(stage.upstream().completions()).hasSize(2);
        assertThat(Json.items(ada.get("/api/conversations").json())).hasSize(1);
    }

    @Test
    void aRepeatedRequestGoesOnAfterThePresetThatItHadSent() {
        var host = preset(ada, "title", "Host", "prompt", "You host.\n~tokens:3~fault:U10.400");
        var body = Json.of("input", "x" + SHORT, "preset_id", host.path("id").asText(), "client_request_id", "mine");

        var failed = ada.post("/api/chat", body);
        assertThat(failed.status()).isGreaterThanOrEqualTo(400);
        assertThat(failed.text("chat_session_id")).isNotBlank();
        ada.post("/api/chat", body).expect(failed.status());

        assertThat(stage.upstream().completions()).hasSize(1);
        assertThat(Json.items(ada.get("/api/conversations").json())).hasSize(1);
    }

    @Test
    void deletedWithTheAccountItIsGone() {
        host();
        ada.send("DELETE", "/api/me", Json.of("password", Person.PASSWORD), Map.of())
                .expect(204);
        try (var database = stage.database();
                var query = database.prepareStatement("select count(*) from preset where account_id is not null"
                        + " and account_id not in (select id from account)");
                var rows = query.executeQuery()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isZero();
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }
}
