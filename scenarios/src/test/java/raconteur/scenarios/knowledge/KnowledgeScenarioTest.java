package raconteur.scenarios.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Reply;
import raconteur.scenarios.Stage;

/** Knowledge as people bring, search, open and take it away. */
@ExtendWith(Stage.Shared.class)
class KnowledgeScenarioTest {
    private static final String ALL = "/api/knowledge";

    private final Stage stage;
    private final Person ada;

    KnowledgeScenarioTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
    }

    private String made(String name) {
        return ada.post(ALL, Json.of("name", name)).expect(201).text("id");
    }

    private static Reply put(Person who, String id, String name, String text) {
        return who.raw("PUT", ALL + "/" + id + "/files?name=" + name, text, "application/octet-stream", Map.of());
    }

    @Test
    void ofAnothersNothingIsThere() {
        var id = made("Secrets");
        put(ada, id, "a.md", "The key is under the mat.").expect(200);
        var eve = stage.eve();
        var path = ALL + "/" + id;

        for (var part : List.of("", "/uses", "/files", "/passages?name=a.md")) {
            eve.get(path + part).refused(404, "NOT_FOUND");
        }
        put(eve, id, "a.md", "mine").refused(404, "NOT_FOUND");
        eve.delete(path + "/files?name=a.md").refused(404, "NOT_FOUND");
        eve.put(path + "/uses", Json.of("uses", List.of())).refused(404, "NOT_FOUND");
        eve.raw("PUT", path + "/folder", "PK", "application/zip", Map.of()).refused(404, "NOT_FOUND");
        eve.post(path + "/crawls", Json.of("api", "https://example.org/api.php"))
                .refused(404, "NOT_FOUND");
        eve.post(ALL + "/search", Json.of("query", "key", "collections", List.of(id)))
                .refused(404, "NOT_FOUND");
        eve.delete(path).refused(404, "NOT_FOUND");
        assertThat(eve.post(ALL + "/search", Json.of("query", "key"))
                        .expect(200)
                        .json()
                        .path("passages"))
                .isEmpty();
        assertThat(Json.items(eve.get(ALL).expect(200).json())).isEmpty();
    }

    @Test
    void filesAreBroughtFoundAndTakenAway() {
        var id = made("Isle");
        var path = ALL + "/" + id;

        var added = put(ada, id, "mobs/spider.md", "# Spiders\nSpiders fear torches.")
                .expect(200)
                .json();
        assertThat(added.path("outcome").asText()).isEqualTo("added");
        assertThat(added.path("file").path("hash").asText()).hasSize(64);
        assertThat(put(ada, id, "mobs/spider.md", "# Spiders\nSpiders fear torches.")
                        .expect(200)
                        .text("outcome"))
                .isEqualTo("unchanged");
        var form = "--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"食物/肉.txt\"\r\n\r\n烤肉能回复三十点饥饿。"
                + "\r\n--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.exe\"\r\n\r\nMZ\r\n--b1--\r\n";
        var taken = ada.raw("POST", path + "/files", form, "multipart/form-data; boundary=b1", Map.of())
                .expect(200)
                .json();
        assertThat(Json.each(taken.path("files"), "outcome")).containsExactly("added", "failed");

        var found = ada.post(ALL + "/search", Json.of("query", "烤肉回复多少饥饿？", "collections", List.of(id)))
                .expect(200)
                .json()
                .path("passages")
                .path(0)
                .path("passage");
        assertThat(found.path("file").asText()).isEqualTo("食物/肉.txt");
        assertThat(found.path("collection").asText()).isEqualTo("Isle");
        assertThat(Json.each(ada.get(path + "/files").expect(200).json().path("items"), "name"))
                .containsExactlyInAnyOrder("mobs/spider.md", "食物/肉.txt", "x.exe");
        assertThat(ada.get(path + "/passages?name=mobs/spider.md")
                        .expect(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("title")
                        .asText())
                .isEqualTo("Spiders");
        ada.delete(path + "/files?name=mobs/spider.md").expect(204);
        ada.delete(path).expect(204);
        ada.get(path).refused(404, "NOT_FOUND");
    }

    private static byte[] folder(Map<String, String> files) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private JsonNode done(String id, Map<String, String> files) {
        var reply = ada.bytes("PUT", ALL + "/" + id + "/folder?sync=true", folder(files), "application/zip");
        assertThat(reply.statusCode()).isEqualTo(202);
        var task = "/api/tasks/"
                + Json.read(new String(reply.body(), StandardCharsets.UTF_8))
                        .path("task_id")
                        .asText();
        try (var events = ada.events(task + "/events", Map.of())) {
            events.await("done");
        }
        stage.eve().get(task).expect(404);
        return ada.get(task).expect(200).json().path("result");
    }

    @Test
    void aFolderIsKeptInStep() {
        var id = made("Folder");

        var first = done(id, Map.of("a/pig.lua", "PIG = { health = 250 }", "b.md", "# Fox\nIt is red.", "c.pdf", "no"));
        assertThat(first.path("added").asInt()).isEqualTo(2);
        assertThat(first.path("failures").path(0).path("name").asText()).isEqualTo("c.pdf");
        var second = done(id, Map.of("a/pig.lua", "PIG = { health = 250 }", "b.md", "# Fox\nIt is white."));
        assertThat(second.path("unchanged").asInt()).isEqualTo(1);
        assertThat(second.path("changed").asInt()).isEqualTo(1);
        assertThat(second.path("removed").asInt()).isEqualTo(1);

        assertThat(Json.each(
                        ada.get(ALL + "/" + id + "/files").expect(200).json().path("items"), "name"))
                .containsExactly("a/pig.lua", "b.md");
    }

    @Test
    void whatIsWrongIsNamed() {
        var id = made("Wrong");
        var path = ALL + "/" + id;

        assertThat(Json.each(
                        put(ada, id, "../a.md", "x")
                                .refused(422, "INVALID_REQUEST")
                                .path("errors"),
                        "field"))
                .containsExactly("name");
        ada.raw("PUT", path + "/files", "x", "text/plain", Map.of()).refused(422, "INVALID_REQUEST");
        ada.raw("POST", path + "/files", "x", "text/plain", Map.of()).refused(415, "UNSUPPORTED_MEDIA_TYPE");
        ada.raw("PUT", path + "/folder", "no zip", "application/zip", Map.of()).refused(400, "MALFORMED");
        ada.post(path + "/crawls", Json.of("api", "file:///etc/passwd")).refused(422, "INVALID_REQUEST");
        ada.post(ALL + "/search", Json.of("query", "")).refused(422, "INVALID_REQUEST");
        ada.post(ALL, Json.of("name", "WRONG")).refused(409, "CONFLICT");
        ada.raw("PUT", path + "/files?name=a.txt", "x".repeat((20 << 20) + 1), "text/plain", Map.of())
                .refused(413, "BODY_TOO_LARGE");
        ada.patch(path, Json.of("name", "Right", "version", 9)).refused(409, "VERSION_CONFLICT");
    }
}
