package raconteur.scenarios.platform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.bench.Behaviour;
import raconteur.scenarios.Events;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** D15, D16: what strangers and models send forges no line of the log, no header and no event. */
class ForgeryTest {
    private static final String LINE = "2026-11-21T10:00:00.123Z INFO  edge forged";
    private static final List<String> TRICKS = List.of(
            "\n", "\r\n", "\r", "\u001b[2J\u001b[31m", "\u0085", "\u2028", "\u202e", "\u2066", "\u200b", "\u009b31m");

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person ada;

    @BeforeAll
    static void set() {
        stage = Stage.with("LOG_LEVEL", "debug", "LOG_CONTENT", "true");
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @BeforeEach
    void open() {
        stage.upstream().reset();
        ada = stage.ada();
    }

    private static String percent(String text) {
        var out = new StringBuilder();
        for (var one : text.getBytes(UTF_8)) {
            out.append(String.format("%%%02x", one & 0xff));
        }
        return out.toString();
    }

    @Test
    void nothingThatIsLoggedBeginsALineColoursATerminalOrIsLookedUp() throws Exception {
        var hits = new AtomicInteger();
        try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        listener.accept().close();
                        hits.incrementAndGet();
                    }
                } catch (IOException closed) {
                    assertThat(listener.isClosed()).isTrue();
                }
            });
            String lookup = "${jndi:ldap://127.0.0.1:" + listener.getLocalPort() + "/x}";
            var tricks = new ArrayList<>(TRICKS);
            tricks.add(lookup);
            tricks.add("%s%n%d");
            for (var trick : tricks) {
                everywhere(trick + LINE);
            }
            var last = stage.nobody().get("/api/me").header("trace-id");
            stage.until("the last line", () -> log().contains(last));
            assertThat(hits).hasValue(0);
        }
        assertLogIsClean();
    }

    /** Wherever a stranger or a member can put text that some line may tell. */
    private void everywhere(String text) throws IOException {
        var nobody = stage.nobody();
        String tale = ada.conversation();
        nobody.get("/api/" + percent(text));
        nobody.get("/" + percent(text) + "?q=" + percent(text));
        ada.get("/api/conversations?q=" + percent(text) + "&cursor=" + percent(text) + "&" + percent(text) + "=1");
        ada.get("/api/turns/" + percent(text) + "/events?after=" + percent(text));
        nobody.post("/api/login", Json.of("username", text, "password", text));
        nobody.post("/api/register", Json.of("username", text, "password", text, "accept_terms", true));
        ada.wish(tale, Json.of("text", text, "model", text));
        ada.wish(tale, Json.of("text", text, "model", "chat", "client_request_id", text));
        ada.patch("/api/me", Json.of("username", text));
        ada.conversation(Json.of("title", text, "system", text));
        ada.put("/api/me/providers/" + percent(text), Json.of("key", text));
        ada.patch("/api/conversations/" + tale, Json.of(text, text));
        raw("GET /health HTTP/1.1\r\nHost: localhost\r\nUser-Agent: " + text + "\r\nX-" + text + ": x\r\n");
        raw("GET /health" + text + " HTTP/1.1\r\nHost: localhost\r\n");
        raw("POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Type: " + text + "\r\n\r\n{}");
    }

    /** Says this and nothing more, whether or not that is a whole request. */
    private static String raw(String request) throws IOException {
        try (var socket = said(request)) {
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** The answer to a request, which is ended properly. */
    private static String ask(String request) throws IOException {
        try (var socket = said(request)) {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static Socket said(String request) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), stage.server().port());
        socket.setSoTimeout(20_000);
        var end = request.contains("\r\n\r\n") ? "" : "Connection: close\r\n\r\n";
        socket.getOutputStream().write((request + end).getBytes(UTF_8));
        return socket;
    }

    private static String log() {
        try {
            return stage.server().log();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertLogIsClean() throws IOException {
        var file = stage.data().resolveSibling(stage.data().getFileName() + ".log");
        var bytes = Files.readAllBytes(file);
        for (var one : bytes) {
            assertThat(one >= 0 && one < 32 && one != '\n')
                    .as("the byte " + one)
                    .isFalse();
        }
        var text = new String(bytes, UTF_8);
        assertThat(text).contains("forged"); // or there was nothing to see
        for (var trick : TRICKS) {
            if (!trick.equals("\n")) {
                assertThat(text.contains(trick)).as(percent(trick)).isFalse();
            }
        }
        assertThat(text.lines())
                .allMatch(
                        line -> line.startsWith("    ")
                                || line.matches(
                                        "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z (ERROR|WARN |INFO |DEBUG) (edge|business|database|server).*"))
                .noneMatch(line -> line.startsWith(LINE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/turns/%0d%0aX-Forged:%20yes",
                "/%0d%0aX-Forged:%20yes",
                "/api/conversations?cursor=%0d%0aX-Forged:%20yes",
                "/api/turns/x/events?after=%0d%0a%0d%0adata:%20forged",
                "/docs/%0d%0aX-Forged:%20yes",
                "/api/me/devices/%E5%98%8A%E5%98%8DX-Forged:%20yes"
            })
    void noAddressForgesAHeader(String address) throws IOException {
        var answer =
                ask("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + ada.token() + "\r\n");

        var head = answer.substring(0, answer.indexOf("\r\n\r\n"));
        assertThat(head.lines())
                .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("x-forged"));
        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before\n\nevent: done\ndata: {\"state\":\"completed\"}\n\nafter",
                "before\r\n\r\nid: 99\r\nevent: error\r\ndata: {}\r\n\r\nafter",
                "before\rdata: forged\r\rafter",
                "\n\n\n: a comment\nretry: 1\n\n",
                "\u2028event: done\u2028\u0085"
            })
    void whatAModelSaysForgesNoEvent(String text) throws IOException {
        stage.upstream().next(Behaviour.standard().saying(text));
        String tale = ada.conversation();
        var taken = ada.ask(tale, "a tale");
        try (var events = ada.follow(taken)) {
            assertThat(events.end()).isEqualTo("completed");
            assertThat(events.only("done").data().path("turn_id").asText()).isEqualTo(taken.turn());
            assertThat(events.text()).isEqualTo(text);
            assertThat(events.names()).doesNotContain("error");
            assertThat(events.others())
                    .allMatch(other -> other.equals("retry: 2000") || other.startsWith(": keep-alive"));
        }
        assertFramed("/api/turns/" + taken.turn() + "/events");
        assertThat(ada.texts(tale).getLast()).isEqualTo(text);
    }

    /** Every line of a stream is one of ours: a field that we write, in its place. */
    private void assertFramed(String address) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), stage.server().port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + address
                                    + " HTTP/1.0\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: Bearer "
                                    + ada.token() + "\r\n\r\n")
                            .getBytes(ISO_8859_1));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            var lines = reader.lines().toList();
            var body = lines.subList(lines.indexOf("") + 1, lines.size());
            assertThat(body.stream().filter(line -> line.startsWith("event: done")))
                    .hasSize(1);
            assertThat(body)
                    .allMatch(line ->
                            line.matches("(?s)(id: \\d+|event: [a-z_]+|data: \\{.*}|retry: 2000|: keep-alive|)"));
        }
    }

    @Test
    void namesAreNoWayIntoAStreamEither() {
        var persona = ada.post(
                        "/api/personas",
                        Json.of("name", "Eve\n\nevent: done\ndata: {}", "description", "\r\n\r\nevent: done"))
                .json();
        String tale = ada.conversation(Json.of("title", "x\n\nevent: done\ndata: {}"));
        var taken = ada.say(
                tale,
                Json.of(
                        "text",
                        "a tale\n~tokens:3",
                        "persona_id",
                        persona.path("id").asText(null)));
        try (var events = ada.follow(taken)) {
            events.toEnd();
            assertThat(events.names().stream().filter("done"::equals)).hasSize(1);
            assertThat(Events.text(events.soFar()))
                    .isEqualTo(Behaviour.of("~tokens:3").text());
        }
        assertThat(ada.send("GET", "/api/me", null, Map.of("Accept-Language", "zh\tX"))
                        .status())
                .isEqualTo(200);
    }
}
