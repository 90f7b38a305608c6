package raconteur.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Someone with an account, or a stranger without one, who talks with the server over HTTP. */
public final class Person {
    public static final String PASSWORD = "correct horse battery";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** A turn that was taken, with the messages it began. */
    public record Taken(String turn, String question, String answer, Reply reply) {
        static Taken of(Reply reply) {
            String question = "";
            String answer = "";
            for (var message : Json.items(reply.json().path("messages"))) {
                if (message.path("role").asText().equals("user")) {
                    question = message.path("id").asText();
                } else {
                    answer = message.path("id").asText();
                }
            }
            return new Taken(reply.text("turn_id"), question, answer, reply);
        }
    }

    private final URI base;
    private final String name;
    private final String token;

    Person(URI base, String name, String token) {
        this.base = base;
        this.name = name;
        this.token = token;
    }

    /** The same person at a server that was started again. */
    public Person at(URI elsewhere) {
        return new Person(elsewhere, name, token);
    }

    public String name() {
        return name;
    }

    public String token() {
        return token;
    }

    public Reply get(String path) {
        return send("GET", path, null, Map.of());
    }

    public Reply delete(String path) {
        return send("DELETE", path, null, Map.of());
    }

    public Reply post(String path, @Nullable JsonNode body) {
        return send("POST", path, body, Map.of());
    }

    public Reply patch(String path, JsonNode body) {
        return send("PATCH", path, body, Map.of());
    }

    public Reply put(String path, JsonNode body) {
        return send("PUT", path, body, Map.of());
    }

    public Reply send(String method, String path, @Nullable JsonNode body, Map<String, String> headers) {
        return raw(method, path, body == null ? null : body.toString(), "application/json", headers);
    }

    /** Sends exactly this body; no type when {@code type} is empty. */
    public Reply raw(String method, String path, @Nullable String body, String type, Map<String, String> headers) {
        var request = request(path, headers);
        if (body != null && !type.isEmpty()) {
            request.header("Content-Type", type);
        }
        request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        var response = exchange(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(name + ": " + method + " " + path, response.statusCode(), response.headers(), response.body());
    }

    /** Sends these bytes, and gets bytes. */
    public HttpResponse<byte[]> bytes(String method, String path, byte[] body, String type) {
        var request = request(path, Map.of());
        if (body.length > 0) {
            request.header("Content-Type", type);
        }
        request.method(
                method,
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        return exchange(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        return request;
    }

    private static <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return CLIENT.send(request, handler);
        } catch (IOException e) {
            throw new AssertionError(request + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** An empty conversation; its id. */
    public String conversation() {
        return conversation(Json.of());
    }

    public String conversation(JsonNode draft) {
        return post("/api/conversations", draft).expect(201).text("id");
    }

    /** Says something at the end of the current path. */
    public Taken ask(String conversation, String text) {
        return ask(conversation, Json.of("text", text));
    }

    public Taken ask(String conversation, JsonNode wish) {
        return Taken.of(wish(conversation, wish).expect(202));
    }

    /** The same with whatever answer comes. */
    public Reply wish(String conversation, JsonNode wish) {
        return post("/api/conversations/" + conversation + "/turns", wish);
    }

    /** Says something and waits for the end of the answer. */
    public Taken say(String conversation, String text) {
        return say(conversation, Json.of("text", text));
    }

    public Taken say(String conversation, JsonNode wish) {
        var taken = ask(conversation, wish);
        assertThat(end(taken)).isEqualTo("completed");
        return taken;
    }

    /** Waits for the end of a turn; its state. */
    public String end(Taken taken) {
        try (var events = follow(taken)) {
            return events.end();
        }
    }

    /** The stream that the question itself is answered with. */
    public Events stream(String conversation, JsonNode wish) {
        return stream("POST", "/api/conversations/" + conversation + "/turns", wish, Map.of());
    }

    public Events follow(Taken taken) {
        return events("/api/turns/" + taken.turn() + "/events", Map.of());
    }

    /** Follows from after an event, as a browser does that was cut off. */
    public Events follow(Taken taken, long lastEventId) {
        return events("/api/turns/" + taken.turn() + "/events", Map.of("Last-Event-ID", Long.toString(lastEventId)));
    }

    public Events events(String path, Map<String, String> headers) {
        return stream("GET", path, null, headers);
    }

    public Events stream(String method, String path, @Nullable JsonNode body, Map<String, String> headers) {
        var request = request(path, headers).header("Accept", "text/event-stream");
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
        }
        var events = Events.read(exchange(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        assertThat(events.status()).as("%s: %s %s", name, method, path).isEqualTo(200);
        return events;
    }

    public JsonNode turn(Taken taken) {
        return get("/api/turns/" + taken.turn()).expect(200).json();
    }

    /** The answer of a turn as it is kept. */
    public JsonNode answer(Taken taken) {
        return Json.items(turn(taken).path("messages")).stream()
                .filter(message -> message.path("id").asText().equals(taken.answer()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no answer in " + turn(taken)));
    }

    public Reply stop(Taken taken) {
        return delete("/api/turns/" + taken.turn());
    }

    public Taken goOn(Taken taken) {
        return Taken.of(post("/api/turns/" + taken.turn() + "/continue", null).expect(202));
    }

    /** The current path of a conversation, oldest first. */
    public List<JsonNode> path(String conversation) {
        return Json.items(get("/api/conversations/" + conversation + "/messages?limit=200")
                .expect(200)
                .json());
    }

    public List<String> texts(String conversation) {
        return path(conversation).stream()
                .map(message -> message.path("text").asText())
                .toList();
    }

    public BigDecimal balance() {
        return new BigDecimal(get("/api/me/balance").expect(200).text("balance"));
    }

    public BigDecimal held() {
        return new BigDecimal(get("/api/me/balance").expect(200).text("held"));
    }

    /** Every entry of the book, newest first. */
    public List<JsonNode> ledger() {
        var entries = new java.util.ArrayList<JsonNode>();
        String cursor = "";
        do {
            var page = get("/api/me/ledger?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .expect(200)
                    .json();
            entries.addAll(Json.items(page));
            cursor = page.path("next_cursor").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return entries;
    }

    /** The entries of one kind that a turn caused. */
    public List<BigDecimal> entries(Taken taken, String kind) {
        return ledger().stream()
                .filter(entry -> entry.path("turn_id").asText().equals(taken.turn()))
                .filter(entry -> entry.path("kind").asText().equals(kind))
                .map(entry -> new BigDecimal(entry.path("amount").asText()))
                .toList();
    }

    /** The book adds up, nothing is held, and no generation was settled twice. */
    public void assertBooksClosed() {
        var entries = ledger();
        var sum = entries.stream()
                .map(entry -> new BigDecimal(entry.path("amount").asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(balance()).as("balance against the book of %s", name).isEqualByComparingTo(sum);
        assertThat(held()).as("held of %s", name).isEqualByComparingTo(BigDecimal.ZERO);
        for (String kind : List.of("hold", "release", "settle")) {
            assertThat(entries.stream()
                            .filter(entry -> entry.path("kind").asText().equals(kind))
                            .map(entry -> entry.path("generation_id").asText()))
                    .as(kind + " once per generation")
                    .doesNotHaveDuplicates();
        }
        assertThat(entries.stream()
                        .map(entry -> new BigDecimal(entry.path("balance_after").asText())))
                .as("balances on the way")
                .allMatch(balance -> balance.signum() >= 0);
    }
}
