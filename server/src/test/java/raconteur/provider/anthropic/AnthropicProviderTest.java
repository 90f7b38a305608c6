package raconteur.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.bench.Behaviour;
import raconteur.bench.Prose;
import raconteur.bench.Upstream;
import raconteur.provider.Ability;
import raconteur.provider.ApiKey;
import raconteur.provider.Completion;
import raconteur.provider.Completion.Format;
import raconteur.provider.Completion.Message;
import raconteur.provider.Parameters;
import raconteur.provider.StopReason;
import raconteur.provider.Tokens;
import raconteur.provider.Told;
import raconteur.provider.wire.Fake;
import raconteur.provider.wire.FakedContract;
import raconteur.provider.wire.Samples;

class AnthropicProviderTest implements FakedContract {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"story\":{\"type\":\"string\"}},\"required\":[\"story\"]}";

    @RegisterExtension
    static final Fake FAKE = new Fake(AnthropicAdapter::over, Upstream::base);

    @Override
    public Fake fake() {
        return FAKE;
    }

    private static Told ask(String knobs) throws InterruptedException {
        return ask(knobs, Completion.of("any", List.of(Message.user("Hello"))));
    }

    private static Told ask(String knobs, Completion question) throws InterruptedException {
        FAKE.upstream.next(Behaviour.of(knobs));
        var told = new Told();
        FAKE.provider().complete(question, told);
        return told;
    }

    private static String body(Completion request) {
        return FAKE.provider().body(request);
    }

    @Test
    void theRequestIsWhatTheVendorExpects() throws Exception {
        var parameters = new Parameters(1.5, 0.9, 100L, 0.1, 0.2, List.of("END", "\n"), 7L);
        FAKE.upstream.requireKey(Samples.KEY);

        FAKE.provider().complete(greeting().with(parameters), new Told());

        var call = FAKE.upstream.awaitCompletion(1, SOON);
        assertThat(call.path()).isEqualTo("/v1/messages");
        assertThat(call.header("x-api-key")).contains(Samples.KEY);
        assertThat(call.header("authorization")).isEmpty();
        assertThat(call.header("anthropic-version")).contains("2023-06-01");
        assertThat(call.header("x-title")).contains("Raconteur");
        assertThat(call.body().toString())
                .isEqualTo("{\"model\":\"any\",\"max_tokens\":100,\"system\":\"Be kind.\",\"messages\":"
                        + "[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":true,\"temperature\":1.0,"
                        + "\"stop_sequences\":[\"END\"]}")
                .isEqualTo(body(greeting().with(parameters)));
    }

    @Test
    void aLimitOfTokensIsAlwaysSent() {
        assertThat(body(greeting())).contains("\"max_tokens\":4096");
    }

    @Test
    void anothersKeyIsSentInsteadOfTheConnections() throws Exception {
        FAKE.upstream.requireKey("sk-of-ada-herself");

        FAKE.provider().complete(greeting().with(new ApiKey("sk-of-ada-herself")), new Told());

        assertThat(FAKE.upstream.awaitCompletion(1, SOON).header("x-api-key")).contains("sk-of-ada-herself");
    }

    @Test
    void rolesTakeTurnsAndTheUserBegins() throws Exception {
        var messages = List.of(
                Message.assistant("Well met. "),
                Message.system("Be kind."),
                Message.user("One"),
                Message.user(" "),
                Message.user("Two"),
                Message.system("Be brief."),
                Message.assistant(""),
                Message.assistant("Three "));

        assertThat(body(Completion.of("any", messages)))
                .contains("\"system\":\"Be kind.\\n\\nBe brief.\"")
                .contains("\"messages\":[{\"role\":\"user\",\"content\":\"…\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Well met. \"},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"One\"},"
                        + "{\"type\":\"text\",\"text\":\"Two\"}]},{\"role\":\"assistant\",\"content\":\"Three\"}]");
        assertThat(ask("~tokens:3", Completion.of("any", messages)).finished().reason())
                .isEqualTo(StopReason.STOP);
        assertThat(ask("~tokens:3", Completion.of("any", List.of())).finished().reason())
                .isEqualTo(StopReason.STOP);
    }

