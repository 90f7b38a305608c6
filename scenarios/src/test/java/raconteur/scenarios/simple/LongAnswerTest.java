package raconteur.scenarios.simple;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raconteur.bench.ServerProcess;
import raconteur.bench.Upstream;
import raconteur.scenarios.Json;
import raconteur.scenarios.Prepared;

/** An answer may take longer than a connection may be idle. */
class LongAnswerTest {
    @Test
    void whoeverWaitsForAWholeAnswerIsNotTakenForIdle(@TempDir Path folder) throws Exception {
        try (var upstream = Upstream.start(0)) {
            var settings = new TreeMap<>(ServerProcess.using(upstream.base()));
            settings.put("QUARKUS_HTTP_IDLE_TIMEOUT", "2s");
            settings.put("RACONTEUR_STREAM_KEEP_ALIVE", "500ms");
            settings.put("RACONTEUR_BODY_WINDOW", "1s");
            try (var server = ServerProcess.start(
                            Prepared.installation(), folder.resolve("data"), ServerProcess.freePort(), settings);
                    var client = HttpClient.newHttpClient()) {
                server.awaitReady(Duration.ofSeconds(60));

                var reply = client.send(
                        HttpRequest.newBuilder(URI.create(server.base() + "/api/chat"))
                                .header("Authorization", "Bearer " + server.localKey())
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(Json.of("input", "slow\n~first:6s~tokens:3")
                                        .toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

                assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
                assertThat(Json.read(reply.body()).path("output").asText()).isNotBlank();
            }
        }
    }
}
