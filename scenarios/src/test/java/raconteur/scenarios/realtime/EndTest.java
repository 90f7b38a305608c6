package raconteur.scenarios.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raconteur.bench.Behaviour;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** How sockets end: with their login, by silence, by what is no protocol, with the server. */
class EndTest {
    private static final Duration SOON = Duration.ofSeconds(2);

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person ada;

    @BeforeAll
    static void set() {
        stage = Stage.with(
                "SESSION_HEARTBEAT", "3s", "SESSION_MAX_DEVICES", "1", "SOCKET_MESSAGES", "100", "DRAIN", "3s");
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @BeforeEach
    void enter() {
        ada = stage.ada();
    }

    private static int port() {
        return stage.server().port();
    }

    @Test
    void aSecondSignInEndsTheFirstWithTheReason() {
        try (var first = Plug.open(port(), ada);
                var another = Plug.open(port(), ada);
                var eve = Plug.open(port(), stage.eve())) {
            first.await("presence");
            another.await("presence");
            var taken = ada.ask(ada.conversation(), "a tale\n~tokens:300~every:20ms");
            first.ask("subscribe", "turn_id", taken.turn());

            long begun = System.nanoTime();
            stage.nobody()
                    .post("/api/login", Json.of("username", ada.name(), "password", Person.PASSWORD))
                    .expect(200);

            assertThat(first.awaitClose()).isEqualTo(4409);
            assertThat(another.awaitClose()).isEqualTo(4409);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
            assertThat(first.await("signed_out").data().path("reason").asText()).isEqualTo("signed in elsewhere");
            assertThat(first.reason()).isEqualTo("signed in elsewhere");
            assertThat(eve.ask("heartbeat").data().path("status").asInt(-1)).isZero();
        }
    }

    @Test
    void signingOutEndsAllSocketsOfTheLogin() {
        try (var plug = Plug.open(port(), ada)) {
            plug.await("presence");
            long begun = System.nanoTime();
            ada.post("/api/logout", Json.of()).expect(200);

            assertThat(plug.awaitClose()).isEqualTo(4409);
            assertThat(plug.reason()).isEqualTo("signed out");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        }
    }

    @Test
    void signingOutOverASocketLeavesThatOneOpenForTheNext() {
        try (var plug = Plug.open(port(), ada);
                var other = Plug.open(port(), ada)) {
            other.await("presence");
            assertThat(plug.ask("logout").json().has("error")).isFalse();
            assertThat(other.awaitClose()).isEqualTo(4409);
            ada.get("/api/me").expect(401);
            assertThat(plug.refused("fetch_chat_history")).isEqualTo("UNAUTHENTICATED");
            assertThat(plug.ask("login", "username", ada.name(), "password", Person.PASSWORD)
                            .json()
                            .has("error"))
                    .isFalse();
            assertThat(plug.ask("fetch_chat_history").json().has("error")).isFalse();
        }
    }

    @Test
    void signingInAgainOverASocketDoesNotCloseIt() {
        try (var plug = Plug.open(port(), ada);
                var other = Plug.open(port(), ada)) {
            other.await("presence");
            plug.ask("login", "username", ada.name(), "password", Person.PASSWORD);
            assertThat(other.awaitClose()).isEqualTo(4409);
            assertThat(plug.ask("fetch_chat_history").json().has("error")).isFalse();
        }
    }

    @Test
    void aKeyThatHasMadeItsRequestsOfAMinuteIsToldSoAndStaysIn() {
        var wish = Json.of("name", "slow", "scopes", List.of("chat"), "per_minute", 1);
        var made = ada.post("/api/me/keys", wish).expect(201);
        var key = made.json().path("key").asText();
        try (var plug = Plug.open(port(), "Authorization: Bearer " + key);
                var silent = Plug.open(port(), ada)) {
            plug.await("presence");
            assertThat(plug.refused("fetch_chat_history")).isEqualTo("TOO_MANY_REQUESTS");
            stage.until("its key has been looked at again, as that of every socket", () -> {
                plug.ask("heartbeat");
                return silent.isClosed();
            });
            assertThat(plug.refused("fetch_chat_history")).isEqualTo("TOO_MANY_REQUESTS");
        }
    }

    @Test
    void aSocketThatIsSilentIsDeadAndItsTabsAreFree() {
        try (var plug = Plug.open(port(), ada)) {
            for (int i = 0; i < 3; i++) {
                plug.ask("open_tab");
            }
            assertThat(plug.awaitClose()).isEqualTo(4408);
        }
        ada.get("/api/me").expect(200);
        stage.until("the tabs are free", () -> {
            try (var again = Plug.open(port(), ada)) {
                return !again.ask("open_tab").json().has("error");
            }
        });
    }

    @Test
    void whoeverBeatsLives() {
        try (var plug = Plug.open(port(), ada);
                var silent = Plug.open(port(), ada)) {
            stage.until("the silent one is dead", () -> {
                plug.ask("heartbeat");
                return silent.isClosed();
            });
            assertThat(silent.awaitClose()).isEqualTo(4408);
            assertThat(plug.ask("fetch_chat_history").json().has("error")).isFalse();
        }
    }

    @Test
    void aFrameOfAHundredMebibytesIsNotWaitedFor() throws IOException {
        try (var plug = Plug.open(port(), ada)) {
            plug.raw(new byte[] {(byte) 0x81, (byte) 0xff, 0, 0, 0, 0, 6, 64, 0, 0, 1, 2, 3, 4});
            assertThat(plug.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void whatIsNotUtf8Closes() throws IOException {
        try (var plug = Plug.open(port(), ada)) {
            plug.write(Plug.TEXT, new byte[] {(byte) 0xc3, (byte) 0x28});
            assertThat(plug.awaitClose()).isEqualTo(1007);
        }
    }

    @Test
    void aFloodOfPingsIsAnsweredForAWhileAndThenClosed() throws IOException {
        try (var plug = Plug.open(port(), ada)) {
            plug.write(Plug.PING, "hello".getBytes(UTF_8));
            for (int i = 0; i < 2000 && !plug.isClosed(); i++) {
                try {
                    plug.write(Plug.PING, new byte[100]);
                } catch (IOException closed) {
                    break; // it was closed while we wrote
                }
            }
            plug.awaitEnd();
            assertThat(plug.pongs()).isBetween(1, 1000);
        }
    }

    @Test
    void unmaskedFramesAreNoneOfAClient() throws IOException {
        try (var plug = Plug.open(port(), ada)) {
            plug.raw(new byte[] {(byte) 0x81, 2, '{', '}'});
            assertThat(plug.awaitClose()).isEqualTo(1002);
        }
    }

    @Test
    void aServerThatStopsLetsAnswersEndAndSaysThatItComesBack() throws InterruptedException {
        try (var own = Stage.with("DRAIN", "10s")) {
            var eve = own.eve();
            int port = own.server().port();
            try (var idle = Plug.open(port, eve);
                    var busy = Plug.open(port, eve)) {
                idle.await("presence");
                var taken = eve.ask(eve.conversation(), "a tale\n~tokens:60~every:20ms");
                busy.ask("subscribe", "turn_id", taken.turn());
                busy.await(taken.turn(), "delta");

                var stopping = Thread.ofVirtual().start(() -> stop(own));

                assertThat(idle.awaitClose()).isEqualTo(1012);
                busy.await(taken.turn(), "done");
                assertThat(busy.text(taken.turn()))
                        .isEqualTo(Behaviour.of("~tokens:60").text());
                assertThat(busy.awaitClose()).isEqualTo(1012);
                stopping.join();
            }
        }
    }

    private static void stop(Stage stage) {
        try {
            var _ = stage.server().terminate(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
