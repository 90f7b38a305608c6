package raconteur.scenarios.character;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Reply;
import raconteur.scenarios.Stage;

/** Lorebooks as people bring, change, try and take them away. */
@ExtendWith(Stage.Shared.class)
class LorebookScenarioTest {
    private static final String ALL = "/api/lorebooks";
    private static final String JSON = "application/json";
    private static final String WORLD = """
            {"entries": {"5": {"uid": 5, "key": ["木门"], "content": "门外是海。", "order": 10, "future": {"x": 1}},
                         "6": {"uid": 6, "key": ["/(?<=a)b/"], "content": "never", "order": 20}},
             "originalData": {"kept": true}}
            """;

    private final Stage stage;
    private final Person ada;

    LorebookScenarioTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
    }

    private static Reply bring(Person who, String file, String type) {
        return who.raw("POST", ALL + "/import?name=Sea", file, type, Map.of());
    }

    private String sea() {
        return bring(ada, WORLD, JSON).expect(201).text("id");
    }

    @Test
    void ofAnothersNothingIsThere() {
        var sea = sea();
        var eve = stage.eve();

        for (var path : List.of("", "/export", "/uses")) {
            eve.get(ALL + "/" + sea + path).refused(404, "NOT_FOUND");
        }
        eve.post(ALL + "/" + sea + "/test", Json.of("text", "木门")).refused(404, "NOT_FOUND");
        eve.put(ALL + "/" + sea + "/uses", Json.of("uses", List.of())).refused(404, "NOT_FOUND");
        eve.delete(ALL + "/" + sea).refused(404, "NOT_FOUND");
        assertThat(Json.items(eve.get(ALL).expect(200).json())).isEmpty();
    }

    @Test
    void aFileIsBroughtAsABodyOrInAFormAndSaysWhatIsNotTaken() {
        var made = bring(ada, WORLD, JSON).expect(201).json();
        assertThat(made.path("name").asText()).isEqualTo("Sea");
        assertThat(Json.each(made.path("remarks"), "path")).containsExactly("entries[6].key[0]");

        var form = "--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"海.json\"\r\n\r\n" + WORLD
                + "\r\n--b1--\r\n";
        var other = ada.raw("POST", ALL + "/import", form, "multipart/form-data; boundary=b1", Map.of())
                .expect(201)
                .json();
        assertThat(other.path("name").asText()).isEqualTo("海");
        assertThat(other.path("entries")).isEqualTo(made.path("entries"));

        bring(ada, WORLD, "text/plain").refused(415, "UNSUPPORTED_MEDIA_TYPE");
        bring(ada, form, "multipart/form-data").refused(415, "UNSUPPORTED_MEDIA_TYPE");
        var refused = bring(ada, "[]", JSON).refused(422, "INVALID_REQUEST");
        assertThat(Json.each(refused.path("errors"), "field")).containsExactly("file");
        bring(ada, "{\"entries\": {\"1\": {\"content\": \"\\u0000\"}}}", JSON).refused(400, "MALFORMED");
    }

    @Test
    void aFileLargerThanOtherBodiesIsTaken() {
        var large = "{\"entries\": {\"1\": {\"content\": \"" + "x".repeat(900_000) + "\"}, \"2\": {\"content\": \""
                + "y".repeat(900_000) + "\"}}}";

        assertThat(bring(ada, large, JSON).expect(201).json().path("entries")).hasSize(2);
        ada.raw("POST", ALL, large, JSON, Map.of()).refused(413, "BODY_TOO_LARGE");
    }

    @Test
    void whatComesOutIsWhatCameIn() {
        var sea = sea();

        var world = ada.get(ALL + "/" + sea + "/export").expect(200);
        var card = ada.get(ALL + "/" + sea + "/export?format=v3").expect(200).json();

        assertThat(world.header("content-disposition")).contains("attachment");
        assertThat(world.json().path("entries").path("5").path("future")).isEqualTo(Json.of("x", 1));
        assertThat(world.json().path("originalData").path("kept").asBoolean()).isTrue();
        assertThat(card.path("spec").asText()).isEqualTo("lorebook_v3");
        assertThat(Json.each(card.path("data").path("entries"), "content")).containsExactly("门外是海。", "never");
        ada.get(ALL + "/" + sea + "/export?format=v9").refused(422, "INVALID_REQUEST");
    }

    @Test
    void oneIsMadeChangedDeletedAndBroughtBack() {
        var id = ada.post(ALL, Json.of("name", "House", "entries", List.of(Json.of("uid", 1, "key", List.of("lamp")))))
                .expect(201)
                .text("id");
        var path = ALL + "/" + id;

        var changed = ada.patch(
                        path,
                        Json.of(
                                "entries",
                                Json.of("1", null, "2", Json.of("key", List.of("door"), "content", "red")),
                                "version",
                                1))
                .expect(200)
                .json();
        assertThat(Json.each(changed.path("entries"), "uid")).containsExactly("2");
        ada.patch(path, Json.of("name", "x", "version", 1)).refused(409, "VERSION_CONFLICT");
        ada.send("PUT", path, Json.of("name", "x"), Map.of("If-Match", "\"1\"")).refused(409, "VERSION_CONFLICT");
        var put = ada.send("PUT", path, Json.of("name", "Home", "token_budget", 99), Map.of("If-Match", "\"2\""))
                .expect(200)
                .json();
        assertThat(put.path("entries")).isEmpty();
        assertThat(put.path("token_budget").asInt()).isEqualTo(99);
        ada.delete(path).expect(204);
        ada.get(path).refused(404, "NOT_FOUND");
        assertThat(ada.post(path + "/restore", null).expect(200).text("name")).isEqualTo("Home");
    }

    @Test
    void aBookIsOpenedAtPlaces() {
        var sea = sea();
        var tale = ada.conversation();
        var uses = List.of(Json.of("kind", "conversation", "place", tale), Json.of("kind", "account"));

        var open = ada.put(ALL + "/" + sea + "/uses", Json.of("uses", uses))
                .expect(200)
                .json();

        assertThat(ada.get(ALL + "/" + sea + "/uses").expect(200).json()).isEqualTo(open);
        assertThat(Json.each(open.path("uses"), "kind")).containsExactlyInAnyOrder("conversation", "account");
        assertThat(Json.each(
                        ada.get(ALL + "?kind=conversation&place=" + tale)
                                .expect(200)
                                .json(),
                        "id"))
                .containsExactly(sea);
        ada.put(ALL + "/" + sea + "/uses", Json.of("uses", List.of(Json.of("kind", "attic"))))
                .refused(422, "INVALID_REQUEST");
    }

    @Test
    void theBenchSaysWhichEntriesFireAndWhy() {
        var wish = Json.of(
                "messages", List.of(Json.of("role", "assistant", "text", "这里有一扇木门")),
                "text", "打开它",
                "settings", Json.of("scan_depth", 2, "budget", 100));

        var report = ada.post(ALL + "/" + sea() + "/test", wish).expect(200).json();

        JsonNode first = report.path("entries").path(0);
        assertThat(first.path("uid").asText()).isEqualTo("5");
        assertThat(first.path("told").asBoolean()).isTrue();
        assertThat(first.path("key").asText()).isEqualTo("木门");
        assertThat(first.path("where").path("message").asInt()).isZero();
        assertThat(first.path("placement").path("position").asText()).isEqualTo("before");
        assertThat(report.path("entries").path(1).path("reason").asText()).isEqualTo("broken_key");
        assertThat(report.path("at_position").path("sections").path("before")).hasSize(1);
        assertThat(report.path("append_only").path("history")).hasSize(3);
    }
}