    @Test
    void whatMustFollowASchemaIsTheInputOfAToolThatMustBeCalled() throws Exception {
        var json = Prose.JSON.text(1, 5);
        for (var format : List.of(new Format.Tool("tell", SCHEMA), new Format.Schema("tell", SCHEMA))) {
            for (var question :
                    List.of(greeting().with(format), greeting().with(format).inOnePiece())) {
                var told = ask("~text:json~tokens:5", question);

                assertThat(told.tools()).containsExactly("0:toolu_01:tell:" + json);
                assertThat(told.text()).isEmpty();
                assertThat(told.finished().reason()).isEqualTo(StopReason.TOOL_CALLS);
            }
        }
        assertThat(body(greeting().with(new Format.Tool("tell", SCHEMA))))
                .contains("\"tools\":[{\"name\":\"tell\",\"input_schema\":" + SCHEMA + "}],"
                        + "\"tool_choice\":{\"type\":\"tool\",\"name\":\"tell\"}");
    }

    @Test
    void otherFormatsAreLeftToThePrompt() {
        var plain = body(greeting());

        assertThat(body(greeting().with(new Format.Json()))).isEqualTo(plain);
        assertThat(body(greeting().with(new Format.Grammar("root ::= [a-z]")))).isEqualTo(plain);
    }

    @Test
    void everythingThatWasReadIsCountedAndWhatWasInTheCacheIsPartOfIt() throws Exception {
        assertThat(ask("~tokens:6~cached:openai").finished().tokens()).isEqualTo(new Tokens(5, 6, 2, 0));
        assertThat(ask("~tokens:6~thoughts:4~reasoning:content").finished().tokens())
                .isEqualTo(new Tokens(5, 10, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "negative", "huge", "nan"})
    void usageThatIsMissingOrNonsenseIsMissing(String how) throws Exception {
        assertThat(ask("~usage:" + how).finished().tokens()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "stop,STOP",
        "stop_sequence,STOP",
        "pause_turn,STOP",
        "length,LENGTH",
        "model_context_window_exceeded,LENGTH",
        "content_filter,FILTERED",
        "something_new,STOP"
    })
    void theReasonToStopIsTranslated(String word, StopReason reason) throws Exception {
        assertThat(ask("~finish:" + word).finished().reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"content", "think"})
    void thinkingIsToldApartInEveryForm(String style) throws Exception {
        var behaviour = Behaviour.of("~tokens:6~thoughts:4~reasoning:" + style);

        var told = ask(behaviour.toString());

        assertThat(told.text()).isEqualTo(behaviour.text());
        assertThat(told.reasoning()).isEqualTo(behaviour.reasoning());
    }

    @Test
    void everyDialectOfTheEventStreamReadsTheSame() throws Exception {
        var plain = ask("~text:md~tokens:30").text();
        for (var how : List.of(
                "~sse:crlf",
                "~sse:cr+bom+nospace+multiline+named",
                "~split:each",
                "~split:utf8",
                "~body:close",
                "~comments:1",
                "~fault:U21@3",
                "~fault:U21.stray@3")) {
            assertThat(ask("~text:md~tokens:30" + how).text()).as(how).isEqualTo(plain);
        }
    }

    @Test
    void aToolThatIsCalledBesideTheTextIsTold() throws Exception {
        var told = ask("~tokens:4~fault:U21.tools@last");

        assertThat(told.text()).isEqualTo(Prose.ZH.text(1, 4));
        assertThat(told.tools()).containsExactly("0:call_1:look:{\"at\":\"door\"}");
        assertThat(told.finished().reason()).isEqualTo(StopReason.TOOL_CALLS);
    }

    @Test
    void theProvidersNameOfTheAnswerIsKept() throws Exception {
        assertThat(ask("~tokens:1").finished().upstreamId()).matches("msg_[0-9a-f]{12}");
    }

    @Test
    void theModelsAreListedPageByPage() throws Exception {
        var ids = IntStream.range(0, 1500).mapToObj(i -> "claude-" + i).toList();
        FAKE.upstream.models(ids).requireKey(Samples.KEY);

        var models = FAKE.offered();

        assertThat(models).extracting("name").isEqualTo(ids);
        assertThat(models.getFirst().contextTokens()).isEqualTo(200_000);
        assertThat(models.getFirst().abilities()).contains(Ability.STREAM, Ability.TOOLS);
        assertThat(FAKE.upstream.calls()).hasSize(2);
    }
}
