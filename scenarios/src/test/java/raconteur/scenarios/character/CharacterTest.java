package raconteur.scenarios.character;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

@ExtendWith(Stage.Shared.class)
class CharacterTest {
    private static final String ALL = "/api/characters";
    private static final String BYTES = "application/octet-stream";

    private final Stage stage;
    private final Person eve;
    private final Person ada;

    CharacterTest(Stage stage) {
        this.stage = stage;
        this.eve = stage.eve();
        this.ada = stage.ada();
    }

    private JsonNode imported(Person who, byte[] body, String type) {
        var reply = who.bytes("POST", ALL + "/import", body, type);
        var text = new String(reply.body(), StandardCharsets.UTF_8);
        assertThat(reply.statusCode()).as(text).isEqualTo(200);
        return Json.read(text).path("items");
    }

    private String brought(String name) {
        return imported(ada, Cards.png(Cards.card(name)), BYTES)
                .path(0)
                .path("character_id")
                .asText();
    }

    private static String at(String id) {
        return ALL + "/" + id;
    }

    @Test
    void aCardGoesOutAsItCameInWhateverItTravelsIn() {
        var card = Cards.card("说书人");
        var files = Map.of(
                "png", Cards.png(card),
                "json", card.toString().getBytes(StandardCharsets.UTF_8),
                "charx", Cards.charx(card));
        files.forEach((from, file) -> {
            var item = imported(ada, file, BYTES).path(0);
            assertThat(item.path("spec").asText()).as(item.toString()).isEqualTo("v3");
            var state =
                    ada.get(at(item.path("character_id").asText())).expect(200).json();
            assertThat(state.path("name").asText()).isEqualTo("说书人");
            assertThat(Json.read(state.path("greetings").toString()).size()).isEqualTo(2);
            assertThat(state.path("book_entries").asInt()).isEqualTo(1);
            assertThat(state.path("avatar_url").isNull()).as(from).isEqualTo(!from.equals("png"));
            for (var to : List.of("png", "json", "charx")) {
                var reply = ada.bytes("GET", at(state.path("id").asText()) + "/export?format=" + to, new byte[0], "");
                assertThat(reply.statusCode()).isEqualTo(200);
                assertThat(reply.headers().firstValue("content-disposition").orElse(""))
                        .contains("filename*=UTF-8''%E8%AF%B4%E4%B9%A6%E4%BA%BA." + to);
                var back = (ObjectNode) Cards.read(reply.body(), to).path("data");
                assertThat(back.without("assets").equals(card.path("data")))
                        .as(from + " to " + to + ": " + back)
                        .isTrue();
            }
        });
    }

    @Test
    void ofTwentyFilesTheBrokenOnesAreNamedAndTheOthersTaken() {
        var files = new LinkedHashMap<String, byte[]>();
        for (var nth = 0; nth < 20; nth++) {
            var good = Cards.png(Cards.card("card " + nth));
            var file = switch (nth) {
                case 3 -> Cards.claiming(60_000, 60_000);
                case 7 -> "{\"no\":\"card\"}".getBytes(StandardCharsets.UTF_8);
                case 11 -> java.util.Arrays.copyOf(good, good.length / 2);
                case 13 -> new byte[0];
                case 17 -> "\u0089PNG".getBytes(StandardCharsets.ISO_8859_1);
                default -> good;
            };
            files.put("卡 " + nth + ".png", file);
        }

        var items = imported(ada, Cards.form(files), Cards.FORM);

        assertThat(items).hasSize(20);
        for (var nth = 0; nth < 20; nth++) {
            var item = items.path(nth);
            var isBroken = List.of(3, 7, 11, 13, 17).contains(nth);
            assertThat(item.path("file").asText()).isEqualTo("卡 " + nth + ".png");
            assertThat(item.path("error").isNull()).as(item.toString()).isEqualTo(!isBroken);
            assertThat(item.path("error").path("message").asText().isBlank()).isEqualTo(!isBroken);
        }
        assertThat(items.path(3).path("error").path("code").asText()).isEqualTo("BODY_TOO_LARGE");
        assertThat(Json.items(ada.get(ALL).json())).hasSize(15);
        assertThat(Json.items(eve.get(ALL).json())).isEmpty();
    }

    @Test
    void aFormWithoutFilesOrWithTooManyIsRefused() {
        var files = new LinkedHashMap<String, byte[]>();
        for (var nth = 0; nth < 21; nth++) {
            files.put(nth + ".json", new byte[] {'{', '}'});
        }
        for (var form : List.of(Cards.form(Map.of()), Cards.form(files))) {
            var reply = ada.bytes("POST", ALL + "/import", form, Cards.FORM);
            assertThat(reply.statusCode()).isEqualTo(422);
            assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains("\"field\":\"file\"");
        }
        var broken = ada.bytes("POST", ALL + "/import", new byte[] {'x'}, Cards.FORM);
        assertThat(broken.statusCode()).isEqualTo(400);
        var large = ada.bytes("POST", ALL + "/import", new byte[(20 << 20) + 1], BYTES);
        assertThat(large.statusCode()).isEqualTo(413);
    }

