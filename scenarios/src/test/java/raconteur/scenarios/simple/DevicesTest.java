package raconteur.scenarios.simple;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Reply;
import raconteur.scenarios.Stage;

/** Contract §3: one device, and a fresh conversation at every sign-in. Rows A06 to A09. */
class DevicesTest {
    private static final String SHORT = "\n~tokens:3";

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @BeforeAll
    static void set() {
        stage = Stage.with("SESSION_MAX_DEVICES", "1", "LOGIN_FAILURES", "0");
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    private static Reply login(Person person) {
        return stage.nobody().post("/api/login", Json.of("username", person.name(), "password", Person.PASSWORD));
    }

    @Test
    void theSecondSignInEndsTheFirst() {
        var ada = stage.ada();
        var eve = stage.eve();
        ada.get("/api/me").expect(200);

        var phone = stage.again(ada);

        ada.get("/api/me").refused(401, "UNAUTHENTICATED");
        ada.post("/api/chat", Json.of("input", "x")).refused(401, "UNAUTHENTICATED");
        ada.post("/api/heartbeat", null).refused(401, "UNAUTHENTICATED");
        ada.post("/api/logout", null).refused(401, "UNAUTHENTICATED");
        phone.get("/api/me").expect(200);
        eve.get("/api/me").expect(200);
        assertThat(Json.items(phone.get("/api/me/devices").json())).hasSize(1);
    }

    @Test
    void theRefreshTokenOfTheFirstGoesWithIt() {
        var ada = stage.ada();
        var first = login(ada).expect(200);

        login(ada).expect(200);

        stage.nobody()
                .post("/api/token/refresh", Json.of("refresh_token", first.text("refresh_token")))
                .refused(401, "UNAUTHENTICATED");
    }

    @Test
    void theStreamOfTheFirstBreaksOffWithinTwoSecondsAndItsTurnGoesOn() {
        var ada = stage.ada();
        String tale = ada.conversation();
        var taken = ada.ask(tale, "a long tale\n~tokens:400~every:20ms");
        try (var events = ada.follow(taken)) {
            events.await("delta");
            long began = System.nanoTime();

            var phone = stage.again(ada);

            var told = events.torn();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            assertThat(told).noneMatch(event -> event.name().equals("done"));
            ada.get("/api/turns/" + taken.turn() + "/events").refused(401, "UNAUTHENTICATED");
            try (var resumed = phone.follow(taken, told.getLast().id())) {
                assertThat(resumed.end()).isEqualTo("completed");
            }
        }
    }

    @Test
    void aSignOutEndsItsStreamsToo() {
        var ada = stage.ada();
        var taken = ada.ask(ada.conversation(), "a long tale\n~tokens:200~every:20ms");
        try (var events = ada.follow(taken)) {
            events.await("delta");

            ada.post("/api/logout", null).expect(200);

            assertThat(events.torn()).noneMatch(event -> event.name().equals("done"));
        }
    }

    @Test
    void ofAHundredSignInsAtOnceOneIsLeft() throws Exception {
        var ada = stage.ada();
        var start = new CountDownLatch(1);
        var replies = new ArrayList<Future<Reply>>();
        try (var devices = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                replies.add(devices.submit(() -> {
                    start.await();
                    var reply = login(ada);
                    // only so many may wait for their passwords to be checked; the pause would end with the server
                    while (reply.status() == 503 && !stage.server().awaitEnd(Duration.ofMillis(200))) {
                        reply = login(ada);
                    }
                    return reply;
                }));
            }
            start.countDown();
        }
        int standing = 0;
        for (var reply : replies) {
            var token = reply.get().expect(200).text("token");
            int status = stage.holder(ada.name(), token).get("/api/me").status();
            assertThat(status).isIn(200, 401);
            standing += status == 200 ? 1 : 0;
        }

        assertThat(standing).isEqualTo(1);
        assertThat(Json.items(stage.again(ada).get("/api/me/devices").json())).hasSize(1);
    }

    @Test
    void everySignInBeginsWithAFreshConversationAndOlderOnesStayReadable() {
        var ada = stage.ada();
        String tale = ada.conversation();
        ada.say(tale, "a rosebud" + SHORT);

        var session = login(ada).expect(200);
        var phone = stage.holder(ada.name(), session.text("token"));

        String fresh = session.text("conversation_id");
        assertThat(fresh).isNotEqualTo(tale);
        assertThat(phone.path(fresh)).isEmpty();
        assertThat(phone.texts(tale).getFirst()).startsWith("a rosebud");
        assertThat(Json.each(phone.get("/api/conversations").json(), "id")).containsExactly(tale);
        phone.post("/api/chat", Json.of("input", "x" + SHORT, "chat_session_id", fresh))
                .expect(200);
        assertThat(stage.upstream().completions().getLast().body().path("messages"))
                .hasSize(1);
        assertThat(Json.each(phone.get("/api/conversations").json(), "id")).containsExactly(fresh, tale);
    }

    @Test
    void theEndOfALoginSurvivesARestart() throws InterruptedException {
        try (var own = Stage.with("SESSION_MAX_DEVICES", "1")) {
            var ada = own.ada();
            var phone = own.again(ada);
            own.server().kill();
            own.startAgain();

            ada.at(own.base()).get("/api/me").refused(401, "UNAUTHENTICATED");
            phone.at(own.base()).get("/api/me").expect(200);
        }
    }

    @Test
    void aServerMaySaySoThatASignInGoesOnWhereOneLeft() {
        try (var own = Stage.with("SESSION_FRESH_ON_LOGIN", "false")) {
            var ada = own.ada();
            String older = ada.conversation();
            ada.say(older, "x" + SHORT);
            String tale = ada.conversation();
            ada.say(tale, "y" + SHORT);

            var session = own.nobody()
                    .post("/api/login", Json.of("username", ada.name(), "password", Person.PASSWORD))
                    .expect(200);

            assertThat(session.text("conversation_id")).isEqualTo(tale);
            assertThat(Json.items(ada.get("/api/conversations").json())).hasSize(2);
        }
    }

    @Test
    void aServerMayLetGoOfWhatWasSaidBefore() {
        try (var own = Stage.with("SESSION_HISTORY", "discard")) {
            var ada = own.ada();
            var eve = own.eve();
            String tale = ada.conversation();
            ada.say(tale, "x" + SHORT);
            String hers = eve.conversation();
            eve.say(hers, "x" + SHORT);

            var phone = own.again(ada);

            assertThat(Json.items(phone.get("/api/conversations").json())).isEmpty();
            phone.get("/api/conversations/" + tale).refused(404, "NOT_FOUND");
            assertThat(eve.path(hers)).hasSize(2);
            phone.assertBooksClosed();
        }
    }

    @Test
    void aDeviceThatSignsOutFreesItsTabs() {
        var ada = stage.ada();
        for (int i = 0; i < 3; i++) {
            ada.post("/api/chat", Json.of("input", "x" + SHORT)).expect(200);
        }
        ada.post("/api/chat", Json.of("input", "x" + SHORT)).refused(409, "TOO_MANY_TABS");

        var phone = stage.again(ada);

        assertThat(phone.post("/api/fetch_chat_history", Json.of()).json().path("sessions"))
                .isEmpty();
        for (int i = 0; i < 3; i++) {
            phone.send("POST", "/api/chat", Json.of("input", "x" + SHORT), Map.of())
                    .expect(200);
        }
    }
}
