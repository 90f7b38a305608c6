package raconteur.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The server's HTTP API, as far as the rig uses it. Blocks; throws {@link IOException} when the answer is not a good
 * one.
 */
final class Api implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "a long enough passphrase";

    private final URI base;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    Api(URI base) {
        this.base = base;
    }

    /** Makes the first account, the operator, and signs in. Returns the bearer. */
    String setup(String username) throws IOException, InterruptedException {
        return post("/api/setup", "", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, PASSWORD))
                .path("token")
                .asText();
    }

    /** Makes an account and signs in. Returns the bearer. */
    String register(String username) throws IOException, InterruptedException {
        String body = "{\"username\":\"%s\",\"password\":\"%s\",\"accept_terms\":true}".formatted(username, PASSWORD);
        return post("/api/register", "", body).path("token").asText();
    }

    String login(String username) throws IOException, InterruptedException {
        return post("/api/login", "", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, PASSWORD))
                .path("token")
                .asText();
    }

    /** Makes a conversation and returns its id. */
    String conversation(String bearer) throws IOException, InterruptedException {
        return post("/api/conversations", bearer, "{}").path("id").asText();
    }

    JsonNode get(String path, String bearer) throws IOException, InterruptedException {
        return answer(request(path, bearer).GET().build());
    }

    JsonNode post(String path, String bearer, String body) throws IOException, InterruptedException {
        return answer(request(path, bearer)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpClient client() {
        return client;
    }

    HttpRequest.Builder request(String path, String bearer) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json");
        return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(
                    request.method() + " " + request.uri() + " → " + response.statusCode() + " " + response.body());
        }
        return response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