    @Test
    void aPictureIsCutAsWishedAndDrawnAnew() throws IOException {
        var id = brought("shown");
        var set =
                ada.bytes("PUT", at(id) + "/avatar?x=10&y=20&size=100", Cards.picture(300, 200, "jpeg"), "image/jpeg");
        assertThat(set.statusCode()).isEqualTo(200);
        var url = Json.read(new String(set.body(), StandardCharsets.UTF_8))
                .path("avatar_url")
                .asText();

        var shown = ada.bytes("GET", url, new byte[0], "");
        var image = ImageIO.read(new ByteArrayInputStream(shown.body()));
        assertThat(image.getWidth()).isEqualTo(512);
        assertThat(image.getHeight()).isEqualTo(512);
        assertThat(shown.headers().firstValue("content-type")).contains("image/png");

        for (var crop : List.of("x=-1&y=0&size=9", "x=0&y=200&size=9", "x=0&y=0&size=201", "x=0&y=0&size=0", "x=5")) {
            var refused = ada.bytes("PUT", at(id) + "/avatar?" + crop, Cards.picture(300, 200, "png"), "image/png");
            assertThat(refused.statusCode()).as(crop).isEqualTo(422);
        }
        assertThat(ada.bytes("PUT", at(id) + "/avatar", Cards.claiming(60_000, 60_000), "image/png")
                        .statusCode())
                .isEqualTo(413);
        assertThat(ada.bytes("PUT", at(id) + "/avatar", "<svg/>".getBytes(StandardCharsets.UTF_8), "image/svg+xml")
                        .statusCode())
                .isEqualTo(422);
        assertThat(eve.bytes("PUT", at(id) + "/avatar", Cards.picture(9, 9, "png"), "image/png")
                        .statusCode())
                .isEqualTo(404);
        ada.delete(at(id) + "/avatar").expect(204);
        ada.get(at(id) + "/avatar").refused(404, "NOT_FOUND");
        assertThat(ada.get(at(id)).json().path("avatar_url").isNull()).isTrue();
    }

