package raconteur.terminal.relay;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks the game surface: it echoes what was said, keeps what was asked under its request's id, and
 * tells by polling what could not be answered at once. It can go away, come back on the same port, and lose or spoil
 * answers.
 */
final class Camp implements AutoCloseable {
    static final String KEY = "rk_the-key-of-the-camp";

    /** What came in. */
    record Heard(String path, String query, String authorization, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What is done to an answer in place of giving it. */
    enum Spoiling {
        LOST,
        HTML,
        HALF,
        HUGE,
        LIST,
        GATEWAY,
        MOVED
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Spoiling> spoilings = new LinkedBlockingQueue<>();
    private final Map<String, ObjectNode> answers = new ConcurrentHashMap<>();
    private final Map<String, List<ObjectNode>> news = new HashMap<>();
    private final @Nullable SSLContext tls;
    private int port;
    private HttpServer server;
    private volatile boolean slow;
    private volatile boolean quick;
    private volatile boolean deaf;

    private Camp(@Nullable SSLContext tls) {
        this.tls = tls;
        this.server = open();
        this.port = server.getAddress().getPort();
    }

    static Camp open(@Nullable SSLContext tls) {
        return new Camp(tls);
    }

    static Camp pitched() {
        return new Camp(null);
    }

    private HttpServer open() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            HttpServer made;
            if (tls == null) {
                made = HttpServer.create(address, 0);
            } else {
                var secure = HttpsServer.create(address, 0);
                secure.setHttpsConfigurator(new HttpsConfigurator(tls));
                made = secure;
            }
            made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            made.createContext("/", this::handle);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI base() {
        return URI.create((tls == null ? "http" : "https") + "://localhost:" + port);
    }

    /** Nobody is there any more. */
    void leave() {
        server.stop(0);
    }

    /** On the same port again, and it remembers. */
    void comeBack() {
        server = open();
    }

    /** What happens to the next answers, in their order. */
    void spoil(Spoiling... next) {
        spoilings.addAll(List.of(next));
    }

    /** From now on nothing is answered at once. */
    void think() {
        slow = true;
    }

    /** Whether questions are lost before they are heard, while all else is well. */
    void deafen(boolean wished) {
        deaf = wished;
    }

    /** From now on everything is answered at once, as what was answered before. */
    void remember() {
        quick = true;
    }

    /** The next thing that came in, other than looks whether anybody is there. */
    Heard heard() throws InterruptedException {
        for (var one = heard.poll(10, TimeUnit.SECONDS); one != null; one = heard.poll(10, TimeUnit.SECONDS)) {
            if (!one.path().equals("/game/hello")) {
                return one;
            }
        }
        throw new AssertionError("nothing came in");
    }

    boolean heardNothingElse() {
        return heard.stream()
                .allMatch(one -> one.path().equals("/game/hello") || one.path().equals("/game/poll"));
    }

    /** How many questions were answered, each once however often it was asked. */
    int answered() {
        return answers.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            if (deaf && uri.getPath().equals("/interact")) {
                return;
            }
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            heard.add(new Heard(uri.getPath(), query, authorization, body));
            var answer = authorization.equals("Bearer " + KEY) || query.contains("token=" + KEY)
                    ? answer(uri.getPath(), query, body)
                    : JSON.createObjectNode().put("code", 401).put("message", "no");
            var spoiling = uri.getPath().equals("/game/hello") ? null : spoilings.poll();
            if (spoiling == null) {
                give(
                        exchange,
                        answer.path("code").asInt() == 0
                                ? 200
                                : answer.path("code").asInt(),
                        answer.toString());
            } else {
                spoil(exchange, spoiling, answer.toString());
            }
        }
    }

    private ObjectNode answer(String path, String query, String body) throws IOException {
        return switch (path) {
            case "/interact" -> question(JSON.readTree(body));
            case "/game/poll" -> poll(query);
            case "/game/events" ->
                JSON.createObjectNode()
                        .put("code", 0)
                        .put("message", "success")
                        .put("kept", JSON.readTree(body).path("events").size());
            case "/game/hello" ->
                JSON.createObjectNode().put("code", 0).put("message", "success").put("version", "camp");
            default -> JSON.createObjectNode().put("code", 404).put("message", "no such call");
        };
    }

    private synchronized ObjectNode question(JsonNode asked) {
        if (asked.path("player_input").asText().isEmpty()) {
            return JSON.createObjectNode().put("code", 422).put("message", "player_input");
        }
        var id = asked.path("request_id").asText();
        var before = answers.get(id);
        if (before != null) {
            return before;
        }
        var text = "“" + asked.path("player_input").asText() + "”, 你说。";
        var later = !quick
                && !asked.path("session").asText().isEmpty()
                && (slow || (asked.has("wait_ms") && asked.path("wait_ms").asInt() == 0));
        var answer = JSON.createObjectNode()
                .put("model_response", later ? "" : text)
                .put("code", 0)
                .put("message", "success")
                .put("request_id", id)
                .put("state", later ? "pending" : "done")
                .put("npc", "Wilson");
        lines(answer, later ? "" : text);
        var allowed = asked.at("/allowed_actions/0/name").asText();
        var actions = answer.putArray("actions");
        if (!later && !allowed.isEmpty()) {
            actions.addObject().put("name", allowed).putObject("args");
        }
        if (later) {
            var told = news.computeIfAbsent(asked.path("session").asText(), _ -> new ArrayList<>());
            news.put(id, told);
            told.add(JSON.createObjectNode()
                    .put("seq", told.size() + 1)
                    .put("type", "say")
                    .put("request_id", id)
                    .put("npc", "Wilson")
                    .put("text", text)
                    .put("seconds", 2.5)
                    .put("last", allowed.isEmpty()));
            if (!allowed.isEmpty()) {
                told.add(JSON.createObjectNode()
                        .put("seq", told.size() + 1)
                        .put("type", "action")
                        .put("request_id", id)
                        .put("name", allowed)
                        .put("last", true));
                told.getLast().putObject("args");
            }
        }
        answers.put(id, answer);
        return answer;
    }

    private static void lines(ObjectNode answer, String text) {
        ArrayNode lines = answer.putArray("lines");
        if (!text.isEmpty()) {
            lines.addObject().put("text", text).put("seconds", 2.5);
        }
    }

    private synchronized ObjectNode poll(String query) {
        var wish = new HashMap<String, String>();
        for (var one : query.split("&", -1)) {
            wish.put(one.replaceAll("=.*", ""), one.replaceAll("^[^=]*=?", ""));
        }
        var request = wish.getOrDefault("request_id", "");
        if (!request.isEmpty() && !answers.containsKey(request)) {
            return JSON.createObjectNode().put("code", 404).put("message", "no such question");
        }
        var told = news.getOrDefault(wish.getOrDefault("session", request), List.of());
        var after = Integer.parseInt(wish.getOrDefault("after", "0"));
        var answer = JSON.createObjectNode()
                .put("code", 0)
                .put("message", "success")
                .put("seq", Math.max(after, told.size()))
                .put("state", "done");
        answer.putArray("items").addAll(told.subList(Math.min(after, told.size()), told.size()));
        return answer;
    }

    private static void spoil(HttpExchange exchange, Spoiling spoiling, String answer) throws IOException {
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        switch (spoiling) {
            case LOST -> exchange.getResponseHeaders(); // and nothing is said: the connection ends
            case HTML -> give(exchange, 200, "<html><h1>Welcome to the hotel's network</h1></html>");
            case HALF -> {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
                exchange.getResponseBody().flush();
            }
            case HUGE -> give(exchange, 200, "{\"a\":\"" + "x".repeat(Link.LARGEST) + "\"}");
            case LIST -> give(exchange, 200, "[]");
            case GATEWAY -> give(exchange, 502, "<html>Bad Gateway</html>");
            case MOVED -> {
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:9/elsewhere");
                give(exchange, 301, "{}");
            }
        }
    }

    private static void give(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
