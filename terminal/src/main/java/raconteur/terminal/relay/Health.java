package raconteur.terminal.relay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import raconteur.terminal.remote.ServerAddress;

/** How the relay stands, for a program at {@code /health} and for a person at {@code /relay}. */
final class Health {
    private static final JsonMapper JSON = new JsonMapper();

    private static final String PAGE = """
            <!doctype html>
            <html lang="%s">
            <meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="5">
            <title>Raconteur relay</title>
            <style>
            :root { color-scheme: light dark }
            body { font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }
            dt { font-weight: 600 } dd { margin: 0 0 .75rem; overflow-wrap: anywhere }
            </style>
            <h1>%s</h1>
            <dl>
            <dt>%s</dt><dd>%s</dd>
            <dt>%s</dt><dd>%d</dd>
            <dt>%s</dt><dd>%d</dd>
            <dt>%s</dt><dd>%d</dd>
            </dl>
            </html>
            """;

    private final ServerAddress server;
    private final Link link;
    private final Deliveries deliveries;
    private final InstantSource time;
    private final AtomicLong passed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    Health(ServerAddress server, Link link, Deliveries deliveries, InstantSource time) {
        this.server = server;
        this.link = link;
        this.deliveries = deliveries;
        this.time = time;
    }

    void passed(int status) {
        (status < 400 ? passed : refused).incrementAndGet();
    }

    /** 503 while the server cannot be heard or refuses the key, so that a watch can look at the status alone. */
    Answer answer() {
        var state = link.state();
        var json = JSON.createObjectNode().put("code", status(state)).put("message", word(state));
        json.putObject("data")
                .put("status", word(state))
                .put("server", server.toString())
                .put("since", state.since().toString())
                .put("why", state.why())
                .put("passed", passed.get())
                .put("refused", refused.get())
                .put("waiting", deliveries.waiting())
                .put("given_up", deliveries.lost());
        return new Answer(state.up() && state.key() ? 200 : 503, Words.bytes(json));
    }

    private static int status(Link.State state) {
        return state.up() && state.key() ? 0 : 503;
    }

    private static String word(Link.State state) {
        if (!state.up()) {
            return "waiting";
        }
        return state.key() ? "ok" : "key_refused";
    }

    void page(HttpExchange exchange) throws IOException {
        var chinese = String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Language"))
                .startsWith("zh");
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        Front.send(exchange, 200, new Bytes((chinese ? chinese() : english()).getBytes(StandardCharsets.UTF_8)));
    }

    private String english() {
        var state = link.state();
        var title = switch (word(state)) {
            case "ok" -> "The server is heard";
            case "waiting" -> "The server cannot be heard: " + escaped(state.why());
            default -> "The server refuses the key";
        };
        return PAGE.formatted(
                "en",
                title,
                "Server",
                place(state, "for %d s"),
                "Passed on",
                passed.get(),
                "Waiting to be",
                deliveries.waiting(),
                "Given up",
                deliveries.lost());
    }

    private String chinese() {
        var state = link.state();
        var title = switch (word(state)) {
            case "ok" -> "已连上服务器";
            case "waiting" -> "连不上服务器：" + escaped(state.why());
            default -> "服务器不接受这个密钥";
        };
        return PAGE.formatted(
                "zh",
                title,
                "服务器",
                place(state, "已 %d 秒"),
                "已转发",
                passed.get(),
                "等待转发",
                deliveries.waiting(),
                "已放弃",
                deliveries.lost());
    }

    private String place(Link.State state, String since) {
        var seconds = Duration.between(state.since(), time.instant()).toSeconds();
        return escaped(server.toString()) + " · " + since.formatted(seconds);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
