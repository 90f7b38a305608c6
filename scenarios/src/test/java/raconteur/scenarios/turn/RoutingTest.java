package raconteur.scenarios.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raconteur.bench.Behaviour;
import raconteur.bench.Call;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Person.Taken;
import raconteur.scenarios.Stage;

/**
 * Whom a turn asks, with which key, whom it passes over, and what is told about that. Each test has a provider of its
 * own, because what is known of one stays known.
 */
class RoutingTest {
    private static final Pattern SAMPLE = Pattern.compile(
            "[a-zA-Z_:][a-zA-Z0-9_:]*(\\{([a-zA-Z_][a-zA-Z0-9_]*=\"[^\"]*\",?)*})? (NaN|[+-]?Inf|[-+0-9.eE]+)");

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person ada;

    private String tale = "";

    @BeforeAll
    static void set() {
        stage = Stage.with(
                "UPSTREAM_BREAKER_FAILURES", "5",
                "UPSTREAM_BREAKER_WINDOW", "60s",
                "UPSTREAM_BREAKER_PAUSE", "2s",
                "UPSTREAM_KEY_PAUSE", "1h",
                "PROVIDER_PAIR_BASE_URL", "{upstream}",
                "PROVIDER_PAIR_API_KEY", key("pair", 1) + ", " + key("pair", 2),
                "PROVIDER_PAIR_MODELS", "m",
                "PROVIDER_WRONG_BASE_URL", "{upstream}",
                "PROVIDER_WRONG_API_KEY", key("wrong", 1) + "," + key("wrong", 2),
                "PROVIDER_WRONG_MODELS", "m",
                "PROVIDER_LIMITED_BASE_URL", "{upstream}",
                "PROVIDER_LIMITED_API_KEY", key("limited", 1) + "," + key("limited", 2),
                "PROVIDER_LIMITED_MODELS", "m",
                "PROVIDER_SICK_BASE_URL", "{upstream}",
                "PROVIDER_SICK_API_KEY", key("sick", 1),
                "PROVIDER_SICK_MODELS", "m",
                "PROVIDER_LONE_BASE_URL", "{upstream}",
                "PROVIDER_LONE_API_KEY", key("lone", 1),
                "PROVIDER_LONE_MODELS", "m",
                "MODEL_FAST", "sick/m,fake/bench");
    }

