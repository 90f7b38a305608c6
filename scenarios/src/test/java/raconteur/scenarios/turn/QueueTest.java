package raconteur.scenarios.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raconteur.scenarios.Events;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Reply;
import raconteur.scenarios.Stage;

/** More turns than can run: four places, of which one account gets two; twelve may wait, six of one account. */
class QueueTest {
    private static final String HANGS = "a tale\n~first:60s";
    private static final int SHARE = 2;
    private static final int SHARE_OF_QUEUE = 6;

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    private final List<Person> people = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person ada;

    @BeforeAll
    static void set() {
        stage = Stage.with("TURNS_AT_ONCE", "4", "TURN_QUEUE", "12", "DRAIN", "2s");
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @BeforeEach
    void open() {
        stage.upstream().reset();
        ada = somebody();
    }

    /** Gives all places back. */
    @AfterEach
    void leave() {
        for (var person : people) {
            var there = person.at(stage.base());
            var conversations =
                    there.get("/api/conversations?limit=200").expect(200).json();
            for (var conversation : Json.items(conversations)) {
                var turn = conversation.path("running_turn_id").asText("null");
                if (!turn.equals("null")) {
                    there.delete("/api/turns/" + turn).expect(200);
                }
            }
        }
    }

    private Person somebody() {
        var person = stage.ada();
        people.add(person);
        return person;
    }

    private static List<Person.Taken> ask(Person person, int times, String text) {
        var taken = new ArrayList<Person.Taken>();
        for (var n = 0; n < times; n++) {
            taken.add(person.ask(person.conversation(), text));
        }
        return taken;
    }

    /** Fills the share of Ada, so that whatever she asks then has to wait. */
    private List<Person.Taken> flood() {
        var running = ask(ada, SHARE, HANGS);
        stage.upstream().awaitCompletion(SHARE, Duration.ofSeconds(20));
        return running;
    }

    private static String state(Person person, Person.Taken taken) {
        return person.turn(taken).path("state").asText();
    }

    private static void assertPosition(Events.Event event, int position) {
        assertThat(event.data().path("step").asText()).isEqualTo("queued");
        assertThat(event.data().path("total").asInt()
                        - event.data().path("done").asInt())
                .isEqualTo(position);
        assertThat(event.data().path("note").asText()).contains(Integer.toString(position));
    }

    @Test
    void aFloodByOneKeepsNobodyElseWaiting() {
        var running = flood();
        var waiting = ask(ada, SHARE_OF_QUEUE, HANGS);

        for (var n = 0; n < 3; n++) {
            var eve = somebody();
            try (var events = eve.stream(eve.conversation(), Json.of("text", "a tale\n~tokens:5"))) {
                assertThat(events.end()).isEqualTo("completed");
                assertThat(events.names()).as("nobody had to wait").doesNotContain("progress");
            }
        }
        assertThat(running).allMatch(taken -> state(ada, taken).equals("running"));
        assertThat(waiting).allMatch(taken -> state(ada, taken).equals("admitted"));
        assertThat(stage.upstream().completions()).hasSize(SHARE + 3);
    }

    @Test
    void whoeverMustWaitHasTheTurnAtOnceAndIsToldThePosition() {
        var running = flood();
        var next = ada.ask(ada.conversation(), "next\n~tokens:5");
        var last = ada.ask(ada.conversation(), "last\n~tokens:5");
        try (var events = ada.follow(next);
                var more = ada.follow(last)) {
            assertPosition(events.await("progress"), 1);
            assertPosition(more.await("progress"), 2);
            assertThat(events.names()).containsExactly("turn", "progress");
            assertThat(events.soFar().getFirst().state()).isEqualTo("admitted");
            assertThat(stage.nobody().get("/metrics").expect(200).body())
                    .contains("raconteur_turns{state=\"queued\"} 2.0", "raconteur_turns{state=\"running\"} 2.0");

            ada.stop(running.getFirst()).expect(200);

            assertThat(events.end()).isEqualTo("completed");
            assertThat(more.end()).isEqualTo("completed");
            assertThat(events.names().stream().filter(name -> !name.equals("delta")))
                    .containsExactly("turn", "progress", "turn", "message", "usage", "message_end", "turn", "done");
            assertThat(events.ids().getLast())
                    .isEqualTo(ada.turn(next).path("last_event").asLong());
        }
        assertThat(stage.nobody().get("/metrics").expect(200).body())
                .containsPattern("raconteur_turn_queue_wait_seconds_count [1-9]");
        var generation = ada.get("/api/turns/" + next.turn() + "/inspect").expect(200);
        assertThat(generation
                        .json()
                        .path("generations")
                        .path(0)
                        .path("overhead_ms")
                        .asDouble())
                .as("waiting is no work of ours")
                .isLessThan(1000);
    }

    @Test
    void whoeverComesBackIsToldThePositionToo() {
        flood();
        var waiting = ada.ask(ada.conversation(), HANGS);
        try (var events = ada.follow(waiting)) {
            events.await("progress");
        }
        try (var events = ada.follow(waiting)) {
            assertPosition(events.await("progress"), 1);
        }
        somebody().get("/api/turns/" + waiting.turn() + "/events").refused(404, "NOT_FOUND");
        somebody().delete("/api/turns/" + waiting.turn()).refused(404, "NOT_FOUND");
    }

    @Test
    void aStopTakesAWaitingTurnOutAtNoCostAndTheOthersMoveUp() {
        var running = flood();
        var first = ada.ask(ada.conversation(), HANGS);
        var second = ada.ask(ada.conversation(), "second\n~tokens:5");
        try (var events = ada.follow(first);
                var more = ada.follow(second)) {
            events.await("progress");
            assertPosition(more.await("progress"), 2);

            assertThat(ada.stop(first).expect(200).text("state")).isEqualTo("stopped");

            assertThat(events.end()).isEqualTo("stopped");
            assertThat(events.names()).containsExactly("turn", "progress", "message", "message_end", "turn", "done");
            more.await(event -> event.name().equals("progress")
                    && event.data().path("total").asInt()
                                    - event.data().path("done").asInt()
                            == 1);
        }
        assertThat(ada.entries(first, "settle")).allMatch(amount -> amount.signum() == 0);
        ada.stop(running.getFirst()).expect(200);
        assertThat(ada.end(second)).isEqualTo("completed");
        ada.stop(running.getLast()).expect(200);
        ada.assertBooksClosed();
        assertThat(stage.upstream().completions())
                .as("nothing was asked for the one that was stopped")
                .hasSize(SHARE + 1);
    }

    @Test
    void aFullQueueIsSaidAtOnceAndNothingIsKept() {
        flood();
        ask(ada, SHARE_OF_QUEUE, HANGS);
        String tale = ada.conversation();
        var balance = ada.balance();
        var wish = Json.of("text", "one too many\n~tokens:3", "client_request_id", "again");
        var began = System.nanoTime();

        var refused = ada.wish(tale, wish);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        refused.refused(503, "OVERLOADED");
        assertThat(refused.header("retry-after")).matches("[1-9]\\d*");
        assertThat(ada.path(tale)).isEmpty();
        assertThat(ada.balance()).isEqualByComparingTo(balance);
        ask(somebody(), 1, HANGS);
        assertThat(stage.upstream().awaitCompletion(SHARE + 1, Duration.ofSeconds(20)))
                .isNotNull();
    }

    @Test
    void theSameRequestWhileItWaitsIsTheSameTurnAtOnce() {
        var running = flood();
        String tale = ada.conversation();
        var wish = Json.of("text", "patience\n~tokens:3", "client_request_id", "once");
        var waiting = ada.ask(tale, wish);

        assertThat(ada.ask(tale, wish).turn()).isEqualTo(waiting.turn());
        ada.wish(tale, Json.of("text", "impatience")).refused(409, "TURN_RUNNING");
        ada.stop(running.getFirst()).expect(200);
        assertThat(ada.end(waiting)).isEqualTo("completed");
        assertThat(ada.ask(tale, wish).turn()).isEqualTo(waiting.turn());
        assertThat(ada.path(tale)).hasSize(2);
    }

    @Test
    void aKillLeavesNothingOfTheQueueOpen() throws InterruptedException {
        var running = flood();
        var waiting = ask(ada, 3, HANGS);
        stage.server().kill();
        stage.startAgain();
        ada = ada.at(stage.base());

        for (var taken : waiting) {
            var turn = ada.turn(taken);
            assertThat(turn.path("state").asText()).isEqualTo("interrupted");
            assertThat(turn.path("error").path("code").asText()).isEqualTo("INTERRUPTED");
            assertThat(ada.entries(taken, "settle")).allMatch(amount -> amount.signum() == 0);
        }
        assertThat(running).allMatch(taken -> state(ada, taken).equals("interrupted"));
        ada.assertBooksClosed();
        assertThat(stage.upstream().completions())
                .as("nobody asks by himself again")
                .hasSize(SHARE);
        var rest = ada.goOn(waiting.getFirst());
        stage.upstream().awaitCompletion(SHARE + 1, Duration.ofSeconds(20));
        ada.stop(rest).expect(200);
        ada.assertBooksClosed();
    }

    @Test
    void aStopOfTheServerEndsWhatWaitsInGoodOrder() throws InterruptedException {
        flood();
        var waiting = ada.ask(ada.conversation(), HANGS);
        try (var events = ada.follow(waiting)) {
            events.await("progress");
            var ended = CompletableFuture.supplyAsync(this::terminate);
            assertThat(events.end()).isEqualTo("interrupted");
            assertThat(events.only("error").data().path("code").asText()).isEqualTo("INTERRUPTED");
            assertThat(ended.join()).isIn(0, 143);
        }
        stage.startAgain();
        ada = ada.at(stage.base());
        assertThat(state(ada, waiting)).isEqualTo("interrupted");
        ada.assertBooksClosed();
    }

    private int terminate() {
        try {
            return stage.server().terminate(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWaitsTooLongEndsAsAFaultThatCostsNothingAndCanBeTriedAgain() {
        try (var hasty = Stage.with("TURNS_AT_ONCE", "1", "TURN_QUEUE_WAIT", "300ms")) {
            var eve = hasty.eve();
            var running = eve.ask(eve.conversation(), HANGS);
            hasty.upstream().awaitCompletion(1, Duration.ofSeconds(20));
            var late = hasty.ada();
            var taken = late.ask(late.conversation(), HANGS);

            try (var events = late.follow(taken)) {
                assertThat(events.end()).isEqualTo("failed");
                var error = events.only("error").data();
                assertThat(error.path("code").asText()).isEqualTo("OVERLOADED");
                assertThat(error.path("retryable").asBoolean()).isTrue();
            }
            late.assertBooksClosed();
            eve.stop(running).expect(200);
            hasty.upstream().next(raconteur.bench.Behaviour.of("~tokens:4"));
            assertThat(late.end(late.goOn(taken))).isEqualTo("completed");
            assertThat(hasty.upstream().completions()).hasSize(2);
        }
    }

    @Test
    void fiftyAtOnceAreSharedOutExactly() throws Exception {
        var eve = somebody();
        var tales = new ArrayList<String>();
        for (var n = 0; n < 25; n++) {
            tales.add(ada.conversation());
        }
        var eves = new ArrayList<String>();
        for (var n = 0; n < 25; n++) {
            eves.add(eve.conversation());
        }
        var replies = new ArrayList<CompletableFuture<Reply>>();
        try (var crowd = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 25; n++) {
                var one = tales.get(n);
                var other = eves.get(n);
                replies.add(CompletableFuture.supplyAsync(() -> ada.wish(one, Json.of("text", HANGS)), crowd));
                replies.add(CompletableFuture.supplyAsync(() -> eve.wish(other, Json.of("text", HANGS)), crowd));
            }
        }
        var taken = new ArrayList<String>();
        for (var reply : replies) {
            assertThat(reply.get().status()).as(reply.get().body()).isIn(202, 503);
            if (reply.get().status() == 202) {
                taken.add(reply.get().text("turn_id"));
            }
        }
        // of four places and twelve in the queue, the last of each stays free for somebody else
        assertThat(stage.nobody().get("/metrics").expect(200).body())
                .containsPattern("raconteur_turns\\{state=\"running\"} [23]\\.0")
                .containsPattern("raconteur_turns\\{state=\"queued\"} (8|9|10)\\.0");
        var grace = somebody();
        grace.say(grace.conversation(), "a tale\n~tokens:3");
        for (var turn : taken) {
            (ada.get("/api/turns/" + turn).status() == 200 ? ada : eve)
                    .delete("/api/turns/" + turn)
                    .expect(200);
        }
        ada.assertBooksClosed();
        eve.assertBooksClosed();
        assertThat(stage.nobody().get("/metrics").expect(200).body())
                .contains("raconteur_turns{state=\"running\"} 0.0", "raconteur_turns{state=\"queued\"} 0.0");
    }
}