    @Test
    void whatIsPublicIsReadAndCopiedByOthersAndChangedByNobodyElse() {
        var id = brought("shared");
        eve.get(at(id)).refused(404, "NOT_FOUND");
        stage.nobody().get("/api/public/characters/" + id).refused(404, "NOT_FOUND");

        ada.patch(at(id), Json.of("visibility", "unlisted")).expect(200);
        var shown = stage.nobody().get("/api/public/characters/" + id).expect(200);
        assertThat(shown.text("name")).isEqualTo("shared");
        assertThat(shown.text("greeting")).isEqualTo("坐下吧。");
        assertThat(shown.text("by")).isEqualTo(ada.name());
        ada.patch(at(id), Json.of("greetings", List.of("{{char}} greets {{whom}}")))
                .expect(200);
        assertThat(stage.nobody()
                        .get("/api/public/characters/" + id)
                        .expect(200)
                        .text("greeting"))
                .isEqualTo("shared greets {{whom}}");
        assertThat(stage.nobody()
                        .bytes("GET", "/api/public/characters/" + id + "/avatar", new byte[0], "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Json.each(eve.get(ALL + "?scope=public&limit=200").json(), "id"))
                .doesNotContain(id);
        ada.patch(at(id), Json.of("visibility", "public")).expect(200);
        assertThat(Json.each(eve.get(ALL + "?scope=public&limit=200").json(), "id"))
                .contains(id);

        assertThat(eve.get(at(id)).expect(200).json().path("own").asBoolean()).isFalse();
        eve.patch(at(id), Json.of("brief", "x")).refused(404, "NOT_FOUND");
        eve.put(at(id), Json.of("name", "x")).refused(404, "NOT_FOUND");
        eve.delete(at(id)).refused(404, "NOT_FOUND");
        eve.get(at(id) + "/source").refused(404, "NOT_FOUND");
        var copy = eve.post(at(id) + "/copy", null).expect(201).json();
        assertThat(copy.path("own").asBoolean()).isTrue();
        assertThat(copy.path("visibility").asText()).isEqualTo("private");
        assertThat(eve.get(copy.path("avatar_url").asText()).status()).isEqualTo(200);
        ada.delete(at(id)).expect(204);
        eve.get(at(copy.path("id").asText())).expect(200);
        eve.get(at(id)).refused(404, "NOT_FOUND");
    }

    @Test
    void whatIsWrittenOfAProfileIsMarkedAndTheRestStays() {
        var id = brought("written");
        var changed = ada.patch(
                        at(id),
                        Json.of(
                                "name",
                                "新名",
                                "tags",
                                List.of("a", "b"),
                                "profile",
                                Json.of(
                                        "basic_info", Json.of("age", "十五"),
                                        "background", Json.of("experiences", List.of("一", "二"))),
                                "version",
                                1,
                                "id",
                                "00000000-0000-0000-0000-000000000000",
                                "own",
                                false))
                .expect(200)
                .json();
        assertThat(changed.path("id").asText()).isEqualTo(id);
        assertThat(changed.path("version").asInt()).isEqualTo(2);
        assertThat(changed.path("provenance")
                        .path("background.experiences.1")
                        .path("kind")
                        .asText())
                .isEqualTo("written");
        assertThat(changed.path("categories").path("basic_info").asText()).isEqualTo("done");
        assertThat(changed.path("description").asText()).contains("每一个名字");
        ada.patch(at(id), Json.of("brief", "late", "version", 1)).refused(409, "VERSION_CONFLICT");
        assertThat(ada.send("PATCH", at(id), Json.of("brief", "late"), Map.of("If-Match", "\"1\""))
                        .status())
                .isEqualTo(409);

        var put = ada.put(at(id), Json.of("name", "bare")).expect(200).json();
        assertThat(put.path("description").asText()).isEmpty();
        assertThat(put.path("profile").path("basic_info").path("age").asText()).isEmpty();
        assertThat(put.path("categories").path("basic_info").asText()).isEqualTo("empty");
        var card = Cards.read(
                ada.bytes("GET", at(id) + "/export?format=json", new byte[0], "")
                        .body(),
                "json");
        assertThat(card.path("data").path("oddity").path("x").size()).isEqualTo(2);
        assertThat(card.path("data").path("character_book").path("entries").size())
                .isEqualTo(1);
    }

    @Test
    void theFieldThatDoesNotFitIsNamedInTheReadersLanguage() {
        var id = brought("fields");
        var wrong = Map.of(
                "name", Json.of("name", "长".repeat(65)),
                "visibility", Json.of("visibility", "everybody"),
                "language", Json.of("language", "中文"),
                "tags[0]", Json.of("tags", List.of(" ")),
                "profile.basic_info.age", Json.of("profile", Json.of("basic_info", Json.of("age", "x".repeat(5001)))));
        wrong.forEach((field, body) -> {
            var refusal = ada.send("PATCH", at(id), body, Map.of("Accept-Language", "zh"))
                    .refused(422, "INVALID_REQUEST");
            assertThat(Json.each(refusal.path("errors"), "field")).containsExactly(field);
            assertThat(refusal.path("errors").path(0).path("message").asText()).containsPattern("\\p{IsHan}");
        });
        ada.get(ALL + "?scope=all").refused(422, "INVALID_REQUEST");
        ada.get(ALL + "?sort=age").refused(422, "INVALID_REQUEST");
        ada.get(at(id) + "/export?format=pdf").refused(422, "INVALID_REQUEST");
        ada.get(at(id) + "/export?spec=v1").refused(422, "INVALID_REQUEST");
        assertThat(ada.get(at(id)).json().path("version").asInt()).isEqualTo(1);
    }

    @Test
    void ofTwentyEditorsAtOnceOneIsTheFirst() throws InterruptedException, ExecutionException {
        var id = brought("edited");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var editors = IntStream.range(0, 20)
                    .<Callable<Integer>>mapToObj(nth ->
                            () -> ada.patch(at(id), Json.of("brief", "brief " + nth, "version", 1))
                                    .status())
                    .toList();
            var won = 0;
            for (var editor : threads.invokeAll(editors)) {
                var status = editor.get();
                assertThat(status).isIn(200, 409);
                won += status == 200 ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
    }

    @Test
    void whatIsDeletedComesBackUnlessItWasPurged() {
        var id = brought("deleted");
        ada.delete(at(id)).expect(204);
        ada.get(at(id)).refused(404, "NOT_FOUND");
        assertThat(ada.post(at(id) + "/restore", null).expect(200).text("name")).isEqualTo("deleted");
        ada.delete(at(id) + "?purge=true").expect(204);
        ada.post(at(id) + "/restore", null).refused(404, "NOT_FOUND");
    }

    @Test
    void wordsAndTagsFindThem() {
        brought("林黛玉");
        brought("Marlowe");

        assertThat(Json.each(ada.get(ALL + "?q=%E9%BB%9B").expect(200).json(), "name"))
                .containsExactly("林黛玉");
        assertThat(Json.each(ada.get(ALL + "?q=MARL%20noir").json(), "name")).containsExactly("Marlowe");
        assertThat(Json.each(ada.get(ALL + "?tag=noir&sort=name").json(), "name"))
                .containsExactly("Marlowe", "林黛玉");
        assertThat(Json.items(ada.get(ALL + "/tags").expect(200).json()))
                .extracting(one -> one.path("count").asInt())
                .containsExactly(2, 2);
    }
}
