package raconteur.scenarios.simple;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Reply;
import raconteur.scenarios.Stage;

/** Contract §3: one question per account and interval, however it is asked. Rows C01 to C04. */
class PaceTest {
    private static final String SHORT = "\n~tokens:1";
    private static final int AT_ONCE = 50;

    private static Stage stage(String interval, String... more) {
        var settings = new ArrayList<>(List.of("SESSION_QUESTION_INTERVAL", interval, "SESSION_MAX_TABS", "0"));
        settings.addAll(List.of(more));
        return Stage.with(settings.toArray(String[]::new));
    }

    /** One way to ask; each in a place of its own, so that nothing else refuses it. */
    private interface Way {
        Reply ask();
    }

    private static Way web(Person person) {
        String tale = person.conversation();
        return () -> person.wish(tale, Json.of("text", "x" + SHORT));
    }

    private static Way simple(Person person) {
        return () -> person.post("/api/chat", Json.of("input", "x" + SHORT));
    }

    private static Way older(Person person) {
        return () -> person.post("/chat", Json.of("input", "x" + SHORT));
    }

    private static Way streamed(Person person) {
        return () ->
                person.send("POST", "/api/chat", Json.of("input", "x" + SHORT), Map.of("Accept", "text/event-stream"));
    }

    private static Way regenerated(Person person, String tale, String question) {
        return () -> person.wish(tale, Json.of("parent_id", question));
    }

    private static Way continued(Person person, String turn) {
        return () -> person.post("/api/turns/" + turn + "/continue", null);
    }

    private static boolean isAdmitted(Reply reply) {
        if (reply.status() != 429) {
            assertThat(reply.status()).as(reply.toString()).isIn(200, 202);
            return true;
        }
        var refused = reply.refused(429, "TOO_SOON");
        assertThat(Integer.parseInt(reply.header("retry-after"))).isPositive();
        assertThat(reply.header("ratelimit-policy")).startsWith("\"questions\";q=1;w=");
        assertThat(reply.header("ratelimit")).startsWith("\"questions\";r=0;t=");
        assertThat(refused.path("retry_after_ms").asLong()).isPositive();
        assertThat(refused.path("message").asText()).isNotBlank();
        return false;
    }