    private static String key(String provider, int number) {
        return "sk-%s-0000-0000-%04d".formatted(provider, number);
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

    private static Predicate<Call> with(String key) {
        return call -> call.header("authorization").orElse("").endsWith(key);
    }

    private Taken ask(String model, String knobs) {
        var taken = ada.ask(tale, Json.of("text", "a tale\n~tokens:5" + knobs, "model", model));
        ada.end(taken);
        return taken;
    }

    private List<JsonNode> attempts(Taken taken) {
        var inspected =
                ada.get("/api/turns/" + taken.turn() + "/inspect").expect(200).json();
        return Json.items(inspected.path("generations").path(0).path("attempts"));
    }

    private static List<String> keysUsed() {
        return stage.upstream().completions().stream()
                .map(call -> call.header("authorization").orElse("none"))
                .map(header -> header.substring(header.length() - 4))
                .toList();
    }

    @Test
    void keysOfAProviderAreUsedByTurnsAndShownByTheirLastFour() {
        for (var i = 0; i < 3; i++) {
            ask("pair/m", "");
        }

        var inspected = attempts(ask("pair/m", "~first:30ms")).getFirst();

        assertThat(keysUsed()).containsExactly("0001", "0002", "0001", "0002");
        assertThat(inspected.path("key").asText()).isEqualTo("…0002");
        assertThat(inspected.path("provider").asText()).isEqualTo("pair");
        assertThat(inspected.path("model").asText()).isEqualTo("m");
        assertThat(inspected.path("status").asText()).isEqualTo("completed");
        assertThat(inspected.path("http_status").asInt()).isEqualTo(200);
        assertThat(inspected.path("first_content_ms").asLong()).isBetween(30L, 5000L);
        assertThat(inspected.path("first_byte_ms").asLong()).isLessThanOrEqualTo(5000L);
        assertThat(inspected.path("duration_ms").asLong())
                .isGreaterThanOrEqualTo(inspected.path("first_content_ms").asLong());
        assertThat(inspected.path("output_tokens").asInt()).isEqualTo(5);
        assertThat(inspected.path("cost").asText()).startsWith("0.");
    }

    @Test
    void aKeyThatIsRefusedIsPassedOverFromThenOnAndTheTurnGoesOnWithTheOther() {
        stage.upstream().when(with(key("wrong", 1)), Behaviour.of("~fault:U09.401"));

        var first = ask("wrong/m", "");
        ask("wrong/m", "");
        ask("wrong/m", "");

        assertThat(ada.turn(first).path("state").asText()).isEqualTo("completed");
        assertThat(keysUsed()).containsExactly("0001", "0002", "0002", "0002");
        var tried = attempts(first);
        assertThat(tried).extracting(one -> one.path("http_status").asInt()).containsExactly(401, 200);
        assertThat(tried.getFirst().path("fault").asText()).isEqualTo("UPSTREAM_CONFIG");
        assertThat(tried.toString()).doesNotContain("sk-wrong");
        ada.assertBooksClosed();
    }

    @Test
    void whereEveryKeyIsLimitedTheNextQuestionIsRefusedAtOnceAndToldWhenToComeAgain() {
        stage.upstream().when(with(key("limited", 1)), Behaviour.of("~fault:U08.600"));
        stage.upstream().when(with(key("limited", 2)), Behaviour.of("~fault:U08.300"));

        var failed = ask("limited/m", "");
        var refused = ada.wish(tale, Json.of("text", "again", "model", "limited/m"));

        assertThat(ada.turn(failed).path("error").path("code").asText()).isEqualTo("UPSTREAM_RATE_LIMITED");
        refused.refused(429, "UPSTREAM_RATE_LIMITED");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(280, 300);
        assertThat(keysUsed()).containsExactly("0001", "0002");
        assertThat(ada.texts(tale)).as("nothing of a refused question is kept").hasSize(2);
        ada.assertBooksClosed();
    }

    @Test
    void aProviderThatFailsAgainAndAgainIsPassedOverAndFoundWellByOneCall() {
        stage.upstream().when(with(key("sick", 1)), Behaviour.of("~fault:U10.503"));
        for (var i = 0; i < 4; i++) {
            assertThat(ada.turn(ask("fast", "")).path("state").asText()).isEqualTo("completed");
        }
        var answer = Json.items(
                        ada.get("/api/conversations/" + tale + "/messages").json())
                .getLast();
        assertThat(answer.path("author").path("id").asText())
                .as("who answered, not who was asked first")
                .isEqualTo(answer.path("model").asText())
                .startsWith("fake/");
        var sick = stage.upstream().completions().stream()
                .filter(with(key("sick", 1)))
                .count();
        assertThat(sick).as("five failures open it").isEqualTo(5);
        assertThat(gauge("sick")).isEqualTo(2);
        assertThat(attempts(ask("fast", "")))
                .extracting(one -> one.path("provider").asText())
                .containsExactly("fake");

        stage.upstream().reset();
        stage.until("the pause is over and a call has looked", () -> {
            ask("fast", "");
            return stage.upstream().completions().stream().anyMatch(with(key("sick", 1)));
        });

        assertThat(attempts(ask("fast", "")))
                .extracting(one -> one.path("provider").asText())
                .containsExactly("sick");
        assertThat(gauge("sick")).isEqualTo(0);
        ada.assertBooksClosed();
    }

    @Test
    void whereNobodyIsLeftToAskThatIsSaidAtOnceWithTheTimeToComeAgain() {
        stage.upstream().when(with(key("lone", 1)), Behaviour.of("~fault:U04"));
        ask("lone/m", "");
        ask("lone/m", "");

        var refused = ada.wish(tale, Json.of("text", "again", "model", "lone/m"));

        refused.refused(502, "UPSTREAM_UNAVAILABLE");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 2);
        assertThat(stage.upstream().completions()).hasSize(5);
        ada.assertBooksClosed();
    }

    private static double gauge(String provider) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("raconteur_provider_breaker{"))
                .filter(line -> line.contains("\"" + provider + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(metrics()));
    }

    private static String metrics() {
        return stage.nobody().get("/metrics").expect(200).body();
    }

    @Test
    void whatCallsAndTurnsTakeIsCountedUnderTheNamesOfTheField() {
        ask("pair/m", "~first:20ms");
        var reply = ada.wish(tale, Json.of("text", "more\n~tokens:5", "model", "pair/m"))
                .expect(202);
        assertThat(reply.header("server-timing")).matches("admit;dur=\\d+\\.\\d{3}");

        var lines = metrics().lines().toList();

        assertThat(lines)
                .allMatch(line -> line.startsWith("#") || SAMPLE.matcher(line).matches());
        for (var name : List.of(
                "gen_ai_client_operation_duration_seconds_bucket",
                "gen_ai_client_operation_time_to_first_chunk_seconds_bucket",
                "gen_ai_client_token_usage_bucket",
                "raconteur_turn_overhead_seconds_bucket",
                "raconteur_provider_keys")) {
            assertThat(lines).as(name).anyMatch(line -> line.startsWith(name + "{"));
        }
        assertThat(String.join("\n", lines).toLowerCase(Locale.ROOT))
                .doesNotContain(ada.name())
                .doesNotContain("sk-");
    }

    @Test
    void theOverheadOfATurnIsWhatWasNotSpentWaitingForTheProvider() {
        var taken = ask("pair/m", "~first:400ms");

        var generation = ada.get("/api/turns/" + taken.turn() + "/inspect")
                .expect(200)
                .json()
                .path("generations")
                .path(0);

        assertThat(generation.path("overhead_ms").asDouble()).isBetween(0.001, 390.0);
    }
}
