package raconteur.terminal.relay;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import raconteur.terminal.remote.ServerAddress;

/**
 * The door: this machine's games come in with what they say, and a person may look how it stands. A page of some other
 * site that a browser on this machine shows does not: it could spend the key's money.
 */
final class Front implements HttpHandler {
    /** More than the server takes from a game. */
    static final int LARGEST = 64 * 1024;

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final Set<String> OUR_PAGES = Set.of("", "none", "same-origin");

    private final Link link;
    private final Deliveries deliveries;
    private final Health health;
    private final Optional<Site> site;
    private final Patience patience;

    Front(Link link, Deliveries deliveries, Health health, Optional<Site> site, Patience patience) {
        this.link = link;
        this.deliveries = deliveries;
        this.health = health;
        this.site = site;
        this.patience = patience;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (!isForUs(exchange.getRequestHeaders())) {
                tell(exchange, Words.refusal(421, "This is a relay for games on this machine: ask 127.0.0.1."));
            } else if (!METHODS.contains(exchange.getRequestMethod())) {
                exchange.getResponseHeaders().set("Allow", "GET, POST");
                tell(exchange, Words.refusal(405, "GET or POST."));
            } else {
                admitted(exchange);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the relay ends
        }
    }

    private void admitted(HttpExchange exchange) throws IOException, InterruptedException {
        var path = exchange.getRequestURI().getPath();
        if (path.equals("/health")) {
            tell(exchange, health.answer());
        } else if (path.equals("/relay") || (path.equals("/") && site.isEmpty())) {
            health.page(exchange);
        } else if (path.equals("/interact") || path.startsWith("/game/")) {
            game(exchange, path);
        } else if (site.isEmpty() || !site.get().show(exchange, path)) {
            tell(exchange, Words.refusal(404, "The relay passes on /interact and /game/… only."));
        }
    }

    private void game(HttpExchange exchange, String path) throws IOException, InterruptedException {
        var body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        if (!isOurPage(exchange.getRequestHeaders())) {
            tell(exchange, Words.refusal(403, "Pages of other sites may not speak through this relay."));
        } else if (body.length > LARGEST) {
            tell(exchange, Words.refusal(413, "At most " + LARGEST + " bytes."));
        } else {
            var query = exchange.getRequestURI().getRawQuery();
            var type = exchange.getRequestHeaders().getFirst("Content-Type");
            var ask = Ask.read(method(exchange), path, query, type, body);
            var answer = ask.isEmpty() ? Words.refusal(404, "There is no such call.") : answer(ask.get());
            health.passed(answer.status());
            tell(exchange, answer);
        }
    }

    private static String method(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("POST") ? "POST" : "GET";
    }

    private Answer answer(Ask ask) throws InterruptedException {
        return switch (ask.kind()) {
            case QUESTION -> deliveries.question(ask);
            case EVENTS -> deliveries.events(ask);
            case POLL -> poll(ask);
            case OTHER -> once(ask, patience.other(), Words.refusal(503, "The server cannot be heard."));
        };
    }

    private Answer poll(Ask ask) throws InterruptedException {
        var known = deliveries.news(ask);
        if (known.isPresent()) {
            return known.get();
        }
        var wait = ask.wait(patience.probe());
        if (deliveries.isAwaited(ask)) {
            // it goes on its way when the server is heard, not before
            link.awaitUp(wait);
            return Words.nothingYet(ask);
        }
        return once(ask, wait, Words.nothingYet(ask));
    }

    /** The server's answer, or else the one for when it cannot be heard. */
    private Answer once(Ask ask, java.time.Duration wait, Answer otherwise) throws InterruptedException {
        if (!link.awaitUp(wait)) {
            return otherwise;
        }
        return switch (link.send(ask, wait.plus(patience.other()))) {
            case Link.Outcome.Answered(var answer) -> answer;
            case Link.Outcome.Lost _ -> otherwise;
        };
    }

    private static void tell(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        answer.retryAfter()
                .ifPresent(seconds -> exchange.getResponseHeaders().set("Retry-After", Long.toString(seconds)));
        send(exchange, answer.status(), answer.body());
    }

    static void send(HttpExchange exchange, int status, Bytes body) throws IOException {
        var head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.size() == 0 ? -1 : body.size());
        if (!head) {
            body.writeTo(exchange.getResponseBody());
        }
    }

    /** A name of some other site that points here is not ours. */
    private static boolean isForUs(Headers headers) {
        var host = headers.getOrDefault("Host", List.of());
        return host.size() == 1 && isHere("http://" + host.getFirst());
    }

    /** A game says neither; a browser says where its page is from. */
    private static boolean isOurPage(Headers headers) {
        var origin = headers.getFirst("Origin");
        var site = headers.getFirst("Sec-Fetch-Site");
        return OUR_PAGES.contains(site == null ? "" : site.toLowerCase(Locale.ROOT))
                && (origin == null || origin.equals("http://" + headers.getFirst("Host")));
    }

    private static boolean isHere(String address) {
        try {
            var host = URI.create(address).getHost();
            return host != null && ServerAddress.isHere(host);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
