package raconteur.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import raconteur.bench.Behaviour;
import raconteur.bench.Call;
import raconteur.bench.Prose;
import raconteur.bench.Upstream;
import raconteur.provider.Completion;
import raconteur.provider.Completion.Message;
import raconteur.provider.Parameters;
import raconteur.provider.Quirk;
import raconteur.provider.Quirks;
import raconteur.provider.StopReason;
import raconteur.provider.Tokens;
import raconteur.provider.Told;
import raconteur.provider.wire.Fake;
import raconteur.provider.wire.FakedContract;
import raconteur.provider.wire.Samples;

class OpenAiProviderTest implements FakedContract {
    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final Fake FAKE = new Fake(OpenAiAdapter::over, Upstream::base);

    @Override
    public Fake fake() {
        return FAKE;
    }

    @Test
    void theRequestIsWhatTheVendorExpects() throws Exception {
        var parameters = new Parameters(0.5, 0.9, 100L, 0.1, 0.2, List.of("END"), 7L);
        FAKE.upstream.requireKey(Samples.KEY);

        FAKE.provider().complete(greeting().with(parameters), new Told());

        var call = FAKE.upstream.awaitCompletion(1, SOON);
        assertThat(call.path()).isEqualTo("/v1/chat/completions");
        assertThat(call.header("content-type")).contains("application/json");
        assertThat(call.header("x-title")).contains("Raconteur");
        assertThat(call.body().toString())
                .isEqualTo("{\"model\":\"any\",\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},"
                        + "{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":true,"
                        + "\"stream_options\":{\"include_usage\":true},\"temperature\":0.5,\"top_p\":0.9,"
                        + "\"presence_penalty\":0.1,\"frequency_penalty\":0.2,\"stop\":[\"END\"],"
                        + "\"max_tokens\":100,\"seed\":7}")
                .isEqualTo(FAKE.provider().body(greeting().with(parameters)));
    }

    @Test
    void anInterruptClosesTheConnectionWithinASecond() throws Exception {
        var told = new Told();
        var drawler = drawler();
        var caller = Thread.ofVirtual().start(() -> {
            try {
                drawler.complete(greeting(), told);
            } catch (InterruptedException _) {
                // as wanted
            }
        });
        told.await(1);
        var before = System.nanoTime();

        caller.interrupt();

        var call = FAKE.upstream.awaitCompletion(1, SOON).awaitClosedByClient(SOON);
        assertThat(Duration.ofNanos(call.endedAt() - before)).isLessThan(Duration.ofSeconds(1));
        assertThat(call.delivered()).startsWith(told.text());
    }

    @Test
    void anInterruptBeforeTheFirstByteClosesTheConnectionToo() throws Exception {
        FAKE.upstream.next(Behaviour.of("~fault:U03"));
        var provider = FAKE.provider();
        var caller = Thread.ofVirtual().start(() -> {
            try {
                provider.complete(greeting(), new Told());
            } catch (InterruptedException _) {
                // as wanted
            }
        });
        var call = FAKE.upstream.awaitCompletion(1, SOON);

        caller.interrupt();

        call.awaitClosedByClient(Duration.ofSeconds(1));
        caller.join();
    }

    @Test
    void aListenerThatThrowsClosesTheConnection() {
        var drawler = drawler();
        try {
            drawler.complete(greeting(), _ -> {
                throw new IllegalStateException("enough");
            });
        } catch (IllegalStateException | InterruptedException _) {
            // as wanted
        }
        FAKE.upstream.awaitCompletion(1, SOON).awaitClosedByClient(Duration.ofSeconds(1));
    }

    @Test
    void usageIsFoundWhereverItStands() throws Exception {
        for (var where : List.of("asked", "extra", "last", "every", "choice")) {
            assertThat(tokens("~usage:" + where)).as(where).isNotNull().matches(tokens -> tokens.output() > 0);
        }
        assertThat(tokens("~usage:asked~cached:openai").cached()).isPositive();
        assertThat(tokens("~usage:asked~cached:deepseek").cached()).isPositive();
    }

    @Test
    void usageThatIsMissingOrNonsenseIsMissing() throws Exception {
        for (var how : List.of("none", "negative", "huge", "nan")) {
            assertThat(ask("~usage:" + how).finished().tokens()).as(how).isNull();
        }
    }

