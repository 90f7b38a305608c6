package raconteur.terminal.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A game on this machine: it can post and get, and that is all it can. */
record Game(URI relay) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What a game was told. */
    record Told(int status, String text) {
        JsonNode json() {
            try {
                return new JsonMapper().readTree(text);
            } catch (IOException notJson) {
                throw new AssertionError(text, notJson);
            }
        }

        String state() {
            return json().path("state").asText();
        }
    }

    Told say(String body) throws Exception {
        return post("/interact", body);
    }

    Told post(String path, String body, String... headers) throws Exception {
        return send(
                HttpRequest.newBuilder(relay.resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body)), headers);
    }

    Told get(String path, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(relay.resolve(path)), headers);
    }

    private static Told send(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        var response = HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        return new Told(response.statusCode(), response.body());
    }

    /** Polls, as games do, until something is new. */
    JsonNode news(String session) throws Exception {
        for (var tries = 0; tries < 200; tries++) {
            var told =
                    get("/game/poll?session=" + session + "&after=0&wait_ms=50").json();
            if (!told.path("items").isEmpty()) {
                return told.path("items");
            }
        }
        throw new AssertionError("nothing was new");
    }
}
