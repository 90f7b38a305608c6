package raconteur.scenarios.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raconteur.bench.Behaviour;
import raconteur.bench.Script;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** Turns that are followed over sockets. */
class FollowTest {
    private static final int TOME = 12_000_000;

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person ada;

    private String tale = "";

    @BeforeAll
    static void set() {
        stage = Stage.with("STREAM_TICK", "5ms", "SESSION_MAX_DEVICES", "0");
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

    private Plug plug(Person person) {
        return Plug.open(stage.server().port(), person);
    }

    @Test
    void aSocketIsToldTheSameEventsAsAStream() {
        var taken = ada.ask(tale, "a tale\n~tokens:100~every:2ms");
        try (var stream = ada.follow(taken);
                var plug = plug(ada)) {
            plug.ask("subscribe", "turn_id", taken.turn());
            stream.toEnd();
            plug.await(taken.turn(), "done");

            assertThat(plug.of(taken.turn()).stream()
                            .map(one -> one.json().path("seq").asLong() + " " + one.event() + " " + one.data()))
                    .isEqualTo(stream.soFar().stream().map(Object::toString).toList());
        }
    }

    @Test
    void followingGoesOnAfterAnyNumber() {
        var taken = ada.ask(tale, "a tale\n~tokens:100~every:2ms");
        try (var stream = ada.follow(taken);
                var plug = plug(ada)) {
            stream.await(event -> event.id() == 7);
            plug.ask("subscribe", "turn_id", taken.turn(), "after", 7);
            plug.await(taken.turn(), "done");

            var numbers = plug.of(taken.turn()).stream()
                    .map(one -> one.json().path("seq").asLong())
                    .toList();
            assertThat(numbers.getFirst()).as("%s", plug.of(taken.turn())).isEqualTo(8);
            assertThat(numbers).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void manyTurnsAreFollowedOverOneSocket() {
        var turns = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            turns.add(ada.ask(ada.conversation(), "a tale\n~tokens:60~every:3ms~seed:" + i)
                    .turn());
        }
        try (var plug = plug(ada)) {
            turns.forEach(turn -> plug.send("subscribe", "turn_id", turn));
            for (int i = 0; i < turns.size(); i++) {
                plug.await(turns.get(i), "done");
                assertThat(plug.text(turns.get(i)))
                        .isEqualTo(Behaviour.of("~tokens:60~seed:" + i).text());
            }
        }
    }

    @Test
    void whatWasToldToItsEndIsNotToldAgain() {
        var taken = ada.say(tale, "a tale\n~tokens:5");
        long last = ada.turn(taken).path("last_event").asLong();
        try (var plug = plug(ada)) {
            var reply = plug.ask("subscribe", "turn_id", taken.turn(), "after", last);
            assertThat(reply.data().path("following").asBoolean(true)).isFalse();
            assertThat(plug.ask("subscribe", "turn_id", taken.turn(), "after", last - 1)
                            .data()
                            .path("following")
                            .asBoolean())
                    .isTrue();
            plug.await(taken.turn(), "done");
            assertThat(plug.of(taken.turn())).hasSize(1);
        }
    }

    @Test
    void nobodyFollowsOrStopsATurnOfSomebodyElse() {
        var taken = ada.ask(tale, "a secret\n~tokens:200~every:10ms");
        try (var eve = plug(stage.eve());
                var plug = plug(ada)) {
            assertThat(eve.refused("subscribe", "turn_id", taken.turn())).isEqualTo("NOT_FOUND");
            assertThat(eve.refused("stop", "turn_id", taken.turn())).isEqualTo("NOT_FOUND");
            assertThat(eve.refused("fetch_chat_history", "chat_session_id", tale))
                    .isEqualTo("NOT_FOUND");
            assertThat(eve.refused("open_tab", "chat_session_id", tale)).isEqualTo("NOT_FOUND");
            assertThat(eve.refused("close_tab", "chat_session_id", tale)).isEqualTo("NOT_FOUND");
            assertThat(eve.refused("chat", "chat_session_id", tale, "input", "hello"))
                    .isEqualTo("NOT_FOUND");

            plug.ask("subscribe", "turn_id", taken.turn());
            plug.await(taken.turn(), "done");

            assertThat(eve.soFar().stream()
                            .filter(one -> !one.json().has("reply_to"))
                            .map(Plug.Heard::event))
                    .containsOnly("presence");
        }
    }

    @Test
    void whoeverLetsGoIsToldNoMoreAndTheTurnGoesOn() {
        var taken = ada.ask(tale, "a tale\n~tokens:150~every:10ms");
        try (var plug = plug(ada)) {
            plug.ask("subscribe", "turn_id", taken.turn());
            plug.await(taken.turn(), "delta");
            plug.ask("unsubscribe", "turn_id", taken.turn());
            int then = plug.of(taken.turn()).size();
            try (var stream = ada.follow(taken)) {
                assertThat(stream.end()).isEqualTo("completed");
            }
            assertThat(plug.of(taken.turn())).hasSize(then);
        }
    }

    @Test
    void aTurnIsStoppedOverTheSocket() {
        var taken = ada.ask(tale, "a tale\n~tokens:400~every:20ms");
        try (var plug = plug(ada)) {
            plug.ask("subscribe", "turn_id", taken.turn());
            plug.await(taken.turn(), "delta");

            var stopped = plug.ask("stop", "turn_id", taken.turn()).data();

            assertThat(stopped.path("state").asText()).isEqualTo("stopped");
            assertThat(plug.await(taken.turn(), "done").data().path("state").asText())
                    .isEqualTo("stopped");
        }
    }

    @Test
    void allSocketsOfAnAccountHearWhatHappensToItsConversations() {
        try (var plug = plug(ada);
                var eve = plug(stage.eve())) {
            plug.await("presence");
            eve.await("presence");
            var taken = ada.say(tale, "a tale\n~tokens:3");
            plug.await(
                    one -> changed(one, tale, "turn_began")
                            && one.data().path("turn_id").asText().equals(taken.turn()),
                    "a turn that began");
            plug.await(one -> changed(one, tale, "turn_ended"), "a turn that ended");
            ada.patch("/api/conversations/" + tale, Json.of("title", "Another name"))
                    .expect(200);
            plug.await(one -> changed(one, tale, "changed"), "a change");
            ada.delete("/api/conversations/" + tale).expect(204);
            plug.await(one -> changed(one, tale, "deleted"), "a deletion");
            ada.post("/api/conversations/" + tale + "/restore", null).expect(200);
            plug.await(one -> changed(one, tale, "restored"), "a restoration");
            assertThat(eve.soFar().stream().map(Plug.Heard::event)).containsOnly("presence");
        }
    }

    private static boolean changed(Plug.Heard one, String conversation, String change) {
        return one.event().equals("conversation_changed")
                && one.data().path("conversation_id").asText().equals(conversation)
                && one.data().path("change").asText().equals(change);
    }

    @Test
    void everybodyIsToldWhoIsThere() {
        try (var first = plug(ada)) {
            first.await(one -> sockets(one) == 1, "one");
            try (var second = plug(ada)) {
                first.await(one -> sockets(one) == 2, "two");
                second.await(one -> sockets(one) == 2, "two");
            }
            stage.until(
                    "it is one again",
                    () -> sockets(first.soFar().stream()
                                    .filter(one -> one.event().equals("presence"))
                                    .reduce((_, last) -> last)
                                    .orElseThrow())
                            == 1);
        }
    }

    private static int sockets(Plug.Heard one) {
        return one.event().equals("presence") ? one.data().path("sockets").asInt() : 0;
    }

    @Test
    void aSocketThatDoesNotReadSlowsNobodyAndGetsWhatThereIsInsteadOfWhatItMissed() {
        // longer than all buffers on the way together
        stage.upstream().next(tome());
        var taken = ada.ask(tale, "a long tale");
        try (var slow = Plug.sleeping(stage.server().port(), ada);
                var quick = plug(ada)) {
            slow.send("subscribe", "turn_id", taken.turn());
            quick.send("subscribe", "turn_id", taken.turn());
            quick.await(taken.turn(), "done");
            assertThat(quick.text(taken.turn())).hasSize(TOME);

            slow.read();
            slow.await(taken.turn(), "done");

            assertThat(slow.text(taken.turn())).hasSize(TOME);
            assertThat(slow.of(taken.turn()).stream().map(Plug.Heard::event)).contains("resync");
            assertThat(slow.of(taken.turn()).size())
                    .isLessThan(quick.of(taken.turn()).size());
        }
    }

    @Test
    void whileSomebodyDoesNotReadOthersAreToldInTime() {
        stage.upstream().next(tome());
        var flood = ada.ask(tale, "a long tale");
        var taken = ada.ask(ada.conversation(), "a tale\n~tokens:100~every:20ms");
        try (var slow = Plug.sleeping(stage.server().port(), ada);
                var quick = plug(ada)) {
            slow.send("subscribe", "turn_id", flood.turn());
            quick.ask("subscribe", "turn_id", taken.turn());
            quick.await(taken.turn(), "done");

            var deltas = quick.of(taken.turn()).stream()
                    .filter(one -> one.event().equals("delta"))
                    .toList();
            long widest = 0;
            for (int i = 1; i < deltas.size(); i++) {
                widest = Math.max(widest, deltas.get(i).at() - deltas.get(i - 1).at());
            }
            assertThat(Duration.ofNanos(widest)).isLessThan(Duration.ofSeconds(2));
        }
    }

    /** An answer of some megabytes. */
    private static Script tome() {
        String piece =
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(TOME / 600) + "\"}}]}\n\n";
        List<byte[]> pieces = new ArrayList<>(Collections.nCopies(600, piece.getBytes(UTF_8)));
        String end = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":300}}\n\ndata: [DONE]\n\n";
        pieces.add(end.getBytes(UTF_8));
        return Script.events(pieces);
    }
}
