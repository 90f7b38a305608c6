package raconteur.scenarios.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Reply;
import raconteur.scenarios.Stage;

/** How far money and turns at once go: a new account has 0.25 here, and an answer of {@code dear} holds 0.082. */
class LimitTest {
    private static final int AFFORDABLE = 3;
    private static final String HANGS = "a tale\n~first:60s";

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person ada;

    private String tale = "";

    @BeforeAll
    static void set() {
        stage = Stage.with("TRIAL_CREDIT", "0.25", "MAX_RUNNING_TURNS", "5");
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @BeforeEach
    void open() {
        stage.upstream().reset();
        ada = stage.ada();
        tale = dear();
    }

    private String dear() {
        return ada.conversation(Json.of("model", "fake/dear"));
    }

    @Test
    void whatTheBalanceDoesNotCoverIsRefusedBeforeAnyCallAndLeavesNothing() {
        for (int i = 0; i < AFFORDABLE; i++) {
            ada.ask(dear(), HANGS);
        }
        stage.upstream().awaitCompletion(AFFORDABLE, Duration.ofSeconds(10));
        var before = ada.get("/api/conversations/" + tale).json();
        int entries = ada.ledger().size();
        var balance = ada.balance();
        var refused = ada.wish(tale, Json.of("text", "one too many")).refused(402, "INSUFFICIENT_BALANCE");
        var missing = new BigDecimal(refused.path("missing").asText());
        assertThat(missing).isPositive().isLessThan(new BigDecimal("0.09"));
        assertThat(ada.get("/api/conversations/" + tale).json()).isEqualTo(before);
        assertThat(ada.path(tale)).isEmpty();
        assertThat(ada.ledger()).hasSize(entries);
        assertThat(ada.balance()).isEqualByComparingTo(balance);
        assertThat(stage.upstream().completions()).hasSize(AFFORDABLE);
        ada.say(tale, Json.of("text", "a cheaper one", "model", "fake/bench"));
    }

    @Test
    void aHundredAtOnceRunExactlyAsOftenAsTheBalanceCovers() throws Exception {
        var tales = new ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            tales.add(dear());
        }
        var start = new CountDownLatch(1);
        var replies = new ArrayList<Future<Reply>>();
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : tales) {
                replies.add(crowd.submit(() -> {
                    start.await();
                    return ada.wish(one, Json.of("text", HANGS));
                }));
            }
            start.countDown();
        }
        var taken = new ArrayList<String>();
        for (var reply : replies) {
            assertThat(reply.get().status()).as(reply.get().body()).isIn(202, 402);
            if (reply.get().status() == 202) {
                taken.add(reply.get().text("turn_id"));
            }
        }
        assertThat(taken).hasSize(AFFORDABLE);
        stage.upstream().awaitCompletion(AFFORDABLE, Duration.ofSeconds(10));
        assertThat(stage.upstream().completions()).hasSize(AFFORDABLE);
        assertThat(ada.balance().signum()).isNotNegative();
        for (var turn : taken) {
            ada.delete("/api/turns/" + turn).expect(200);
        }
        assertThat(ada.balance()).isEqualByComparingTo("0.25");
        ada.assertBooksClosed();
    }

    @Test
    void moreTurnsAtOnceThanAnAccountMayHaveAreRefusedUntilOneEnds() {
        var running = new ArrayList<Person.Taken>();
        for (int i = 0; i < 5; i++) {
            running.add(ada.ask(ada.conversation(), HANGS));
        }
        String next = ada.conversation();
        var refused = ada.wish(next, Json.of("text", "x"));
        refused.refused(429, "TOO_MANY_TURNS");
        assertThat(refused.header("retry-after")).matches("[1-9]\\d*");
        assertThat(ada.path(next)).isEmpty();
        var eve = stage.eve();
        eve.say(eve.conversation(), "x");
        ada.stop(running.getFirst()).expect(200);
        ada.say(next, "x");
    }

    @Test
    void ofSeveralReasonsToRefuseTheRunningAnswerIsToldFirstThenTheLimitThenTheMoney() {
        var running = ada.ask(tale, HANGS);
        ada.ask(dear(), HANGS);
        ada.ask(dear(), HANGS);
        // no money is left for another
        ada.wish(tale, Json.of("text", "x")).refused(409, "TURN_RUNNING");
        ada.wish(dear(), Json.of("text", "x")).refused(402, "INSUFFICIENT_BALANCE");
        for (int i = 0; i < 2; i++) {
            ada.ask(ada.conversation(), HANGS);
        }
        ada.wish(dear(), Json.of("text", "x")).refused(429, "TOO_MANY_TURNS");
        ada.wish(tale, Json.of("text", "x")).refused(409, "TURN_RUNNING");
        ada.stop(running).expect(200);
    }
}
