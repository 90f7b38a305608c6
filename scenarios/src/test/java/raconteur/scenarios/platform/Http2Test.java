package raconteur.scenarios.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import raconteur.bench.ServerProcess;

/** Over HTTP/2 a body does not have to say how long it is, nor whether it is there at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class Http2Test {
    private ServerProcess server;
    private HttpClient client;
    private String key;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        server = Packaged.start(folder, Map.of());
        key = Files.readString(folder.resolve("data/local.key")).strip();
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        // the first answer is the one that changes to HTTP/2
        assertThat(send("GET", "/health", BodyPublishers.noBody()).version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static BodyPublisher untold(String text) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatHasNoBodyIsAnsweredLikeOverHttp1() throws Exception {
        var made = send("POST", "/api/conversations", untold("{}"));
        assertThat(made.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var place = "/api/conversations/"
                + new ObjectMapper().readTree(made.body()).path("id").asText();

        assertThat(send("POST", "/api/conversations", BodyPublishers.noBody()).statusCode())
                .isEqualTo(422);
        assertThat(send("DELETE", place, BodyPublishers.noBody()).statusCode()).isEqualTo(204);
        assertThat(send("GET", place, BodyPublishers.noBody()).statusCode()).isEqualTo(404);
    }

    @Test
    void aBodyThatDoesNotSayHowLargeItIsEndsAtTheSameLimit() throws Exception {
        var large = "{\"title\":\"" + "x".repeat(1_100_000) + "\"}";

        assertThat(send("POST", "/api/conversations", untold(large)).statusCode())
                .isEqualTo(413);
    }
}
