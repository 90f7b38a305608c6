package raconteur.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.provider.Fault.BAD_RESPONSE;
import static raconteur.provider.Fault.CONFIG;
import static raconteur.provider.Fault.CONTEXT_TOO_LONG;
import static raconteur.provider.Fault.ERROR;
import static raconteur.provider.Fault.OVERLOADED;
import static raconteur.provider.Fault.PROTOCOL;
import static raconteur.provider.Fault.QUOTA;
import static raconteur.provider.Fault.RATE_LIMITED;
import static raconteur.provider.Fault.RESET;
import static raconteur.provider.Fault.STALLED;
import static raconteur.provider.Fault.TIMEOUT;
import static raconteur.provider.Fault.UNAVAILABLE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import raconteur.bench.Behaviour;
import raconteur.bench.Prose;
import raconteur.bench.Upstream;
import raconteur.provider.Completion.Message;
import raconteur.provider.anthropic.AnthropicAdapter;
import raconteur.provider.ollama.OllamaAdapter;
import raconteur.provider.wire.Fake;
import raconteur.provider.wire.Outcome;

/** The fault matrix in the dialects that are not OpenAI's: what a caller hears of each, and that no word is lost. */
class DialectFaultsTest {
    private static final Completion QUESTION = Completion.of("any", List.of(Message.user("Hello")));
    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final Fake ANTHROPIC = new Fake(AnthropicAdapter::over, Upstream::base);

    @RegisterExtension
    static final Fake OLLAMA = new Fake(OllamaAdapter::over, Upstream::root);

    private static Fake fake(Dialect dialect) {
        return dialect == Dialect.ANTHROPIC ? ANTHROPIC : OLLAMA;
    }

    private static Stream<Arguments> both(Object... faultsAndMore) {
        var all = new ArrayList<Arguments>();
        for (var dialect : List.of(Dialect.ANTHROPIC, Dialect.OLLAMA)) {
            for (var i = 0; i < faultsAndMore.length; i += 2) {
                all.add(Arguments.of(dialect, faultsAndMore[i], faultsAndMore[i + 1]));
            }
        }
        return all.stream();
    }

    private static Outcome ask(Dialect dialect, String fault, Provider provider) {
        fake(dialect).upstream.next(Behaviour.of("~tokens:20~fault:" + fault));
        return Outcome.of(provider, QUESTION);
    }

    /** How many tokens are delivered before a fault strikes. */
    private static int tokens(String fault) {
        var at = fault.indexOf('@');
        return at < 0 ? 0 : fault.endsWith("@last") ? 20 : Integer.parseInt(fault.substring(at + 1));
    }

    private static String delivered(Dialect dialect) {
        return fake(dialect).upstream.awaitCompletion(1, SOON).awaitEnd(SOON).delivered();
    }

