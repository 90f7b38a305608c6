package raconteur.scenarios.character;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** Who comes from SillyTavern brings everything along. */
@ExtendWith(Stage.Shared.class)
class MigrationTest {
    private static final String DOOR = "/api/migrations/sillytavern";

    private final Person eve;
    private final Person ada;

    MigrationTest(Stage stage) {
        this.eve = stage.eve();
        this.ada = stage.ada();
    }

    private static byte[] folder() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("data/characters/Isolde.png", Cards.png(Cards.card("Isolde")));
        files.put("data/characters/broken.png", new byte[] {1, 2, 3});
        files.put(
                "data/worlds/Harbour.json",
                "{\"entries\":{\"0\":{\"uid\":0,\"key\":[\"lamp\"],\"content\":\"lit\"}}}"
                        .getBytes(StandardCharsets.UTF_8));
        files.put("data/chats/Isolde/First night.jsonl", """
                {"user_name":"Ada","character_name":"Isolde"}
                {"name":"Isolde","mes":"Ahoy.","swipe_id":1,"swipes":["Who goes there?","Ahoy."]}
                {"name":"Ada","is_user":true,"mes":"Good evening."}
                """.getBytes(StandardCharsets.UTF_8));
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private JsonNode sent(byte[] archive, int status) {
        var reply = ada.bytes("POST", DOOR, Cards.form(Map.of("folder.zip", archive)), Cards.FORM);
        var text = new String(reply.body(), StandardCharsets.UTF_8);
        assertThat(reply.statusCode()).as(text).isEqualTo(status);
        return Json.read(text);
    }

    @Test
    void aFolderBecomesCharactersBooksAndConversationsOfItsOwnerAlone() {
        var task = "/api/tasks/" + sent(folder(), 202).path("task_id").asText();
        eve.get(task).expect(404);
        eve.delete(task).expect(404);
        try (var events = ada.events(task + "/events", Map.of())) {
            events.await("done");
        }

        var report = ada.get(task).expect(200).json().path("result");
        assertThat(report.path("counts").toString())
                .isEqualTo("{\"characters\":1,\"lorebooks\":1,\"conversations\":1,\"groups\":0,\"problems\":1}");
        assertThat(report.path("problems").path(0).path("file").asText()).endsWith("broken.png");
        var tale = report.path("conversations").path(0);
        var id = tale.path("id").asText();
        assertThat(ada.texts(id)).containsExactly("Ahoy.", "Good evening.");
        assertThat(ada.path(id).getFirst().path("sibling_ids")).hasSize(2);
        var state = ada.get("/api/conversations/" + id).expect(200).json();
        assertThat(state.path("title").asText()).isEqualTo("First night");
        assertThat(state.path("character").path("id").asText())
                .isEqualTo(report.path("characters").path(0).path("id").asText());
        eve.get("/api/conversations/" + id).expect(404);
    }

    @Test
    void whatIsNoFolderIsRefused() {
        sent(new byte[] {'x'}, 400);
        assertThat(ada.bytes("POST", DOOR, Cards.form(Map.of()), Cards.FORM).statusCode())
                .isIn(400, 422);
        assertThat(ada.bytes("POST", DOOR, folder(), "application/zip").statusCode())
                .isEqualTo(415);
        sent(new byte[(64 << 20) + (32 << 10)], 413);
    }
}
