package raconteur.scenarios.simple;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

/** Contract §3: three tabs, which are freed when nobody shows a sign of life; row A10. */
class TabsTest {
    private static final String SHORT = "\n~tokens:3";

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage hasty;

    @BeforeAll
    static void set() {
        stage = Stage.with();
        hasty = Stage.with("SESSION_HEARTBEAT", "1500ms", "SESSION_MAX_TABS", "2");
    }

    @AfterAll
    static void strike() {
        stage.close();
        hasty.close();
    }

    private static String opened(Person person) {
        return ask(person).expect(200).text("chat_session_id");
    }

    private static Reply ask(Person person) {
        return person.post("/api/chat", Json.of("input", "x" + SHORT));
    }

    private static List<String> open(Person person) {
        return Json.each(
                person.post("/api/fetch_chat_history", Json.of()).json().path("sessions"), "chat_session_id");
    }

    @Test
    void theFourthTabIsRefusedWithThoseThatAreOpenAndLeavesNothing() {
        var ada = stage.ada();
        var tabs = List.of(opened(ada), opened(ada), opened(ada));
        int asked = stage.upstream().completions().size();

        var refused = ask(ada).refused(409, "TOO_MANY_TABS");

        assertThat(refused.path("open")).extracting(id -> id.asText()).containsExactlyElementsOf(tabs);
        assertThat(refused.path("message").asText()).contains("3");
        assertThat(Json.items(ada.get("/api/conversations").json())).hasSize(3);
        assertThat(stage.upstream().completions()).hasSize(asked);
        ada.post("/api/chat", Json.of("input", "x" + SHORT, "chat_session_id", tabs.getFirst()))
                .expect(200);
        opened(stage.eve());
    }

    @Test
    void aRemovedTabMakesRoom() {
        var ada = stage.ada();
        var tabs = List.of(opened(ada), opened(ada), opened(ada));

        ada.delete("/api/chat/" + tabs.get(1)).expect(200);
        String fourth = opened(ada);

        assertThat(open(ada)).containsExactly(tabs.get(0), tabs.get(2), fourth);
        ask(ada).refused(409, "TOO_MANY_TABS");
        ada.delete("/api/conversations/" + fourth).expect(204);
        opened(ada);
    }

    @Test
    void anOlderConversationIsATabOnceItIsAskedIn() {
        var ada = stage.ada();
        var tales = List.of(ada.conversation(), ada.conversation(), ada.conversation(), ada.conversation());
        for (String tale : tales.subList(0, 3)) {
            ada.post("/api/chat", Json.of("input", "x" + SHORT, "chat_session_id", tale))
                    .expect(200);
        }

        ada.post("/api/chat", Json.of("input", "x" + SHORT, "chat_session_id", tales.get(3)))
                .refused(409, "TOO_MANY_TABS");

        assertThat(ada.path(tales.get(3))).isEmpty();
        ada.post("/api/fetch_chat_history", Json.of("chat_session_id", tales.get(3)))
                .expect(200);
        ada.say(tales.get(3), "the web app does not ask in tabs" + SHORT);
    }

    @Test
    void twentyAtOnceOpenThreeTabs() throws Exception {
        var ada = stage.ada();
        var start = new CountDownLatch(1);
        var replies = new ArrayList<Future<Reply>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                replies.add(callers.submit(() -> {
                    start.await();
                    return ask(ada);
                }));
            }
            start.countDown();
        }
        int answered = 0;
        for (var reply : replies) {
            assertThat(reply.get().status()).isIn(200, 409);
            answered += reply.get().status() == 200 ? 1 : 0;
        }

        assertThat(answered).isEqualTo(3);
        assertThat(open(ada)).hasSize(3);
        assertThat(Json.items(ada.get("/api/conversations").json())).hasSize(3);
    }

    @Test
    void zeroSwitchesTheLimitOff() {
        try (var own = Stage.with("SESSION_MAX_TABS", "0")) {
            var ada = own.ada();
            for (int i = 0; i < 5; i++) {
                opened(ada);
            }
            assertThat(open(ada)).hasSize(5);
        }
    }

    @Test
    void aSilentTabIsFreedAndTheLoginStands() {
        var ada = hasty.ada();
        String first = opened(ada);
        opened(ada);
        ask(ada).refused(409, "TOO_MANY_TABS");

        hasty.until("a tab is freed", () -> ask(ada).status() == 200);

        ada.get("/api/me").expect(200);
        ada.post("/api/fetch_chat_history", Json.of("chat_session_id", first)).expect(200);
    }

    @Test
    void heartbeatsAndQuestionsKeepTabsOpen() {
        var ada = hasty.ada();
        var eve = hasty.eve();
        opened(eve);
        String asked = opened(ada);
        opened(ada);

        // for as long as it takes another's tab to die twice over
        hasty.until("a silent tab is freed", () -> {
            ada.post("/api/heartbeat", null).expect(200);
            return quiet(eve);
        });
        opened(eve);
        hasty.until("a silent tab is freed again", () -> {
            ada.post("/api/heartbeat", null).expect(200);
            return quiet(eve);
        });

        assertThat(open(ada)).hasSize(2).contains(asked);
        ask(ada).refused(409, "TOO_MANY_TABS");
    }

    /**
     * Whether no tab is left, asked without giving a sign of life: by the database, as the fetching of history is one.
     */
    private static boolean quiet(Person person) {
        try (var database = hasty.database();
                var query = database.prepareStatement("select count(*) from tab where account_id ="
                        + " (select id from account where username = ?)")) {
            query.setString(1, person.name());
            try (var rows = query.executeQuery()) {
                return rows.next() && rows.getInt(1) == 0;
            }
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTabInWhichAnAnswerIsBeingWrittenStaysOpen() {
        var ada = hasty.ada();
        var eve = hasty.eve();
        try (var events = ada.stream("POST", "/api/chat", Json.of("input", "slow\n~first:60s"), Map.of())) {
            var turn = events.await("turn").data();
            opened(eve);
            hasty.until("a silent tab is freed", () -> quiet(eve));

            assertThat(open(ada)).containsExactly(turn.path("conversation_id").asText());
            ada.delete("/api/turns/" + turn.path("turn_id").asText()).expect(200);
        }
        hasty.until("then it is freed too", () -> quiet(ada));
    }

    @Test
    void whatWasOpenBeforeARestartIsFreedAfterwards() throws InterruptedException {
        try (var own = Stage.with("SESSION_HEARTBEAT", "1500ms", "SESSION_MAX_TABS", "1")) {
            var ada = own.ada();
            opened(ada);
            own.server().kill();
            own.startAgain();
            var again = ada.at(own.base());

            own.until("the tab is freed", () -> ask(again).status() == 200);
        }
    }
}
