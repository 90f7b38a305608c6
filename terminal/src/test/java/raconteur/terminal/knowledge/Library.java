package raconteur.terminal.knowledge;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server that speaks the surface of knowledge, tells its ledger two lines at a time, and stumbles when it is told to.
 */
final class Library implements AutoCloseable {
    static final String KEY = "rk_the-key-of-the-library";
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 2;

    private final HttpServer server;
    private final Map<String, String> collections = new HashMap<>();
    private final TreeMap<String, ObjectNode> ledger = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Deque<Integer> stumbles = new ArrayDeque<>();

    Library() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/knowledge", this::handle);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next answers are these statuses; 0 is none at all. */
    void stumble(Integer... statuses) {
        stumbles.addAll(List.of(statuses));
    }

    /** A page of a wiki, which no folder holds. */
    void crawled(String name) {
        ledger.put(name, line(name, "rev-1").put("url", "https://wiki.example/" + name));
    }

    /** What was asked since the last time this was asked, without what only reads. */
    List<String> changes() {
        var changes = asked.stream().filter(one -> !one.startsWith("GET")).toList();
        asked.clear();
        return changes;
    }

    List<String> names() {
        return List.copyOf(ledger.keySet());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath().substring("/api/knowledge".length());
            var query = query(exchange.getRequestURI().getRawQuery());
            asked.add((exchange.getRequestMethod() + " " + path + " " + query.getOrDefault("name", "")).strip());
            var stumble = stumbles.poll();
            if (stumble != null) {
                if (stumble != 0) {
                    exchange.getResponseHeaders().set("Retry-After", "0");
                    give(exchange, stumble, JSON.createObjectNode().put("message", "stumbled"));
                }
            } else if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                give(exchange, 401, JSON.createObjectNode().put("message", "who are you"));
            } else if (!List.of("PUT", "POST").contains(exchange.getRequestMethod())
                    && exchange.getRequestHeaders().containsKey("Content-Type")) {
                give(exchange, 415, JSON.createObjectNode().put("message", "Send JSON."));
            } else {
                answer(exchange, path, query, body);
            }
        }
    }

    private void answer(HttpExchange exchange, String path, Map<String, String> query, byte[] body) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET" -> give(exchange, 200, path.isEmpty() ? found(query) : page(query));
            case "POST" -> {
                collections.put(JSON.readTree(body).path("name").asText(), "c1");
                give(exchange, 201, JSON.createObjectNode().put("id", "c1"));
            }
            case "PUT" -> give(exchange, 200, taken(query.getOrDefault("name", ""), body));
            default ->
                exchange.sendResponseHeaders(ledger.remove(query.getOrDefault("name", "")) == null ? 404 : 204, -1);
        }
    }

    private ObjectNode found(Map<String, String> query) {
        var page = JSON.createObjectNode();
        var items = page.putArray("items");
        var id = collections.get(query.getOrDefault("name", ""));
        if (id != null) {
            items.addObject().put("id", id);
        }
        return page.putNull("next_cursor");
    }

    private ObjectNode page(Map<String, String> query) {
        var page = JSON.createObjectNode();
        var rest = ledger.tailMap(query.getOrDefault("cursor", ""), false);
        page.putArray("items").addAll(rest.values().stream().limit(PAGE).toList());
        return rest.size() > PAGE
                ? page.put(
                        "next_cursor",
                        rest.keySet().stream().skip(PAGE - 1).findFirst().orElseThrow())
                : page.putNull("next_cursor");
    }

    private ObjectNode taken(String name, byte[] body) {
        var before = ledger.get(name);
        var line = line(name, hash(body));
        var said = new String(body, StandardCharsets.UTF_8);
        var outcome = before == null ? "added" : "changed";
        if (said.isEmpty()) {
            outcome = "failed";
            line.putObject("error").put("code", "EMPTY").put("message", "there is nothing in it");
        }
        ledger.put(name, line);
        var taken = JSON.createObjectNode().put("outcome", outcome);
        taken.set("file", line);
        return taken;
    }

    private static ObjectNode line(String name, String hash) {
        return JSON.createObjectNode()
                .put("name", name)
                .put("hash", hash)
                .put("passage_count", 1)
                .putNull("url");
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> query(@org.jspecify.annotations.Nullable String raw) {
        var query = new HashMap<String, String>();
        for (var one : raw == null ? new String[0] : raw.split("&", -1)) {
            var at = one.indexOf('=');
            query.put(one.substring(0, at), URLDecoder.decode(one.substring(at + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private static void give(HttpExchange exchange, int status, ObjectNode json) throws IOException {
        var bytes = JSON.writeValueAsBytes(json);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
