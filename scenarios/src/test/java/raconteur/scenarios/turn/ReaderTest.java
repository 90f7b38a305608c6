package raconteur.scenarios.turn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raconteur.bench.Behaviour;
import raconteur.bench.Script;
import raconteur.scenarios.Events.Event;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** Slow readers, merged events and quiet streams, with short times. */
class ReaderTest {
    private static final int TOME = 12_000_000;

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person ada;

    private String tale = "";

    @BeforeAll
    static void set() {
        stage = Stage.with(
                "STREAM_TICK", "400ms",
                "STREAM_KEEP_ALIVE", "150ms",
                "STREAM_BACKLOG", "262144",
                "STREAM_RETENTION", "500ms");
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @BeforeEach
    void open() {
        stage.upstream().reset();
        ada = stage.ada();
        tale = ada.conversation();
    }

    @Test
    void theFirstWordGoesAtOnceAndABurstBecomesOneEvent() {
        try (var events = ada.stream(tale, Json.of("text", "a tale\n~tokens:300~every:4ms"))) {
            var all = events.toEnd();
            var deltas =
                    all.stream().filter(event -> event.name().equals("delta")).toList();
            assertThat(deltas.getFirst().text())
                    .isEqualTo(Behaviour.of("~tokens:300").words().getFirst());
            // 1.2 s of tokens in ticks of 0.4 s
            assertThat(deltas).hasSizeBetween(3, 8);
            assertThat(events.text()).isEqualTo(Behaviour.of("~tokens:300").text());
        }
    }

    @Test
    void allReadersSeeTheSameMergedEvents() {
        var taken = ada.ask(tale, "a tale\n~tokens:200~every:4ms");
        try (var first = ada.follow(taken);
                var second = ada.follow(taken)) {
            first.toEnd();
            second.toEnd();
            assertThat(second.soFar().stream().map(Event::toString))
                    .isEqualTo(first.soFar().stream().map(Event::toString).toList());
        }
    }

    @Test
    void aQuietStreamIsKeptAliveByComments() {
        var taken = ada.ask(tale, "a tale\n~first:60s");
        try (var events = ada.follow(taken)) {
            events.awaitOther(": keep-alive");
            ada.stop(taken).expect(200);
            assertThat(events.end()).isEqualTo("stopped");
        }
    }

    @Test
    void whatIsNoLongerKeptIsToldAsOneEventFromTheConversation() {
        var taken = ada.say(tale, "a tale\n~tokens:30");
        long last = ada.turn(taken).path("last_event").asLong();
        var names = new ArrayList<List<String>>();
        stage.until("the events are forgotten", () -> {
            try (var events = ada.follow(taken, 3)) {
                events.toEnd();
                names.add(events.names());
                if (!events.names().equals(List.of("resync", "done"))) {
                    return false;
                }
                assertThat(events.only("resync")
                                .data()
                                .path("messages")
                                .path(0)
                                .path("text")
                                .asText())
                        .isEqualTo(Behaviour.of("~tokens:30").text());
                assertThat(events.only("resync").data().path("state").asText()).isEqualTo("completed");
                assertThat(events.ids()).containsExactly(last - 1, last);
                return true;
            }
        });
        assertThat(names).isNotEmpty();
        ada.get("/api/turns/" + taken.turn() + "/events?after=" + last).expect(204);
    }

    @Test
    void aReaderThatDoesNotReadSlowsNobodyAndGetsWhatThereIsInsteadOfWhatItMissed() throws IOException {
        // longer than all socket buffers together
        stage.upstream().next(tome());
        var taken = ada.ask(tale, "a long tale");
        try (var slow = sleeper(taken);
                var quick = ada.follow(taken)) {
            var all = quick.toEnd();
            assertThat(quick.end()).isEqualTo("completed");
            assertThat(quick.text()).hasSize(TOME);
            var told = read(slow);
            assertThat(told.stream().filter(line -> line.equals("event: resync")))
                    .isNotEmpty();
            assertThat(told.getLast()).startsWith("event: done");
            assertThat(told.stream().filter(line -> line.startsWith("event: ")).count())
                    .isLessThan(all.size());
        }
    }

    /** An answer of some megabytes. */
    private static Script tome() {
        String piece =
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(TOME / 600) + "\"}}]}\n\n";
        var pieces = new ArrayList<>(Collections.nCopies(600, piece.getBytes(UTF_8)));
        String end = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":300}}\n\ndata: [DONE]\n\n";
        pieces.add(end.getBytes(UTF_8));
        return Script.events(pieces);
    }

    /** Asks for the events over a connection with a small window, and reads none of them. */
    private Socket sleeper(Person.Taken taken) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), stage.server().port()));
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET /api/turns/" + taken.turn() + "/events HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                + "Authorization: Bearer " + ada.token() + "\r\n\r\n")
                        .getBytes(UTF_8));
        return socket;
    }

    /** The lines that name events, in order, to the end. */
    private static List<String> read(Socket socket) throws IOException {
        var told = new ArrayList<String>();
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 1 << 16);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                told.add(line);
                if (line.equals("event: done")) {
                    return told;
                }
            }
        }
        return told;
    }
}
