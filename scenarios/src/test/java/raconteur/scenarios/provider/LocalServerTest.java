package raconteur.scenarios.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import raconteur.bench.ServerProcess;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Prepared;
import raconteur.scenarios.Stage;

/** A model server that runs on the same machine is offered to the operator, and used only once it is accepted. */
@ExtendWith(Stage.Shared.class)
class LocalServerTest {
    private static final String TAGS =
            "{\"models\":[{\"name\":\"qwen3:4b\",\"model\":\"qwen3:4b\",\"details\":{\"family\":\"qwen3\"}}]}";

    private static final String MODELS = "{\"object\":\"list\",\"data\":[{\"id\":\"qwen3:4b\",\"object\":\"model\"}]}";

    private final Stage stage;
    private final AtomicInteger asked = new AtomicInteger();

    @TempDir
    Path folder;

    LocalServerTest(Stage stage) {
        this.stage = stage;
    }

    /** Lists its one model as Ollama does, in both of its ways. */
    private HttpServer ollama() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            var path = exchange.getRequestURI().getPath();
            var body = (path.equals("/api/tags") ? TAGS : path.equals("/v1/models") ? MODELS : "{}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private Person operator(ServerProcess server) {
        var token = stage.nobody()
                .at(server.base())
                .post("/api/login", Json.of("username", "grace", "password", Person.PASSWORD))
                .expect(200)
                .text("token");
        return stage.holder("grace", token).at(server.base());
    }

    private ServerProcess start(HttpServer ollama, String discover) throws IOException, InterruptedException {
        var server = ServerProcess.start(
                Prepared.installation(),
                folder.resolve("data"),
                ServerProcess.freePort(),
                Map.of(
                        "OLLAMA_HOST",
                        "127.0.0.1:" + ollama.getAddress().getPort(),
                        "RACONTEUR_DISCOVER_LOCAL_MODELS",
                        discover,
                        "RACONTEUR_ADMIN_USER",
                        "grace",
                        "RACONTEUR_ADMIN_PASSWORD",
                        Person.PASSWORD));
        server.awaitReady(Duration.ofMinutes(3));
        return server;
    }

    /** Ollama is in the table of vendors too, so that it is there says nothing: how it came does. */
    private static boolean offers(Person grace) {
        return source(grace).equals("discovered");
    }

    private static String source(Person grace) {
        return grace.get("/api/admin/providers/ollama").expect(200).text("source");
    }

    @Test
    void whatIsFoundIsOfferedAndUsedOnceItIsAccepted() throws Exception {
        var ollama = ollama();
        try (var server = start(ollama, "true")) {
            var grace = operator(server);
            stage.until("it is found", () -> offers(grace));
            var found = grace.get("/api/admin/providers/ollama").expect(200).json();
            assertThat(found.path("source").asText()).isEqualTo("discovered");
            assertThat(found.path("enabled").asBoolean(true)).isFalse();
            assertThat(grace.get("/api/models").body()).doesNotContain("qwen3");

            grace.post("/api/admin/providers/ollama/accept", null).expect(200);

            stage.until(
                    "its model is offered",
                    () -> grace.get("/api/models").body().contains("ollama/qwen3:4b"));
            assertThat(Json.items(grace.get("/api/models").json())
                            .getFirst()
                            .path("id")
                            .asText())
                    .isEqualTo("ollama/qwen3:4b");
        } finally {
            ollama.stop(0);
        }
    }

    @Test
    void nothingIsLookedForWhenThatIsSwitchedOff() throws Exception {
        var ollama = ollama();
        try (var server = start(ollama, "false")) {
            // it is looked for while the server starts: a server that did so has asked by the time grace is in
            var grace = operator(server);
            assertThat(asked).hasValue(0);
            assertThat(source(grace)).isEqualTo("builtin");
            assertThat(grace.get("/api/models").body()).doesNotContain("qwen3");
        } finally {
            ollama.stop(0);
        }
    }
}
