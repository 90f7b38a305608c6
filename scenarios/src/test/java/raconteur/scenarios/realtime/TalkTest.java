package raconteur.scenarios.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.bench.Behaviour;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** What is asked over sockets and what is answered. */
@ExtendWith(Stage.Shared.class)
class TalkTest {
    private final Stage stage;
    private final Person ada;

    TalkTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
    }

    private Plug nobody() {
        return Plug.open(stage.server().port());
    }

    private Plug open(Person person) {
        return Plug.open(stage.server().port(), person);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logout",
                "chat",
                "fetch_chat_history",
                "open_tab",
                "close_tab",
                "subscribe",
                "unsubscribe",
                "stop"
            })
    void beforeALoginThereIsNothingButThatAndTheHeartbeat(String event) {
        try (var plug = nobody()) {
            assertThat(plug.refused(event, "input", "hello", "turn_id", "x")).isEqualTo("UNAUTHENTICATED");
            assertThat(plug.ask("heartbeat").data().path("status").asInt(-1)).isZero();
        }
    }

    @Test
    void theFirstMessageMayShowAToken() {
        try (var plug = nobody()) {
            var done = plug.ask("login", "token", ada.token()).data();

            assertThat(done.path("status").asInt(-1)).isZero();
            assertThat(done.path("username").asText()).isEqualTo(ada.name());
            assertThat(plug.ask("open_tab").data().path("chat_session_id").asText())
                    .isNotEmpty();
        }
    }

    @Test
    void theFirstMessageMayBeNameAndPassword() {
        var eve = stage.eve();
        try (var plug = nobody()) {
            var done = plug.ask("login", "username", eve.name(), "password", Person.PASSWORD)
                    .data();

            assertThat(done.path("status").asInt(-1)).isZero();
            assertThat(done.path("message").asText()).isEqualTo("Login successful.");
            var again = stage.holder(eve.name(), done.path("token").asText());
            again.get("/api/me").expect(200);
            assertThat(plug.ask("fetch_chat_history").json().has("error")).isFalse();

            assertThat(plug.ask("logout").data().path("message").asText()).isEqualTo("Logout successful.");
            again.get("/api/me").expect(401);
            assertThat(plug.refused("fetch_chat_history")).isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void aWrongLoginIsSaidToBeOne() {
        try (var plug = nobody()) {
            assertThat(plug.refused("login", "token", "nonsense")).isEqualTo("UNAUTHENTICATED");
            assertThat(plug.refused("login", "username", ada.name(), "password", "not this one"))
                    .isEqualTo("BAD_CREDENTIALS");
            assertThat(plug.refused("login")).isEqualTo("INVALID_REQUEST");
        }
    }

    @Test
    void aQuestionIsAnsweredByItsTurnAndToldByEvents() {
        try (var plug = open(ada)) {
            var taken = plug.ask("chat", "input", "a tale\n~tokens:40").data();
            var turn = taken.path("turn_id").asText();
            assertThat(taken.path("status").asInt(-1)).isZero();
            assertThat(taken.path("chat_session_id").asText()).isNotEmpty();

            assertThat(plug.ask("subscribe", "turn_id", turn, "after", 0)
                            .data()
                            .path("following")
                            .asBoolean())
                    .isTrue();
            plug.await(turn, "done");

            var events = plug.of(turn);
            assertThat(events.stream().map(one -> one.json().path("seq").asLong()))
                    .isEqualTo(java.util.stream.LongStream.rangeClosed(1, events.size())
                            .boxed()
                            .toList());
            assertThat(events.getFirst().event()).isEqualTo("turn");
            assertThat(plug.text(turn)).isEqualTo(Behaviour.of("~tokens:40").text());
            assertThat(plug.ask(
                                    "fetch_chat_history",
                                    "chat_session_id",
                                    taken.path("chat_session_id").asText())
                            .data()
                            .path("sessions")
                            .path(0)
                            .path("messages")
                            .path(1)
                            .path("content")
                            .asText())
                    .isEqualTo(plug.text(turn));
        }
    }

    @Test
    void whoeverAsksToSubscribeAtOnceMissesNothing() {
        try (var plug = open(ada)) {
            var turn = plug.ask("chat", "input", "a tale\n~tokens:20", "subscribe", true)
                    .data()
                    .path("turn_id")
                    .asText();
            plug.await(turn, "done");
            assertThat(plug.text(turn)).isEqualTo(Behaviour.of("~tokens:20").text());
        }
    }

    @Test
    void aTabIsOpenedAndClosed() {
        try (var plug = open(ada)) {
            var tab = plug.ask("open_tab").data().path("chat_session_id").asText();
            plug.await(
                    one -> one.event().equals("presence")
                            && one.data().path("tabs").toString().contains(tab),
                    "a presence with the tab");

            assertThat(plug.ask("close_tab", "chat_session_id", tab).json().has("error"))
                    .isFalse();
            assertThat(plug.refused("close_tab", "chat_session_id", tab)).isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void theFourthTabIsOneTooMany() {
        try (var plug = open(ada)) {
            for (int i = 0; i < 3; i++) {
                assertThat(plug.ask("open_tab").json().has("error")).isFalse();
            }
            var refused = plug.ask("open_tab").error();
            assertThat(refused.path("code").asText()).isEqualTo("TOO_MANY_TABS");
            assertThat(Json.items(refused.path("open"))).hasSize(3);
        }
        // the tabs went with the socket
        stage.until("the tabs are free", () -> {
            try (var again = open(ada)) {
                return !again.ask("open_tab").json().has("error");
            }
        });
    }

    @Test
    void pagesOfTheAppCountByTheirSockets() {
        try (var first = open(ada);
                var second = open(ada);
                var third = open(ada);
                var fourth = open(ada)) {
            for (var page : List.of(first, second, third)) {
                assertThat(page.ask("open_tab", "page", true).json().has("error"))
                        .isFalse();
            }
            assertThat(fourth.refused("open_tab", "page", true)).isEqualTo("TOO_MANY_TABS");

            first.leave();

            stage.until(
                    "the first page's place is free",
                    () -> !fourth.ask("open_tab", "page", true).json().has("error"));
            assertThat(fourth.ask("open_tab", "page", true).json().has("error"))
                    .as("whoever has a place has it however often it asks")
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "",
                "[]",
                "null",
                "{\"event\":7}",
                "{\"event\":\"heartbeat\",\"id\":1,\"id\":2}",
                "{\"event\":\"heartbeat\"} more",
                "{\"event\":\"chat\",\"data\":{\"input\":\"\\u0000\"}}",
                "{\"event\":\"chat\",\"data\":{\"input\":\"\\ud800\"}}"
            })
    void whatIsNoMessageGetsAnError(String text) {
        try (var plug = open(ada)) {
            plug.say(text);
            assertThat(plug.await("error").error().path("code").asText()).isEqualTo("MALFORMED");
            assertThat(plug.ask("heartbeat").data().path("status").asInt(-1)).isZero();
        }
    }

    @Test
    void anUnknownEventIsNamedAsOne() {
        try (var plug = open(ada)) {
            var reply = plug.ask("dance");
            assertThat(reply.event()).isEqualTo("error");
            assertThat(reply.error().path("code").asText()).isEqualTo("UNKNOWN_EVENT");
            assertThat(reply.error().path("status").asInt()).isEqualTo(400);
            assertThat(reply.error().path("trace_id").asText()).isNotEmpty();
        }
    }

    @Test
    void aMessageThatIsTooLongOrNoTextGetsAnErrorToo() throws IOException {
        try (var plug = open(ada)) {
            plug.write(Plug.TEXT, "x".repeat((256 << 10) + 1).getBytes(UTF_8));
            assertThat(plug.await("error").error().path("code").asText()).isEqualTo("BODY_TOO_LARGE");
            plug.write(Plug.BINARY, new byte[] {1});
            plug.await(one -> one.error().path("code").asText().equals("MALFORMED"), "a refusal of bytes");
            assertThat(plug.ask("heartbeat").data().path("status").asInt(-1)).isZero();
        }
    }

    @Test
    void tenMessagesThatAreNoneAreEnough() {
        try (var plug = open(ada)) {
            for (int i = 0; i < 9; i++) {
                plug.say("nonsense");
            }
            assertThat(plug.ask("heartbeat").data().path("status").asInt(-1)).isZero();
            plug.say("nonsense");
            assertThat(plug.awaitClose()).isEqualTo(4400);
        }
    }

    @Test
    void fieldsThatAreWrongAreNamed() {
        try (var plug = open(ada)) {
            assertThat(plug.ask("chat", "temperature", 3).error().path("errors").findValuesAsText("field"))
                    .contains("input", "temperature");
            assertThat(plug.ask("subscribe", "turn_id", "x")
                            .error()
                            .path("errors")
                            .findValuesAsText("field"))
                    .containsExactly("turn_id");
            assertThat(plug.ask("subscribe", "turn_id", new int[] {1})
                            .error()
                            .path("code")
                            .asText())
                    .isEqualTo("INVALID_REQUEST");
        }
    }

    @Test
    void twentyMessagesASecondAndNoMore() {
        try (var plug = open(ada)) {
            for (int i = 0; i < 100; i++) {
                plug.say("{\"event\":\"heartbeat\"}");
            }
            assertThat(plug.awaitClose()).isEqualTo(4400);
            assertThat(plug.soFar().stream().filter(one -> one.event().equals("heartbeat")))
                    .hasSizeBetween(20, 40);
            assertThat(plug.await("error").error().path("code").asText()).isEqualTo("TOO_MANY_REQUESTS");
        }
    }

    @BeforeEach
    void asIfNew() {
        stage.upstream().reset();
    }
}
