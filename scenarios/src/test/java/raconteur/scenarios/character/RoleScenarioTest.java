package raconteur.scenarios.character;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** Characters that are called by name, over HTTP. */
@ExtendWith(Stage.Shared.class)
class RoleScenarioTest {
    private static final String ISOLDE = "/api/chat/Isolde/messages";

    private final Stage stage;
    private final Person ada;

    RoleScenarioTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
    }

    private static String isolde(Person owner) {
        var card = Json.of(
                "name", "Isolde",
                "description", "{{char}} keeps the lighthouse.",
                "personality", "",
                "scenario", "",
                "first_mes", "Ahoy, {{user}}.",
                "mes_example", "");
        return Json.items(owner.post("/api/characters/import", card).expect(200).json())
                .getFirst()
                .path("character_id")
                .asText();
    }

    private static List<String> said(JsonNode reply) {
        return reply.path("messages")
                .valueStream()
                .map(message -> message.path("content").asText())
                .toList();
    }

    @Test
    void whatIsSaidToANameIsAnsweredAndRead() {
        var id = isolde(ada);
        var reply = ada.post(ISOLDE, Json.of("content", "Hello.\n~tokens:3"))
                .expect(200)
                .json();

        assertThat(reply.path("reply").asText()).isNotEmpty();
        assertThat(reply.path("character_id").asText()).isEqualTo(id);
        var messages = ada.get("/api/chat/" + id + "/messages").expect(200).json();
        assertThat(said(messages)).hasSize(3).startsWith("Ahoy, " + ada.name() + ".");
        var after = ada.get(ISOLDE + "?after_id=" + reply.path("message_id").asText())
                .expect(200)
                .json();
        assertThat(said(after)).isEmpty();
        try (var events = ada.stream("POST", "/api/chat/Isolde/stream", Json.of("content", "More."), Map.of())) {
            assertThat(events.end()).isEqualTo("completed");
        }
        assertThat(said(ada.get(ISOLDE).json())).hasSize(5);
    }

    @Test
    void jsonThatIsCalledPlainTextIsTakenFromABearerAlone() {
        isolde(ada);
        var body = Json.of("content", "Hello.\n~tokens:3").toString();

        ada.raw("POST", ISOLDE, body, "text/plain;charset=UTF-8", Map.of()).expect(200);
        ada.raw("POST", "/api/chat/Isolde/stream", body, "text/plain", Map.of()).expect(415);
        stage.nobody()
                .raw("POST", ISOLDE, body, "text/plain", Map.of("Origin", "https://elsewhere.example"))
                .expect(401);
    }

    @Test
    void whoIsNotThereIsNotFoundAndNothingIsMade() {
        var id = isolde(ada);
        var eve = stage.eve();

        eve.get(ISOLDE).refused(404, "NOT_FOUND");
        eve.post("/api/chat/" + id + "/messages", Json.of("content", "Hello.")).refused(404, "NOT_FOUND");
        eve.post("/api/characters/" + id + "/conversations", null).refused(404, "NOT_FOUND");
        assertThat(Json.items(eve.get("/api/conversations").json())).isEmpty();
        ada.post(ISOLDE, Json.of("content", "")).refused(422, "INVALID_REQUEST");
    }

    @Test
    void namesakesAreNamedInALink() {
        isolde(ada);
        isolde(ada);

        assertThat(ada.get(ISOLDE).expect(200).header("Link")).contains("/messages>; rel=\"alternate\"");
    }

    @Test
    void aModelsErrorIsAnErrorAndStandsNowhere() {
        isolde(ada);

        ada.post(ISOLDE, Json.of("content", "Hello.\n~fault:U10.400")).refused(502, "UPSTREAM_ERROR");
        assertThat(said(ada.get(ISOLDE).json())).hasSize(2);
    }

    @Test
    void aConversationSaysWhoSpeaksAndWhereLoreStands() {
        var id = isolde(ada);
        var made = ada.post("/api/characters/" + id + "/conversations", null).expect(201);

        assertThat(made.json().path("character").path("name").asText()).isEqualTo("Isolde");
        var changed = ada.patch("/api/conversations/" + made.text("id"), Json.of("lore_placement", "append"));
        assertThat(changed.expect(200).text("lore_placement")).isEqualTo("append");
        ada.patch("/api/conversations/" + made.text("id"), Json.of("lore_placement", "anywhere"))
                .refused(422, "INVALID_REQUEST");
    }
}