    @Test
    void thinkingIsToldApartInEveryForm() throws Exception {
        var plain = ask("~tokens:6").text();
        for (var style : List.of("content", "openrouter", "both", "think")) {
            var told = ask("~tokens:6~thoughts:4~reasoning:" + style);

            assertThat(told.text()).as(style).isEqualTo(plain);
            assertThat(told.reasoning()).as(style).isNotBlank().doesNotContain("think>");
        }
    }

    @Test
    void thinkingWithoutAnOpeningTagIsToldApartWhereTheModelIsKnownForIt() throws Exception {
        var plain = ask("~tokens:6").text();
        FAKE.upstream.next(Behaviour.of("~tokens:6~thoughts:4~reasoning:unopened"));
        var told = new Told();

        var rule = new Quirks.Rule(Pattern.compile("QwQ"), Set.of(Quirk.THINKS_UNOPENED));
        FAKE.provider(new Quirks(List.of(rule)))
                .complete(Completion.of("QwQ-32B", List.of(Message.user("Hello"))), told);

        assertThat(told.text()).isEqualTo(plain);
        assertThat(told.reasoning()).isNotBlank();
    }

    @Test
    void everyDialectOfTheEventStreamReadsTheSame() throws Exception {
        var plain = ask("~text:md~tokens:30").text();
        for (var how : List.of(
                "~sse:crlf",
                "~sse:cr",
                "~sse:bom",
                "~sse:nospace",
                "~sse:multiline",
                "~sse:named",
                "~sse:cr+bom+nospace+multiline+named",
                "~split:each",
                "~split:utf8",
                "~body:close",
                "~comments:1",
                "~role:no",
                "~role:bare",
                "~end:last")) {
            assertThat(ask("~text:md~tokens:30" + how).text()).as(how).isEqualTo(plain);
        }
    }

    @Test
    void aWholeAnswerMayFollowEmptyLines() throws Exception {
        FAKE.upstream.next(Behaviour.of("~tokens:5~blank:20"));
        var told = new Told();

        FAKE.provider().complete(greeting().inOnePiece(), told);

        assertThat(told.text()).isEqualTo(Prose.ZH.text(1, 5));
        assertThat(told.finished().reason()).isEqualTo(StopReason.STOP);
    }

    @Test
    void theReasonToStopIsTranslated() throws Exception {
        assertThat(ask("~finish:stop").finished().reason()).isEqualTo(StopReason.STOP);
        assertThat(ask("~finish:length").finished().reason()).isEqualTo(StopReason.LENGTH);
        assertThat(ask("~finish:content_filter").finished().reason()).isEqualTo(StopReason.FILTERED);
        assertThat(ask("~finish:something_new").finished().reason()).isEqualTo(StopReason.STOP);
    }

    @Test
    void connectionsAreUsedAgain() throws Exception {
        var provider = FAKE.provider();
        for (var i = 0; i < 20; i++) {
            FAKE.upstream.next(Behaviour.of("~tokens:3"));
            provider.complete(greeting(), new Told());
        }
        assertThat(FAKE.upstream.completions()).hasSize(20);
        assertThat(FAKE.upstream.completions())
                .allMatch(call -> call.awaitEnd(SOON).outcome() == Call.Outcome.COMPLETED);
    }

    @Test
    void theModelsOfAProviderAreListed() throws Exception {
        FAKE.upstream.models(List.of("one", "two~every:20ms", "text-embedding-3"));

        var models = FAKE.offered();

        assertThat(models).extracting("id").containsExactly("fake/one", "fake/two~every:20ms");
    }

    private static Tokens tokens(String knobs) throws InterruptedException {
        var tokens = ask(knobs).finished().tokens();
        if (tokens == null) {
            throw new AssertionError("nothing was counted with " + knobs);
        }
        return tokens;
    }

    private static Told ask(String knobs) throws InterruptedException {
        FAKE.upstream.next(Behaviour.of(knobs));
        var told = new Told();
        FAKE.provider().complete(Completion.of("any", List.of(Message.user("Hello"))), told);
        return told;
    }
}
