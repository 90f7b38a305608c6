package raconteur.scenarios.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.bench.Behaviour;
import raconteur.bench.Upstream;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Person.Taken;
import raconteur.scenarios.Stage;

/**
 * Turns over providers that speak Anthropic's events and Ollama's lines. Their models cost 10 per million tokens read,
 * 1 when cached, and 20 per million written.
 */
class DialectTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final BigDecimal MILLION = new BigDecimal(1_000_000);

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Upstream vendor;

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person ada;

    @BeforeAll
    static void set() {
        vendor = Upstream.start(0);
        stage = Stage.with(
                "PROVIDER_CLAUDE_BASE_URL", vendor.root().toString(),
                "PROVIDER_CLAUDE_DIALECT", "anthropic",
                "PROVIDER_CLAUDE_API_KEY", "sk-ant-bench",
                "PROVIDER_CLAUDE_MODELS", "sonnet",
                "PROVIDER_CLAUDE_PRICES", "sonnet=10/20/1",
                "PROVIDER_LLAMA_BASE_URL", vendor.root().toString(),
                "PROVIDER_LLAMA_DIALECT", "ollama",
                "PROVIDER_LLAMA_MODELS", "llama",
                "PROVIDER_LLAMA_PRICES", "llama=10/20/1");
    }

    @AfterAll
    static void strike() {
        stage.close();
        vendor.close();
    }

    @BeforeEach
    void open() {
        vendor.reset();
        ada = stage.ada();
    }

    private String tale(String model) {
        return ada.conversation(Json.of("model", model));
    }

    private static BigDecimal price(long input, long cached, long output) {
        return new BigDecimal((input - cached) * 10 + cached + output * 20).divide(MILLION);
    }

    @ParameterizedTest
    @CsvSource({"claude/sonnet,/v1/messages,true", "llama/llama,/api/chat,false"})
    void aTurnIsAnsweredThoughtAboutCountedAndPaidFor(String model, String path, boolean caches) {
        var knobs = "~tokens:9~thoughts:6~reasoning:content~text:emoji~cached:openai";
        var behaviour = Behaviour.of(knobs);
        var before = ada.balance();

        var taken = ada.ask(tale(model), "a tale\n" + knobs);
        var thought = new StringBuilder();
        try (var events = ada.follow(taken)) {
            assertThat(events.end()).as("%s", events.soFar()).isEqualTo("completed");
            events.soFar()
                    .forEach(event ->
                            thought.append(event.data().path("reasoning").asText("")));
            assertThat(events.text()).isEqualTo(behaviour.text());
            assertThat(events.names()).containsOnlyOnce("done", "usage", "message_end");
            assertThat(events.only("message_end").data().path("finish_reason").asText())
                    .isEqualTo("stop");
        }

        assertThat(thought).hasToString(behaviour.reasoning());
        var kept = ada.answer(taken);
        assertThat(kept.path("text").asText()).isEqualTo(behaviour.text());
        assertThat(kept.path("reasoning").asText()).isEqualTo(behaviour.reasoning());
        assertThat(kept.path("state").asText()).isEqualTo("complete");
        var calls = vendor.completions();
        assertThat(calls).singleElement().matches(call -> call.path().equals(path));
        assertPaid(taken, before, promptTokens(calls.getFirst().body().toString()), caches);
    }

    /** What the upstream counts: a token for every character of the prompt. */
    private static long promptTokens(String body) {
        var request = Json.read(body);
        var all = new StringBuilder(request.path("system").asText(""));
        request.path("messages")
                .forEach(message -> all.append(message.path("content").asText()));
        return all.codePoints().count();
    }

    private void assertPaid(Taken taken, BigDecimal before, long input, boolean caches) {
        var usage = ada.turn(taken).path("usage");
        var cached = caches ? input / 2 : 0;
        assertThat(usage.path("input_tokens").asLong()).isEqualTo(input);
        assertThat(usage.path("cached_tokens").asLong()).isEqualTo(cached);
        assertThat(usage.path("output_tokens").asLong()).isEqualTo(15);
        assertThat(usage.path("estimated").asBoolean()).isFalse();
        var cost = price(input, cached, 15);
        assertThat(new BigDecimal(usage.path("cost").asText())).isEqualByComparingTo(cost);
        assertThat(before.subtract(ada.balance())).isEqualByComparingTo(cost);
        assertThat(ada.entries(taken, "settle")).hasSize(1);
        ada.assertBooksClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude/sonnet", "llama/llama"})
    void thinkingInTagsIsKeptApartToo(String model) {
        var knobs = "~tokens:9~thoughts:6~reasoning:think~split:each";
        var taken = ada.say(tale(model), "a tale\n" + knobs);

        assertThat(ada.answer(taken).path("text").asText())
                .isEqualTo(Behaviour.of(knobs).text());
        assertThat(ada.answer(taken).path("reasoning").asText())
                .isEqualTo(Behaviour.of(knobs).reasoning());
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude/sonnet", "llama/llama"})
    void aConversationGoesOnAndEachAnswerIsAskedForOnce(String model) {
        var tale = tale(model);
        for (int i = 0; i < 3; i++) {
            ada.say(tale, "a tale\n~tokens:5");
        }
        assertThat(vendor.completions()).hasSize(3);
        assertThat(vendor.completions().getLast().body().path("messages")).hasSizeGreaterThanOrEqualTo(5);
        ada.assertBooksClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude/sonnet", "llama/llama"})
    void anAnswerThatIsStoppedStopsTheVendor(String model) {
        var taken = ada.ask(tale(model), "a tale\n~tokens:400~every:50ms");
        try (var events = ada.follow(taken)) {
            events.awaitText(3);
            ada.stop(taken).expect(200);
            assertThat(events.end()).isEqualTo("stopped");
        }
        vendor.awaitCompletion(1, SOON).awaitClosedByClient(SOON);
        ada.assertBooksClosed();
    }

    @ParameterizedTest
    @CsvSource({
        "claude/sonnet, U18.overloaded@3, 3, 1, UPSTREAM_ERROR",
        "claude/sonnet, U17@3,            3, 1, UPSTREAM_RESET",
        "claude/sonnet, U10.529,          0, 3, UPSTREAM_ERROR",
        "claude/sonnet, U09,              0, 1, UPSTREAM_CONFIG",
        "claude/sonnet, U11,              0, 1, CONTEXT_TOO_LONG",
        "llama/llama,   U18@3,            3, 1, UPSTREAM_ERROR",
        "llama/llama,   U05@3,            3, 1, UPSTREAM_RESET",
        "llama/llama,   U10.503,          0, 3, UPSTREAM_ERROR",
        "llama/llama,   U09.404,          0, 1, UPSTREAM_CONFIG"
    })
    void aFaultKeepsWhatWasSaidAndIsTriedAgainOnlyBefore(
            String model, String fault, int tokens, int calls, String code) {
        var taken = ada.ask(tale(model), "a tale\n~tokens:20~fault:" + fault);
        try (var events = ada.follow(taken)) {
            assertThat(events.end()).as("%s", events.soFar()).isEqualTo(tokens > 0 ? "interrupted" : "failed");
            assertThat(events.only("error").data().path("code").asText()).isEqualTo(code);
            assertThat(events.soFar().toString()).doesNotContain("sk-ant-bench");
            assertThat(events.text())
                    .isEqualTo(
                            String.join("", Behaviour.of("~tokens:20").words().subList(0, tokens)));
        }
        assertThat(vendor.completions()).hasSize(calls);
        ada.assertBooksClosed();
    }
}