    static Stream<Arguments> whatStops() {
        return Stream.concat(
                both(
                        "U04",
                        RESET,
                        "U05@7",
                        RESET,
                        "U05@last",
                        RESET,
                        "U08",
                        RATE_LIMITED,
                        "U08.2",
                        RATE_LIMITED,
                        "U09",
                        CONFIG,
                        "U09.402",
                        QUOTA,
                        "U09.403",
                        CONFIG,
                        "U09.404",
                        CONFIG,
                        "U10",
                        ERROR,
                        "U10.502",
                        ERROR,
                        "U10.503",
                        OVERLOADED,
                        "U10.529",
                        OVERLOADED,
                        "U10.html",
                        ERROR,
                        "U11",
                        CONTEXT_TOO_LONG,
                        "U12",
                        BAD_RESPONSE,
                        "U12.empty",
                        RESET,
                        "U13.4@5",
                        PROTOCOL,
                        "U15@3",
                        PROTOCOL,
                        "U15.line@3",
                        PROTOCOL,
                        "U17@0",
                        RESET,
                        "U17@7",
                        RESET,
                        "U17.cut@7",
                        RESET,
                        "U17@last",
                        RESET,
                        "U18",
                        ERROR,
                        "U18@6",
                        ERROR,
                        "U18.overloaded",
                        OVERLOADED,
                        "U18.overloaded@6",
                        OVERLOADED),
                Stream.of(Arguments.of(Dialect.ANTHROPIC, "U08.quota", QUOTA)));
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @MethodSource
    void whatStops(Dialect dialect, String fault, Fault expected) {
        var outcome = ask(dialect, fault, fake(dialect).provider());

        assertThat(outcome.fault()).isEqualTo(expected);
        assertThat(outcome.told().text()).isEqualTo(Prose.ZH.text(1, tokens(fault)));
        if (expected != PROTOCOL) {
            // whoever was cut off there had sent more, of which nobody knows how much arrived
            assertThat(delivered(dialect)).isEqualTo(outcome.told().text());
        }
        assertThat(outcome.passes())
                .isEqualTo(List.of(RESET, RATE_LIMITED, OVERLOADED, ERROR).contains(expected));
    }

    static Stream<Arguments> whatIsSilent() {
        return both(
                "U03",
                TIMEOUT,
                "U03.head",
                TIMEOUT,
                "U03.comments",
                TIMEOUT,
                "U06@5",
                STALLED,
                "U06.comments@5",
                STALLED,
                "U07@5",
                STALLED);
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @MethodSource
    void whatIsSilent(Dialect dialect, String fault, Fault expected) {
        var outcome = ask(dialect, fault, fake(dialect).impatient());

        assertThat(outcome.fault()).isEqualTo(expected);
        assertThat(outcome.told().text()).isEqualTo(expected == STALLED ? Prose.ZH.text(1, 5) : "");
        assertThat(outcome.lasted()).isBetween(Duration.ofMillis(1400), Duration.ofSeconds(10));
        fake(dialect).upstream.awaitCompletion(1, SOON).awaitClosedByClient(Duration.ofSeconds(1));
    }

    static Stream<Arguments> whatIsForgiven() {
        return both(
                "U12.json",
                20,
                "U12.labelled",
                20,
                "U13",
                20,
                "U13.3@20",
                20,
                "U14",
                20,
                "U16",
                20,
                "U16.cut",
                20,
                "U21@10",
                20,
                "U21.empty",
                20,
                "U22",
                20,
                "U22.http",
                20,
                "U22.hang",
                20);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void whatIsForgiven(Dialect dialect, String fault, int tokens) {
        for (var i = 0; i < 3; i++) {
            var outcome = ask(dialect, fault, fake(dialect).provider());

            assertThat(outcome.reason()).isIn(StopReason.STOP, StopReason.TOOL_CALLS);
            assertThat(outcome.told().text()).isEqualTo(Prose.ZH.text(1, tokens));
            assertThat(outcome.told().finished().tokens()).isNotNull();
            assertThat(outcome.lasted()).isLessThan(Duration.ofSeconds(8));
        }
    }

    static Stream<Arguments> dialects() {
        return Stream.of(Arguments.of(Dialect.ANTHROPIC), Arguments.of(Dialect.OLLAMA));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void nobodyListens(Dialect dialect) {
        fake(dialect).upstream.refuse();

        assertThat(Outcome.of(fake(dialect).stranger(), QUESTION).fault()).isEqualTo(UNAVAILABLE);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aWaitThatIsAskedForIsHeard(Dialect dialect) {
        var outcome = ask(dialect, "U08.2", fake(dialect).provider());

        assertThat(outcome.thrown())
                .isInstanceOfSatisfying(
                        ProviderException.Transient.class,
                        failed -> assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
    }

    static Stream<Arguments> inOnePiece() {
        return both("U05", RESET, "U17", RESET, "U13", PROTOCOL, "U18", ERROR, "U10", ERROR, "U12", BAD_RESPONSE);
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @MethodSource
    void inOnePiece(Dialect dialect, String fault, Fault expected) {
        fake(dialect).upstream.next(Behaviour.of("~tokens:20~fault:" + fault));

        var outcome = Outcome.of(fake(dialect).provider(), QUESTION.inOnePiece());

        assertThat(outcome.fault()).isEqualTo(expected);
        assertThat(outcome.told().text()).isEmpty();
    }
}
