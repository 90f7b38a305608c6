package raconteur.scenarios.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetupScenarioTest {
    private static final String GRACE = "{\"username\": \"Grace\", \"password\": \"correct horse battery\"}";

    @TempDir
    Path folder;

    @Test
    void ofFiftyAtOnceExactlyOneBecomesOperator() throws Exception {
        try (var house = House.open(folder, Map.of());
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var barrier = new CyclicBarrier(50);
            var outcomes = new ArrayList<Future<Integer>>();
            for (var n = 0; n < 50; n++) {
                var body = GRACE.replace("Grace", "Grace" + n);
                Callable<Integer> attempt = () -> {
                    barrier.await(30, TimeUnit.SECONDS);
                    return house.visitor().post("/api/setup", body).status();
                };
                outcomes.add(callers.submit(attempt));
            }
            var statuses = new ArrayList<Integer>();
            for (var outcome : outcomes) {
                statuses.add(outcome.get(60, TimeUnit.SECONDS));
            }

            assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
            assertThat(house.visitor().post("/api/setup", GRACE).expect(409).code())
                    .isEqualTo("SETUP_DONE");
        }
    }

    @Test
    void whoIsNotProvenToBeHereNeedsTheCodeThatWasPrinted() throws Exception {
        try (var house = House.open(folder, Map.of())) {
            var printed = Pattern.compile("setup code: ([0-9A-F-]{19})").matcher(house.log());
            assertThat(printed.find()).isTrue();
            var code = printed.group(1);
            var port = house.server().port();

            for (var elsewhere : new Visitor[] {
                house.visitor().with("X-Forwarded-For", "127.0.0.1"),
                house.visitor().with("Forwarded", "for=127.0.0.1"),
                house.visitor().with("X-Real-IP", "127.0.0.1"),
                house.visitor().with("Origin", "http://evil.test"),
                house.visitor().with("Origin", "null"),
                house.visitor().with("Sec-Fetch-Site", "cross-site")
            }) {
                assertThat(elsewhere
                                .get("/api/setup")
                                .json()
                                .path("code_required")
                                .asBoolean())
                        .isTrue();
                assertThat(elsewhere.post("/api/setup", GRACE).expect(403).code())
                        .isEqualTo("FORBIDDEN");
                elsewhere
                        .post("/api/setup", GRACE.replace("}", ", \"code\": \"0000-0000-0000-0000\"}"))
                        .expect(403);
            }
            assertThat(RawHttp.status(
                            RawHttp.send(port, "POST /api/setup HTTP/1.1", "Host: evil.test", "Content-Length: 0")))
                    .isEqualTo(421);

            house.visitor()
                    .with("X-Forwarded-For", "203.0.113.9")
                    .post("/api/setup", GRACE.replace("}", ", \"code\": \"" + code + "\"}"))
                    .expect(201);
        }
    }

    @Test
    void withAPublicAddressTheCodeIsNeededEvenHere() throws Exception {
        try (var house = House.open(folder, Map.of("RACONTEUR_PUBLIC_URL", "https://chat.example.org"))) {
            house.visitor().post("/api/setup", GRACE).expect(403);

            var page = house.visitor().with("Origin", "https://chat.example.org");
            var printed = Pattern.compile("setup code: ([0-9A-F-]{19})").matcher(house.log());
            assertThat(printed.find()).isTrue();
            var made = page.post("/api/setup", GRACE.replace("}", ", \"code\": \"" + printed.group(1) + "\"}"))
                    .expect(201);
            assertThat(made.headers().allValues("Set-Cookie"))
                    .hasSize(2)
                    .allMatch(cookie -> cookie.endsWith("; Secure"))
                    .anyMatch(cookie -> cookie.startsWith("__Host-raconteur=") && cookie.contains("; Path=/;"));
            page.with("Cookie", "__Host-raconteur=" + made.cookie("__Host-raconteur"))
                    .get("/api/me")
                    .expect(200);
            page.with("Cookie", "raconteur=" + made.cookie("__Host-raconteur"))
                    .get("/api/me")
                    .expect(401);
        }
    }

    @Test
    void theSettingsMakeTheOperatorOnce() throws Exception {
        var settings = Map.of(
                "RACONTEUR_ADMIN_USER", "Grace",
                "RACONTEUR_ADMIN_PASSWORD", "correct horse battery",
                "RACONTEUR_REGISTRATION", "closed");
        try (var house = House.open(folder, settings)) {
            assertThat(house.log()).doesNotContain("setup code").doesNotContain("correct horse");
            house.visitor().post("/api/setup", GRACE).expect(409);
            var grace = house.visitor().login("Grace", Visitor.PASSWORD).expect(200);
            assertThat(grace.json().path("account").path("role").asText()).isEqualTo("operator");

            var refused = house.visitor().with("Accept-Language", "zh-CN").post("/api/register", """
                    {"username": "Ada", "password": "correct horse battery", "accept_terms": true}""");
            assertThat(refused.expect(403).code()).isEqualTo("REGISTRATION_CLOSED");
            assertThat(refused.text("message")).contains("管理员");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "changeme", "q8fT2vLzX0pWn4Rj7sYb1KdMh6Cg9Ea"})
    void aSecretThatAnyoneCanGuessStopsTheStart(String secret) throws Exception {
        assertStops(Map.of("RACONTEUR_SECRET_KEY", secret), "RACONTEUR_SECRET_KEY");
    }

    @Test
    void anotherSecretThanTheDatasStopsTheStart() throws Exception {
        try (var house = House.open(folder, Map.of())) {
            house.member("Ada");
        }
        assertStops(Map.of("RACONTEUR_SECRET_KEY", "q8fT2vLzX0pWn4Rj7sYb1KdMh6Cg9EaU"), "not the one this data");

        Files.delete(folder.resolve("data/secret.key"));
        assertStops(Map.of(), "secret.key is missing");
    }

    @Test
    void halfAnOperatorStopsTheStart() throws Exception {
        assertStops(Map.of("RACONTEUR_ADMIN_USER", "Grace"), "RACONTEUR_ADMIN_PASSWORD");
    }

    private void assertStops(Map<String, String> settings, String says) throws IOException, InterruptedException {
        try (var server = House.launch(folder.resolve("data"), settings)) {
            assertThat(server.awaitEnd(Duration.ofSeconds(60))).as("it stops").isTrue();
            assertThat(server.log()).contains(says).doesNotContain("Listening on");
            assertThat(server.log().lines().filter(line -> line.startsWith("\tat ")))
                    .as("a sentence, not a stack trace")
                    .isEmpty();
        }
    }
}
