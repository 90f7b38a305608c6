package raconteur.scenarios.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** What Grace changes of providers, models and aliases acts at once, is kept, and tells no key. */
class OperatorTest {
    private static final String KEY = "sk-of-grace-0123456789abcdef";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person grace;

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person ada;

    @BeforeAll
    static void set() {
        stage = Stage.with("LOG_LEVEL", "debug");
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @BeforeEach
    void open() {
        stage.upstream().reset();
        grace = stage.grace();
        ada = stage.ada();
    }

    private JsonNode provider(String id) {
        return grace.get("/api/admin/providers/" + id).expect(200).json();
    }

    private void connect(String id, String... models) {
        stage.upstream().models(List.of(models));
        grace.post(
                        "/api/admin/providers",
                        Json.of("id", id, "base_url", stage.upstream().base().toString(), "keys", List.of(KEY)))
                .expect(201);
        for (var model : models) {
            stage.until(model + " is offered", () -> offered().contains(id + "/" + model));
        }
    }

    private List<String> offered() {
        return Json.each(ada.get("/api/models").expect(200).json(), "id");
    }

    private String lastKey() {
        return stage.upstream().completions().getLast().header("authorization").orElse("");
    }

    @Test
    void aProviderThatIsConnectedAnswersAtOnceAndAfterARestart() throws Exception {
        connect("mine", "tale");
        ada.say(ada.conversation(), Json.of("text", "Hello\n~tokens:3", "model", "mine/tale"));
        assertThat(lastKey()).isEqualTo("Bearer " + KEY);

        stage.server().kill();
        stage.startAgain();
        grace = stage.grace();
        ada = ada.at(stage.base());
        ada.say(ada.conversation(), Json.of("text", "Hello\n~tokens:3", "model", "mine/tale"));
        assertThat(lastKey()).isEqualTo("Bearer " + KEY);

        assertThat(Json.each(provider("mine").path("keys"), "last_four")).containsExactly("cdef");
        assertThat(grace.get("/api/admin/providers").body()).doesNotContain(KEY, "0123456789");
        assertThat(stage.server().log()).doesNotContain(KEY, "0123456789abcdef");
        try (var files = Files.walk(stage.data())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(KEY);
            }
        }
        grace.delete("/api/admin/providers/mine").expect(204);
        assertThat(offered()).doesNotContain("mine/tale");
    }

    @Test
    void whatRunsKeepsWhatItHas() {
        connect("soon-gone", "tale");
        var running =
                ada.ask(ada.conversation(), Json.of("text", "Hello\n~tokens:40~every:20ms", "model", "soon-gone/tale"));
        stage.upstream().awaitCompletion(1, LIMIT);

        grace.patch("/api/admin/providers/soon-gone", Json.of("enabled", false)).expect(200);

        ada.wish(ada.conversation(), Json.of("text", "Hello", "model", "soon-gone/tale"))
                .refused(422, "INVALID_REQUEST");
        assertThat(ada.end(running)).isEqualTo("completed");
        grace.delete("/api/admin/providers/soon-gone").expect(204);
    }

    @Test
    void aProviderIsTriedOutInWords() {
        connect("tried", "tale");
        int entries = grace.ledger().size();
        var works =
                grace.post("/api/admin/providers/tried/test", null).expect(200).json();
        assertThat(works.path("works").asBoolean()).as(works.toString()).isTrue();
        assertThat(works.path("model").asText()).isEqualTo("tale");
        assertThat(works.path("first_token_ms").isNumber()).isTrue();
        assertThat(works.path("input_tokens").asInt()).isPositive();

        stage.upstream().requireKey("sk-another");
        var refused = grace.send(
                        "POST", "/api/admin/providers/tried/test", Json.of(), Map.of("Accept-Language", "zh-CN"))
                .expect(200)
                .json();
        assertThat(refused.path("works").asBoolean()).isFalse();
        assertThat(refused.path("reached").asBoolean()).isTrue();
        assertThat(refused.path("key_accepted").asBoolean(true)).isFalse();
        assertThat(refused.path("message").asText()).contains("密钥");
        assertThat(refused.toString()).doesNotContain(KEY);

        stage.upstream().refuse();
        try {
            var away = grace.post("/api/admin/providers/tried/test", Json.of("model", "tale"))
                    .expect(200)
                    .json();
            assertThat(away.path("reached").asBoolean(true)).isFalse();
            assertThat(away.path("fault").asText()).isEqualTo("unavailable");
        } finally {
            stage.upstream().listen();
        }
        assertThat(grace.ledger()).hasSize(entries);
        grace.delete("/api/admin/providers/tried").expect(204);
    }

