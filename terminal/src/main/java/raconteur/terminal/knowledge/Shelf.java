package raconteur.terminal.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import raconteur.terminal.remote.ServerAddress;
import raconteur.terminal.remote.ServerKey;
import raconteur.terminal.remote.Stopped;

/**
 * A server's collections of knowledge. Everything it asks may be asked again, and is: until there is an answer, at most
 * {@value #TRIES} times.
 */
final class Shelf {
    /** A line of a collection's ledger; pages of wikis have no place in a folder. */
    record Line(String hash, boolean wiki) {}

    /**
     * What became of a file that was sent.
     *
     * @param outcome {@code added}, {@code changed}, {@code unchanged} or {@code failed}
     * @param said how many passages came of it, or why it failed
     */
    record Taken(String outcome, String said) {}

    private static final int TRIES = 6;
    private static final int LARGEST = 8 << 20;
    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final ServerAddress server;
    private final ServerKey key;
    private final Duration patience;
    private final Duration pause;

    /**
     * @param patience for one answer; a file is read before it comes
     * @param pause before the second try; it doubles
     */
    Shelf(HttpClient http, ServerAddress server, ServerKey key, Duration patience, Duration pause) {
        this.http = http;
        this.server = server;
        this.key = key;
        this.patience = patience;
        this.pause = pause;
    }

    /** The collection of that name, which is made where there is none. */
    String collection(String name) throws InterruptedException {
        var found = ask("GET", "?limit=1&name=" + encoded(name), HttpRequest.BodyPublishers.noBody())
                .path("items");
        if (!found.isEmpty()) {
            return found.get(0).path("id").asText();
        }
        var draft = JsonNodeFactory.instance.objectNode().put("name", name);
        return ask("POST", "", HttpRequest.BodyPublishers.ofString(draft.toString()))
                .path("id")
                .asText();
    }

    /** What it knows, by name. */
    Map<String, Line> ledger(String collection) throws InterruptedException {
        var ledger = new TreeMap<String, Line>();
        var cursor = "";
        do {
            var page = ask(
                    "GET",
                    "/" + collection + "/files?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor)),
                    HttpRequest.BodyPublishers.noBody());
            for (var one : page.path("items")) {
                var wiki = !one.path("url").asText("").isEmpty();
                ledger.put(one.path("name").asText(), new Line(one.path("hash").asText(), wiki));
            }
            cursor = page.path("next_cursor").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return ledger;
    }

    /** Sends a file, and comes back when it was read. */
    Taken put(String collection, Folder.Entry file) throws InterruptedException, IOException {
        var taken = ask("PUT", files(collection, file.name()), HttpRequest.BodyPublishers.ofFile(file.path()));
        var outcome = taken.path("outcome").asText();
        var line = taken.path("file");
        var said = outcome.equals("failed")
                ? line.path("error").path("message").asText()
                : line.path("passage_count").asInt() + " passages";
        return new Taken(outcome, said);
    }

    /** Takes a file out; it is gone when this comes back, whoever took it. */
    void delete(String collection, String name) throws InterruptedException {
        send("DELETE", files(collection, name), HttpRequest.BodyPublishers.noBody(), Set.of(404));
    }

    private static String files(String collection, String name) {
        return "/" + collection + "/files?name=" + encoded(name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode ask(String method, String path, HttpRequest.BodyPublisher body) throws InterruptedException {
        return send(method, path, body, Set.of());
    }

    private JsonNode send(String method, String path, HttpRequest.BodyPublisher body, Set<Integer> fine)
            throws InterruptedException {
        var request = HttpRequest.newBuilder(server.at("/api/knowledge" + path))
                .header("Authorization", key.header())
                .method(method, body);
        // a label without a body is refused like a wrong one
        switch (method) {
            case "POST" -> request.header("Content-Type", "application/json");
            case "PUT" -> request.header("Content-Type", "application/octet-stream");
            default -> {}
        }
        for (var tries = 1; ; tries++) {
            var wait = pause.multipliedBy(1L << (tries - 1));
            try {
                var response = once(request.build());
                var status = response.statusCode();
                if (status < 300 || fine.contains(status)) {
                    return response.body().length == 0 ? JsonNodeFactory.instance.objectNode() : json(response);
                }
                if (!LATER.contains(status) || tries == TRIES) {
                    throw Stopped.failed(server + " says " + status + ": " + message(response));
                }
                var after = response.headers().firstValueAsLong("Retry-After");
                wait = after.isPresent() ? Duration.ofSeconds(Math.clamp(after.getAsLong(), 0, 60)) : wait;
            } catch (IOException broken) {
                if (tries == TRIES || broken instanceof NoSuchFileException) {
                    throw Stopped.failed(server + " cannot be reached: " + broken.getMessage());
                }
            }
            Thread.sleep(wait);
        }
    }

    private HttpResponse<byte[]> once(HttpRequest request) throws InterruptedException, IOException {
        var coming = http.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST));
        try {
            return coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new IOException("no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException broken ? broken : new IOException(failed.getCause());
        } finally {
            coming.cancel(true);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        var json = JSON.readTree(response.body());
        if (!json.isObject()) {
            throw new IOException("what answers there is not Raconteur");
        }
        return json;
    }

    private static String message(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body()).path("message").asText("");
        } catch (IOException _) {
            return "nothing that can be read";
        }
    }
}
