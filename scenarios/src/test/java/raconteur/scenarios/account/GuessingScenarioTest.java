package raconteur.scenarios.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Behind a trusted proxy, which tells where each request comes from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuessingScenarioTest {
    private final House house;

    GuessingScenarioTest(@TempDir Path folder) throws Exception {
        house = House.open(folder, Map.of("RACONTEUR_TRUSTED_PROXIES", "127.0.0.1"));
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    @Tag("slow")
    void aThousandGuessesFromManyAddressesFindNothingAndKeepNobodyOut() throws Exception {
        var ada = house.member("Ada");
        var home = from("198.51.100.1");
        home.login("Ada", Visitor.PASSWORD).expect(200);
        var statuses = new ArrayList<Integer>();

        for (var n = 0; n < 1000; n++) {
            statuses.add(from("203.0.113." + n % 200)
                    .login("Ada", "guess number " + n)
                    .status());
        }

        assertThat(statuses).containsOnly(401, 429).doesNotContain(200);
        assertThat(statuses.subList(0, 5)).containsOnly(401);
        assertThat(statuses).filteredOn(status -> status == 401).hasSizeLessThan(30);
        ada.get("/api/me").expect(200);
        home.login("Ada", Visitor.PASSWORD).expect(200);
    }

    @Test
    void oneAddressCannotTryManyAccounts() throws Exception {
        var eve = from("203.0.113.250");
        var statuses = new ArrayList<Integer>();
        for (var n = 0; n < 55; n++) {
            statuses.add(eve.login("somebody" + n, "12345678").status());
        }

        assertThat(statuses.subList(0, 50)).containsOnly(401);
        assertThat(statuses.getLast()).isEqualTo(429);
        var refused = eve.login("somebody else", "12345678").expect(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        from("203.0.113.251").login("somebody else", "12345678").expect(401);
    }

    @Test
    void inventedForwardingHeadersDoNotMakeNewAddresses() throws Exception {
        var statuses = new ArrayList<Integer>();
        for (var n = 0; n < 55; n++) {
            var eve = house.visitor()
                    .with("X-Forwarded-For", "10.9.8." + n + ", 192.0.2.77")
                    .with("X-Real-IP", "10.9.8." + n)
                    .with("Forwarded", "for=10.9.8." + n);
            statuses.add(eve.login("anybody" + n, "12345678").status());
        }

        assertThat(statuses).endsWith(429);
    }

    @Test
    void oneAddressMakesThreeAccountsADay() throws Exception {
        for (var n = 1; n <= 3; n++) {
            register("192.0.2.1", "member" + n).expect(201);
        }

        var fourth = register("192.0.2.1", "member4").expect(429);
        assertThat(fourth.code()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(Integer.parseInt(fourth.header("Retry-After"))).isBetween(1, 86_400);
        register("192.0.2.2", "member5").expect(201);
    }

    @Test
    void anUnknownNameAndAWrongPasswordLookAndLastAlike() throws Exception {
        house.member("Known");
        var known = new ArrayList<Long>();
        var unknown = new ArrayList<Long>();
        for (var n = 0; n < 24; n++) {
            var visitor = from("100.64.0." + n);
            known.add(timed(visitor, "Known"));
            unknown.add(timed(visitor, "Unknown" + n));
            visitor.login("Known", Visitor.PASSWORD).expect(200); // so that the next guess is not slowed
        }

        var ratio = median(unknown) / (double) median(known);
        assertThat(ratio).as("time for an unknown name / for a known one").isBetween(0.6, 1.6);
        var one = from("100.64.1.1").login("Known", "wrong horse battery").expect(401);
        var other = from("100.64.1.1").login("Nobody", "wrong horse battery").expect(401);
        assertThat(one.body().replaceAll("\"trace_id\":\"[^\"]*\"", ""))
                .isEqualTo(other.body().replaceAll("\"trace_id\":\"[^\"]*\"", ""));
    }

    @Test
    void aFloodOfLoginsIsAnsweredAndLeavesTheRestAlone() throws Exception {
        var ada = house.member("Flora");
        ada.get("/api/me").expect(200);
        var outcomes = new ArrayList<Future<Integer>>();
        var slowest = 0L;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 500; n++) {
                var visitor = from("10." + n / 250 + ".0." + n % 250);
                var name = "nobody" + n;
                Callable<Integer> attempt =
                        () -> visitor.login(name, "12345678").status();
                outcomes.add(callers.submit(attempt));
            }
            for (var n = 0; n < 20; n++) {
                var began = System.nanoTime();
                ada.get("/api/me").expect(200);
                slowest = Math.max(slowest, System.nanoTime() - began);
            }
            var statuses = new ArrayList<Integer>();
            for (var outcome : outcomes) {
                statuses.add(outcome.get(60, TimeUnit.SECONDS));
            }

            assertThat(statuses).containsOnly(401, 503);
            assertThat(statuses).contains(401, 503);
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(slowest)).isLessThan(5000);
    }

    private Visitor from(String address) {
        return house.visitor().with("X-Forwarded-For", address);
    }

    private Visitor.Answer register(String address, String name) throws Exception {
        return from(address).post("/api/register", """
                {"username": "%s", "password": "correct horse battery", "accept_terms": true}""".formatted(name));
    }

    private static long timed(Visitor visitor, String name) throws Exception {
        var began = System.nanoTime();
        visitor.login(name, "wrong horse battery").expect(401);
        return System.nanoTime() - began;
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
