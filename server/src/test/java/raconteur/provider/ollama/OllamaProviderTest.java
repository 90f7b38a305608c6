package raconteur.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.bench.Behaviour;
import raconteur.bench.Upstream;
import raconteur.provider.Ability;
import raconteur.provider.ApiKey;
import raconteur.provider.Completion;
import raconteur.provider.Completion.Format;
import raconteur.provider.Completion.Message;
import raconteur.provider.Fault;
import raconteur.provider.Parameters;
import raconteur.provider.StopReason;
import raconteur.provider.Tokens;
import raconteur.provider.Told;
import raconteur.provider.wire.Fake;
import raconteur.provider.wire.FakedContract;
import raconteur.provider.wire.Outcome;
import raconteur.provider.wire.Samples;

class OllamaProviderTest implements FakedContract {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SCHEMA = "{\"type\":\"object\"}";

    @RegisterExtension
    static final Fake FAKE = new Fake(OllamaAdapter::over, Upstream::root);

    @Override
    public Fake fake() {
        return FAKE;
    }

    private static Told ask(String knobs) throws InterruptedException {
        FAKE.upstream.next(Behaviour.of(knobs));
        var told = new Told();
        FAKE.provider().complete(Completion.of("any", List.of(Message.user("Hello"))), told);
        return told;
    }

    private static String body(Completion request) {
        return FAKE.provider().body(request);
    }

    @Test
    void theRequestIsWhatTheServerExpects() throws Exception {
        var parameters = new Parameters(0.5, 0.9, 100L, 0.1, 0.2, List.of("END"), 7L);
        FAKE.upstream.requireKey(Samples.KEY);

        FAKE.provider().complete(greeting().with(parameters), new Told());

        var call = FAKE.upstream.awaitCompletion(1, SOON);
        assertThat(call.path()).isEqualTo("/api/chat");
        assertThat(call.header("authorization")).contains("Bearer " + Samples.KEY);
        assertThat(call.body().toString())
                .isEqualTo("{\"model\":\"any\",\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},"
                        + "{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":true,\"options\":{"
                        + "\"temperature\":0.5,\"top_p\":0.9,\"num_predict\":100,\"presence_penalty\":0.1,"
                        + "\"frequency_penalty\":0.2,\"seed\":7,\"stop\":[\"END\"]},\"keep_alive\":\"30m\"}")
                .isEqualTo(body(greeting().with(parameters)));
    }

    @Test
    void anothersKeyIsSentInsteadOfTheConnections() throws Exception {
        FAKE.upstream.requireKey("sk-of-ada-herself");

        FAKE.provider().complete(greeting().with(new ApiKey("sk-of-ada-herself")), new Told());

        assertThat(FAKE.upstream.completions()).hasSize(1);
    }

    @Test
    void aFormatIsASchemaOrAnyJson() {
        assertThat(body(greeting().with(new Format.Schema("tell", SCHEMA)))).contains("\"format\":" + SCHEMA + ",");
        assertThat(body(greeting().with(new Format.Json()))).contains("\"format\":\"json\",");
        assertThat(body(greeting().with(new Format.Tool("tell", SCHEMA))))
                .contains("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"tell\",\"parameters\":" + SCHEMA);
        assertThat(body(greeting().with(new Format.Grammar("root ::= [a-z]")))).isEqualTo(body(greeting()));
    }

    @ParameterizedTest
    @CsvSource({"10,4096", "6000,4096", "7000,8192", "20000,16384", "100000,65536", "9000000,1048576"})
    void aLongPromptIsGivenRoom(int characters, long room) {
        assertThat(ChatBody.room(Completion.of("any", List.of(Message.user("x".repeat(characters))))))
                .isEqualTo(room);
    }

    @Test
    void theRoomForAShortPromptIsLeftToTheServer() {
        assertThat(body(greeting())).doesNotContain("num_ctx");
        assertThat(body(greeting().with(Parameters.NONE.withMaxTokens(5_000)))).contains("\"num_ctx\":8192");
    }

    @Test
    void aModelThatIsNotThereIsToBePulled() {
        FAKE.upstream.next(Behaviour.of("~fault:U09.404"));

        var outcome = Outcome.of(FAKE.provider(), Completion.of("llama9", List.of(Message.user("Hello"))));

        assertThat(outcome.fault()).isEqualTo(Fault.CONFIG);
        assertThat(outcome.passes()).isFalse();
        assertThat(outcome.thrown()).hasMessageContaining("ollama pull llama9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "negative", "huge", "nan"})
    void usageThatIsMissingOrNonsenseIsMissing(String how) throws Exception {
        assertThat(ask("~usage:" + how).finished().tokens()).isNull();
    }

    @Test
    void tokensAreCountedWithThinking() throws Exception {
        assertThat(ask("~tokens:6~thoughts:4~reasoning:content").finished().tokens())
                .isEqualTo(new Tokens(5, 10, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"stop,STOP", "length,LENGTH", "null,STOP", "load,STOP"})
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
    void howeverTheLinesAreCutTheyReadTheSame() throws Exception {
        var plain = ask("~text:md~tokens:30").text();
        for (var how : List.of(
                "~sse:crlf",
                "~sse:bom",
                "~split:each",
                "~split:utf8",
                "~body:close",
                "~comments:1",
                "~fault:U21.empty@3",
                "~fault:U21@last")) {
            assertThat(ask("~text:md~tokens:30" + how).text()).as(how).isEqualTo(plain);
        }
    }

    @Test
    void aToolThatIsCalledIsTold() throws Exception {
        var told = ask("~tokens:4~fault:U21.tools@last");

        assertThat(told.tools()).containsExactly("0:call_1:look:{\"at\":\"door\"}");
        assertThat(told.finished().reason()).isEqualTo(StopReason.TOOL_CALLS);
    }

    @Test
    void theModelsThatChatAreListedWithWhatTheyCanDo() throws Exception {
        FAKE.upstream.models(List.of("llama3.2:latest", "thinker:8b", "embedder:1b"));

        var models = FAKE.offered();

        assertThat(models).extracting("id").containsExactly("fake/llama3.2:latest", "fake/thinker:8b");
        assertThat(models.getFirst().contextTokens()).isEqualTo(32_768);
        assertThat(models.getFirst().abilities())
                .containsExactlyInAnyOrder(Ability.STREAM, Ability.JSON_SCHEMA, Ability.JSON_OBJECT, Ability.TOOLS);
        assertThat(models.getLast().abilities()).contains(Ability.REASONING);
    }
}