    /** All ways at once; how many were admitted, and how long it took until the last was answered. */
    private record Round(int admitted, Duration took) {
        static Round of(ExecutorService callers, List<Way> ways) throws Exception {
            var start = new CyclicBarrier(ways.size() + 1);
            var replies = new ArrayList<Future<Reply>>();
            for (var way : ways) {
                replies.add(callers.submit(() -> {
                    start.await();
                    return way.ask();
                }));
            }
            start.await();
            long began = System.nanoTime();
            int admitted = 0;
            for (var reply : replies) {
                admitted += isAdmitted(reply.get()) ? 1 : 0;
            }
            return new Round(admitted, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    /** So many ways to ask, of every kind, with two credentials of one account. */
    private static List<Way> everyWay(Stage stage, Person ada) {
        var laptop = stage.again(ada);
        String tale = ada.conversation();
        var taken = ada.ask(tale, "to be answered again" + SHORT);
        ada.end(taken);
        var ways = new ArrayList<Way>();
        for (int i = 0; ways.size() < AT_ONCE; i++) {
            var person = i % 2 == 0 ? ada : laptop;
            ways.add(
                    switch (i % 5) {
                        case 0 -> web(person);
                        case 1 -> simple(person);
                        case 2 -> streamed(person);
                        case 3 -> older(person);
                        default -> web(person);
                    });
        }
        ways.set(0, regenerated(ada, tale, taken.question()));
        return ways;
    }

    @Test
    void ofFiftyQuestionsAtOnceOneIsAdmittedPerWindowAHundredTimes() throws Exception {
        var interval = Duration.ofMillis(100);
        try (var stage = stage("100ms");
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var ada = stage.ada();
            var ways = everyWay(stage, ada);
            int before = stage.upstream().completions().size();
            int admitted = 0;
            int single = 0;
            long began = System.nanoTime();
            for (int round = 0; round < 100; round++) {
                stage.until("the window is over", windowOver(interval));
                var one = Round.of(callers, ways);
                // a round that takes longer than the interval reaches into the next window
                assertThat(one.admitted()).isBetween(1, 1 + (int) (one.took().toMillis() / interval.toMillis()));
                admitted += one.admitted();
                single += one.admitted() == 1 ? 1 : 0;
                int soFar = admitted;
                stage.until(
                        "all are answered", () -> stage.upstream().completions().size() >= before + soFar);
            }
            var took = Duration.ofNanos(System.nanoTime() - began);
            System.out.printf("100 rounds of %d: %d admitted, %d rounds with one%n", AT_ONCE, admitted, single);
            assertThat(admitted).isLessThanOrEqualTo(1 + (int) (took.toMillis() / interval.toMillis()));
            stage.until("all turns have ended", () -> ada.held().signum() == 0);
            ada.assertBooksClosed();
        }
    }

    /** Waits for an interval to pass, by the test's own clock. */
    private static java.util.function.BooleanSupplier windowOver(Duration interval) {
        long began = System.nanoTime();
        return () -> System.nanoTime() - began > interval.toNanos() * 3 / 2;
    }

    @Test
    void ofFiftyQuestionsAtOnceOneIsAdmittedInFiveSecondsThreeTimes() throws Exception {
        try (var stage = stage("5s");
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var ada = stage.ada();
            var ways = everyWay(stage, ada);
            for (int round = 0; round < 3; round++) {
                stage.until("the window is over", windowOver(Duration.ofSeconds(4)));
                var one = Round.of(callers, ways);

                assertThat(one.took()).isLessThan(Duration.ofSeconds(5));
                assertThat(one.admitted()).isEqualTo(1);
            }
        }
    }

    @Test
    void everyWayToAskWaitsAfterEveryOther() {
        try (var stage = stage("1h")) {
            var ada = stage.ada();
            String tale = ada.conversation();
            var taken = ada.ask(tale, "stops\n~tokens:3~fault:U15");
            ada.end(taken);
            var laptop = stage.again(ada);
            var ways = Map.of(
                    "web", web(ada),
                    "simple", simple(ada),
                    "streamed", streamed(ada),
                    "older", older(ada),
                    "regenerated", regenerated(ada, tale, taken.question()),
                    "continued", continued(ada, taken.turn()),
                    "signed in again", web(laptop),
                    "simple, signed in again", simple(laptop));

            assertThat(ways)
                    .allSatisfy((_, way) -> assertThat(isAdmitted(way.ask())).isFalse());

            assertThat(isAdmitted(web(stage.eve()).ask())).isTrue();
            assertThat(ada.path(tale)).hasSize(2);
        }
    }

    @Test
    void aRefusedQuestionDoesNotUseItUpAndARepeatedOneIsNone() {
        try (var stage = stage("1h", "TRIAL_CREDIT", "0.01")) {
            var ada = stage.ada();
            String tale = ada.conversation();
            ada.wish(tale, Json.of("text", "x", "model", "fake/dear")).refused(402, "INSUFFICIENT_BALANCE");
            ada.wish(tale, Json.of("text", "x", "model", "nobody/nothing")).refused(422, "INVALID_REQUEST");
            ada.post("/api/chat", Json.of("input", "x", "model", "fake/dear")).refused(402, "INSUFFICIENT_BALANCE");
            assertThat(Json.each(ada.get("/api/conversations").json(), "id")).containsExactly(tale);

            var body = Json.of("text", "x" + SHORT, "client_request_id", "mine");
            var first = ada.ask(tale, body);
            var again = ada.wish(tale, body).expect(202);

            assertThat(again.text("turn_id")).isEqualTo(first.turn());
            ada.end(first);
            ada.wish(tale, Json.of("text", "y")).refused(429, "TOO_SOON");
        }
    }

    @Test
    void aRefusalLeavesNothingAndSaysHowLongToWait() {
        try (var stage = stage("1h")) {
            var ada = stage.ada();
            ada.post("/api/chat", Json.of("input", "x" + SHORT)).expect(200);
            var balance = ada.balance();

            var refused = ada.post("/api/chat", Json.of("input", "y")).refused(429, "TOO_SOON");

            assertThat(refused.path("retry_after_ms").asLong())
                    .isBetween(
                            Duration.ofMinutes(59).toMillis(),
                            Duration.ofHours(1).toMillis());
            assertThat(Json.items(ada.get("/api/conversations").json())).hasSize(1);
            assertThat(sessions(ada)).hasSize(1);
            assertThat(ada.balance()).isEqualByComparingTo(balance);
            assertThat(ada.held().signum()).isZero();
        }
    }

    @Test
    void aPresetAndItsQuestionCountOnce() {
        try (var stage = stage("1h")) {
            var ada = stage.ada();
            String preset = ada.post("/api/presets", Json.of("title", "Host", "prompt", "You host." + SHORT))
                    .expect(201)
                    .text("id");

            ada.post("/api/chat", Json.of("input", "x" + SHORT, "preset_id", preset))
                    .expect(200);

            assertThat(stage.upstream().completions()).hasSize(2);
            ada.post("/api/chat", Json.of("input", "x" + SHORT, "preset_id", preset))
                    .refused(429, "TOO_SOON");
            assertThat(stage.upstream().completions()).hasSize(2);
        }
    }

    private static JsonNode sessions(Person person) {
        return person.post("/api/fetch_chat_history", Json.of()).json().path("sessions");
    }

    @Test
    void theIntervalIsThatOfTheAccountAfterARestartToo() throws InterruptedException {
        try (var stage = stage("1h")) {
            var ada = stage.ada();
            ada.post("/api/chat", Json.of("input", "x" + SHORT)).expect(200);
            stage.server().kill();
            stage.startAgain();

            ada.at(stage.base()).post("/api/chat", Json.of("input", "y")).refused(429, "TOO_SOON");
        }
    }
}