    @Test
    void aPriceThatIsChangedIsWhatTheNextTurnCosts() {
        connect("priced", "org/tale");
        var path = "/api/admin/models/priced/org/tale";
        assertThat(grace.get(path).expect(200).json().path("prices").isNull()).isTrue();
        var changed = grace.patch(
                        path,
                        Json.of(
                                "prices",
                                Json.of("input", "1", "output", "2"),
                                "label",
                                "The tale",
                                "context_tokens",
                                5000))
                .expect(200)
                .json();
        assertThat(changed.path("version").asInt()).isEqualTo(1);
        grace.send("PATCH", path, Json.of("label", "x"), Map.of("If-Match", "\"0\""))
                .refused(409, "VERSION_CONFLICT");

        var taken = ada.say(ada.conversation(), Json.of("text", "Hello\n~tokens:3", "model", "priced/org/tale"));
        assertThat(ada.entries(taken, "settle"))
                .singleElement()
                .satisfies(cost -> assertThat(cost.signum()).isNegative());
        assertThat(ada.get("/api/models").body()).contains("The tale");

        grace.delete(path).expect(204);
        assertThat(grace.get(path).json().path("prices").isNull()).isTrue();
        grace.delete("/api/admin/providers/priced").expect(204);
    }

    @Test
    void anAliasIsChosenUnlessTheEnvironmentChoosesIt() {
        var story = grace.put("/api/admin/aliases/story", Json.of("models", List.of("fake/free", "fake/bench")))
                .expect(200)
                .json();
        assertThat(story.path("source").asText()).isEqualTo("operator");
        assertThat(story.path("resolved").toString()).isEqualTo("[\"fake/free\",\"fake/bench\"]");
        ada.say(ada.conversation(), Json.of("text", "Hello\n~tokens:3", "model", "story"));
        assertThat(stage.upstream().completions().getLast().body().path("model").asText())
                .isEqualTo("free");

        var chat = grace.put("/api/admin/aliases/chat", Json.of("models", List.of("fake/free")));
        assertThat(chat.refused(409, "CONFLICT").path("message").asText()).contains("RACONTEUR_MODEL_CHAT");
        grace.put("/api/admin/aliases/judge", Json.of("models", List.of("nobody/nothing")))
                .refused(422, "INVALID_REQUEST");
        grace.put("/api/admin/aliases/nothing", Json.of("models", List.of())).refused(404, "NOT_FOUND");
        grace.put("/api/admin/aliases/story", Json.of("models", List.of())).expect(200);
    }

    @Test
    void whatTheEnvironmentNamesIsNotChangedHere() {
        var fake = provider("fake");
        assertThat(fake.path("source").asText()).isEqualTo("environment");
        var refused = grace.post("/api/admin/providers/fake/keys", Json.of("key", KEY));
        assertThat(refused.refused(409, "CONFLICT").path("message").asText()).contains("environment");
        grace.patch("/api/admin/providers/fake", Json.of("base_url", "http://10.0.0.1"))
                .refused(409, "CONFLICT");
        grace.delete("/api/admin/providers/fake").refused(409, "CONFLICT");
    }

    @Test
    void anAddressAtWhichMachinesKeepCredentialsIsRefused() {
        for (var base : List.of("http://169.254.169.254/v1", "http://[fe80::1]/", "ftp://host", "http://a:b@host/")) {
            var problem = grace.post("/api/admin/providers", Json.of("id", "evil", "base_url", base))
                    .refused(422, "INVALID_REQUEST");
            assertThat(Json.each(problem.path("errors"), "field")).containsExactly("base_url");
        }
        grace.post(
                        "/api/admin/providers",
                        Json.of(
                                "id", "evil",
                                "base_url", "http://10.0.0.1",
                                "headers", Json.of("Authorization", "Bearer x")))
                .refused(422, "INVALID_REQUEST");
        grace.get("/api/admin/providers/evil").refused(404, "NOT_FOUND");
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        var reached = new AtomicInteger();
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var target = HttpServer.create(loopback, 0);
        target.createContext("/", exchange -> {
            reached.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        var door = HttpServer.create(loopback, 0);
        door.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .add("Location", "http://127.0.0.1:" + target.getAddress().getPort() + "/v1/models");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        target.start();
        door.start();
        try {
            grace.post(
                            "/api/admin/providers",
                            Json.of(
                                    "id",
                                    "elsewhere",
                                    "base_url",
                                    "http://127.0.0.1:" + door.getAddress().getPort(),
                                    "keys",
                                    List.of(KEY)))
                    .expect(201);
            var tried = grace.post("/api/admin/providers/elsewhere/test", Json.of("model", "m"))
                    .expect(200)
                    .json();

            assertThat(tried.path("works").asBoolean(true)).isFalse();
            assertThat(reached).hasValue(0);
        } finally {
            target.stop(0);
            door.stop(0);
            grace.delete("/api/admin/providers/elsewhere").expect(204);
        }
    }
}
