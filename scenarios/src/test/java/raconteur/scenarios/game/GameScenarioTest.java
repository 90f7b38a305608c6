package raconteur.scenarios.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import raconteur.bench.Behaviour;
import raconteur.bench.GameJson;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** The surface for games, every answer of which is read by the strictest of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GameScenarioTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Stage stage =
            Stage.with("GAME_PLAYER_PER_MINUTE", "0", "SESSION_QUESTION_INTERVAL", "5s", "LOG_LEVEL", "info");
    private final Person ada = stage.ada();
    private final String key = key(ada, "game");

    GameScenarioTest() {
        var card = Json.of("name", "威尔逊", "description", "{{char}}是个科学家。", "first_mes", "你好。");
        ada.post("/api/characters/import", card).expect(200);
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @BeforeEach
    void ready() {
        stage.upstream().reset();
        stage.upstream().always(Behaviour.standard().saying("冬天快到了，多砍些木头，早点回来！"));
    }

    private static String key(Person owner, String... scopes) {
        return owner.post("/api/me/keys", Json.of("name", "a game", "scopes", List.of(scopes)))
                .expect(201)
                .text("key");
    }

    /** An answer as a game gets it: its object, or the test fails. */
    private record Got(int status, Map<String, Object> json, HttpResponse<byte[]> whole) {
        String text(String name) {
            return String.valueOf(json.get(name));
        }

        Got expect(int wanted) {
            assertThat(status).as(json.toString()).isEqualTo(wanted);
            return this;
        }

        @SuppressWarnings("unchecked")
        List<Map<String, Object>> list(String name) {
            return (List<Map<String, Object>>) json.getOrDefault(name, List.of());
        }
    }

    private Got send(String method, String address, byte @Nullable [] body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(stage.base() + address))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var reply = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(reply.headers().firstValue("content-type").orElse("")).startsWith("application/json");
            return new Got(reply.statusCode(), GameJson.read(reply.body()), reply);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Got post(String address, String body, String... headers) {
        return send("POST", address, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private Got get(String address) {
        return send("GET", address, null);
    }

    private String with(String address) {
        return address + (address.contains("?") ? "&" : "?") + "token=" + key;
    }

    @Test
    void twoWordsAreEnough() {
        var got = post(with("/interact"), "{\"player_input\":\"冬天快到了吗？\"}").expect(200);

        assertThat(got.text("model_response")).isEqualTo("冬天快到了，多砍些木头，早点回来！");
        assertThat(got.text("state")).isEqualTo("done");
        assertThat(got.json().get("code")).isEqualTo(0.0);
        assertThat(got.list("lines")).hasSize(1);
        assertThat(got.whole().headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(got.whole().headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void theBodyIsReadWhateverItIsCalled() {
        var body = "{\"player_input\":\"it\\'s \u0001cold\",\"npc\":\"威尔逊\",\"world\":[],\"player\":{\"id\":\"KU_7\"}}";
        for (var type : List.of(
                "application/json",
                "application/x-www-form-urlencoded",
                "text/plain",
                "multipart/form-data; boundary=x",
                "nonsense")) {
            var got = post(with("/interact"), body, "Content-Type", type).expect(200);
            assertThat(got.text("state")).as(type).isEqualTo("done");
            assertThat(got.text("npc")).isEqualTo("威尔逊");
        }
        post(with("/interact"), body).expect(200);
        post(
                        with("/game/interact"),
                        URLEncoder.encode(body, StandardCharsets.UTF_8) + "=",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(200);
        post(
                        with("/interact"),
                        "player_input=hi&npc=%E5%A8%81%E5%B0%94%E9%80%8A",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(200);
        post(with("/interact?player_input=hi"), "").expect(200);
        assertThat(stage.upstream().completions()).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void onlyAGameKeyPlaysAndTheAddressTakesOnlyOneThatCanDoNothingElse() throws IOException {
        var hi = "{\"player_input\":\"hi\"}";
        var wide = key(ada, "game", "chat");
        var other = key(ada, "chat");
        post("/interact", hi).expect(401);
        post("/interact", "{").expect(401);
        post("/interact?token=rk_nonsense", hi).expect(401);
        post("/interact?token=" + ada.token(), hi).expect(401);
        post("/interact", hi, "Authorization", "Bearer " + ada.token()).expect(401);
        post("/interact", hi, "Cookie", "raconteur=" + ada.token()).expect(401);
        post("/interact?token=" + other, hi).expect(403);
        post("/interact?token=" + wide, hi).expect(403);
        post("/interact", hi, "Authorization", "Bearer " + wide).expect(200);
        post("/interact", "{\"player_input\":\"hi\",\"token\":\"" + key + "\"}").expect(200);
        for (var address : List.of("/game/poll?session=a", "/game/hello", "/interact?session=a")) {
            get(address).expect(401);
            get(with(address)).expect(200);
        }
        post("/game/events", "{}").expect(401);
        ada.raw("GET", "/api/me?token=" + key, null, "", Map.of()).expect(200);
        stage.nobody().get("/api/conversations?token=" + key).expect(401);
        stage.holder("game", key).get("/api/conversations").expect(403);
        assertThat(stage.server().log())
                .doesNotContain(key)
                .doesNotContain(wide)
                .contains("token=***");
    }

    @Test
    void theKeyOfThisMachineMayStandInTheAddress() throws IOException {
        var local = java.nio.file.Files.readString(stage.data().resolve("local.key"))
                .strip();

        post("/interact?token=" + local, "{\"player_input\":\"hi\"}").expect(200);
        post("/interact?token=" + local, "{\"player_input\":\"hi\"}", "X-Forwarded-For", "10.0.0.9")
                .expect(401);
    }

    @Test
    void whatIsWrongIsSaidInAnObjectToo() {
        assertThat(post(with("/interact"), "{").expect(400).json().get("code")).isEqualTo(400.0);
        post(with("/interact"), "{}").expect(422);
        post(with("/interact"), "{\"player_input\":\"hi\",\"npc\":\"nobody of that name\"}")
                .expect(404);
        post(with("/interact"), "{\"player_input\":\"hi\",\"world\":{\"a\":\"" + "xyz, ".repeat(14_000) + "\"}}")
                .expect(413);
        post(with("/interact"), "[".repeat(30_000)).expect(400);
        get(with("/game/poll")).expect(422);
        get(with("/game/poll?request_id=never")).expect(404);
        send("DELETE", with("/interact"), null).expect(405);
        get(with("/game/nothing")).expect(404);
        post(with("/game/events"), "{\"events\":[]}").expect(422);
    }

    @Test
    void aLateAnswerIsPolledSentenceBySentenceAndOverARestart() throws Exception {
        stage.upstream()
                .next(Behaviour.standard()
                        .with("~first:300ms~every:40ms")
                        .saying("The first sentence comes at once. The second one takes a little longer."));
        var asked = "{\"player_input\":\"tell me\",\"player\":{\"id\":\"KU_9\"},\"session\":\"camp\",\"wait_ms\":0,"
                + "\"request_id\":\"r-9\"}";
        assertThat(post(with("/interact"), asked).expect(200).text("state")).isEqualTo("pending");

        assertThat(all("camp", 0))
                .extracting(item -> item.get("text"))
                .containsExactly("The first sentence comes at once.", "The second one takes a little longer.");
        assertThat(post(with("/interact"), asked).text("model_response"))
                .isEqualTo("The first sentence comes at once. The second one takes a little longer.");
        assertThat(stage.upstream().completions()).hasSize(1);

        stage.upstream().next(Behaviour.standard().with("~first:60s").saying("Never said."));
        post(with("/interact"), asked.replace("r-9", "r-10").replace("tell me", "and now?"))
                .expect(200);
        stage.upstream().awaitCompletion(2, Duration.ofSeconds(10));
        stage.server().kill();
        stage.startAgain();
        var told = all("camp", 0);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst()).containsEntry("reason", "interrupted").containsEntry("request_id", "r-10");
        assertThat(post(with("/interact"), asked.replace("\"wait_ms\":0", "\"wait_ms\":9000"))
                        .text("model_response"))
                .isEqualTo("The first sentence comes at once. The second one takes a little longer.");
    }

    /** What a session tells until it is done. */
    private List<Map<String, Object>> all(String session, long from) {
        var items = new ArrayList<Map<String, Object>>();
        var after = from;
        for (var looks = 0; looks < 60; looks++) {
            var got = get(with("/game/poll?session=" + session + "&wait_ms=500&after=" + after))
                    .expect(200);
            items.addAll(got.list("items"));
            after = Double.valueOf(got.text("seq")).longValue();
            if (got.text("state").equals("done")) {
                return items;
            }
        }
        throw new AssertionError("no end of " + items);
    }

    @Test
    void noAnswerComesAfterItsTime() {
        stage.upstream().always(Behaviour.standard().with("~first:5s").saying("Too late."));
        for (var wait : List.of(0, 200, 1000)) {
            var begun = System.nanoTime();
            var got = post(with("/interact"), "{\"player_input\":\"hi " + wait + "\",\"wait_ms\":" + wait + "}");
            var took = Duration.ofNanos(System.nanoTime() - begun);
            assertThat(got.text("reason")).isEqualTo("late");
            assertThat(took)
                    .as("as long as the game waits, not as long as the model takes")
                    .isLessThan(Duration.ofMillis(wait + 2000L));
        }
    }

    @Test
    void whatAModelSaysNeverBreaksAGame() {
        for (var said : List.of(
                "a \"quote\" and \\ and ]] and 🦊 \u0001\u0007 end",
                "\u2028 \ufeff […] 'single' \\u4f60 \\n",
                "x".repeat(30_000),
                "字".repeat(9_000),
                "\"".repeat(9_000),
                "。".repeat(9_000),
                "a. ".repeat(9_000),
                "<html><body>500</body></html>",
                ">> give {",
                "\n\n\n")) {
            stage.upstream().next(Behaviour.standard().saying(said));
            var got = post(
                            with("/interact"),
                            "{\"player_input\":\"hi\",\"player\":{\"id\":\"" + said.hashCode() + "\"}}")
                    .expect(200);
            assertThat(got.text("model_response")).isNotEmpty();
        }
        for (var fault : List.of("U10.500", "U10.429", "U05@3", "U11")) {
            stage.upstream().always(Behaviour.standard().with("~fault:" + fault));
            var got = post(with("/interact"), "{\"player_input\":\"hi\",\"player\":{\"id\":\"" + fault + "\"}}");
            assertThat(got.expect(200).list("lines")).isNotEmpty();
        }
    }

    @Test
    void operatorsSeeHowGamesAreServed() {
        post(with("/interact"), "{\"player_input\":\"what is a log?\"}").expect(200);
        assertThat(post(with("/interact"), "{\"player_input\":\"what is a log?\"}")
                        .json()
                        .get("cached"))
                .isEqualTo(true);

        var report = stage.grace().get("/api/admin/games").expect(200).json();
        assertThat(report.path("counts").path("questions").asLong()).isPositive();
        assertThat(report.path("cache").path("hits").asLong()).isPositive();
        assertThat(report.path("keys").isEmpty()).isFalse();
        ada.get("/api/admin/games").expect(403);
        assertThat(stage.nobody().get("/metrics").expect(200).body())
                .contains("raconteur_game_cache_total{result=\"hit\"", "raconteur_game_interact_seconds");
        var hello = get(with("/game/hello")).expect(200);
        assertThat(hello.list("npcs")).extracting(npc -> npc.get("name")).containsExactly("威尔逊");
    }

    @Test
    void eventsWaitForTheNextQuestion() {
        var kept = post(
                        with("/game/events"),
                        "{\"session\":\"night\",\"events\":[{\"type\":\"boss\",\"text\":\"巨鹿来了\"},\"天黑了\"]}")
                .expect(200);
        assertThat(kept.json().get("kept")).isEqualTo(2.0);

        post(with("/interact"), "{\"player_input\":\"怎么办？\",\"session\":\"night\",\"player\":{\"id\":\"KU_3\"}}")
                .expect(200);

        assertThat(stage.upstream().completions().getLast().body().toString()).contains("boss: 巨鹿来了", "天黑了");
    }
}
