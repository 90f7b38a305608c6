package raconteur.provider.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static raconteur.provider.Fault.BAD_RESPONSE;
import static raconteur.provider.Fault.CONFIG;
import static raconteur.provider.Fault.ERROR;
import static raconteur.provider.Fault.OVERLOADED;
import static raconteur.provider.Fault.PROTOCOL;
import static raconteur.provider.Fault.QUOTA;
import static raconteur.provider.Fault.RATE_LIMITED;
import static raconteur.provider.Fault.RESET;
import static raconteur.provider.Fault.STALLED;
import static raconteur.provider.Fault.TIMEOUT;
import static raconteur.provider.Fault.TLS;
import static raconteur.provider.Fault.UNAVAILABLE;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.bench.Behaviour;
import raconteur.bench.Call;
import raconteur.bench.Prose;
import raconteur.bench.Script;
import raconteur.bench.Upstream;
import raconteur.provider.Completion;
import raconteur.provider.Completion.Message;
import raconteur.provider.Fault;
import raconteur.provider.ProviderException;
import raconteur.provider.StopReason;
import raconteur.provider.Timers;
import raconteur.provider.Told;
import raconteur.provider.wire.Fake;
import raconteur.provider.wire.Outcome;

/** The fault matrix, U01 to U22: what a caller hears of each. */
class FaultsOfTheUpstreamTest {
    private static final Completion QUESTION = Completion.of("any", List.of(Message.user("Hello")));
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Timers PATIENT = new Timers(SOON, SOON, SOON, SOON, SOON);

    @RegisterExtension
    static final Fake FAKE = new Fake(OpenAiAdapter::over, Upstream::base);

    private static Outcome ask(String knobs) {
        FAKE.upstream.next(Behaviour.of(knobs));
        return Outcome.of(FAKE.provider(), QUESTION);
    }

    /** With deadlines short enough to wait for; only what is to run into one may ask like this. */
    private static Outcome askImpatiently(String knobs) {
        FAKE.upstream.next(Behaviour.of(knobs));
        return Outcome.of(FAKE.impatient(), QUESTION);
    }

    private static Call call() {
        return FAKE.upstream.awaitCompletion(1, SOON);
    }

    @Test
    void u01NobodyListens() {
        FAKE.upstream.refuse();

        var outcome = Outcome.of(FAKE.stranger(), QUESTION);

        assertThat(outcome.fault()).isEqualTo(UNAVAILABLE);
        assertThat(outcome.passes()).isTrue();
        assertThat(outcome.lasted()).isLessThan(SOON);
    }

    @Test
    void u01NoSuchHost() {
        var outcome = Outcome.of(FAKE.provider(URI.create("http://nobody.invalid/v1"), Fake.SHORT), QUESTION);

        assertThat(outcome.fault()).isEqualTo(UNAVAILABLE);
    }

    @Test
    void u02NoTlsIsNeverRetriedAndNeverPlain() {
        var outcome = Outcome.of(FAKE.provider(FAKE.upstream.secureBase(), PATIENT), QUESTION);

        assertThat(outcome.fault()).isEqualTo(TLS);
        assertThat(outcome.passes()).isFalse();
        assertThat(FAKE.upstream.completions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"U03", "U03.head", "U03.comments"})
    void u03SilenceBeforeTheFirstContent(String fault) {
        var outcome = askImpatiently("~fault:" + fault);

        assertThat(outcome.fault()).isEqualTo(TIMEOUT);
        assertThat(outcome.passes()).isTrue();
        assertThat(outcome.lasted()).isBetween(Duration.ofMillis(1400), Duration.ofSeconds(10));
        call().awaitClosedByClient(SOON);
    }

    @Test
    void u04ResetBeforeTheAnswer() {
        var outcome = ask("~fault:U04");

        assertThat(outcome.fault()).isEqualTo(RESET);
        assertThat(outcome.passes()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 20})
    void u05ResetInTheMiddleKeepsWhatWasSaid(int token) {
        var outcome = ask("~tokens:20~fault:U05@" + token);

        assertThat(outcome.fault()).isEqualTo(RESET);
        assertThat(outcome.told().text())
                .isEqualTo(Prose.ZH.text(1, token))
                .isEqualTo(call().awaitEnd(SOON).delivered());
    }

    @ParameterizedTest
    @ValueSource(strings = {"U06@5", "U06.comments@5"})
    void u06SilenceInTheMiddle(String fault) {
        var outcome = askImpatiently("~fault:" + fault);

        assertThat(outcome.fault()).isEqualTo(STALLED);
        assertThat(outcome.told().text()).isEqualTo(Prose.ZH.text(1, 5));
        assertThat(outcome.lasted()).isBetween(Duration.ofMillis(1400), Duration.ofSeconds(8));
        call().awaitClosedByClient(SOON);
    }

    @Test
    void u07AByteASecondIsASilence() {
        var outcome = askImpatiently("~fault:U07@5");

        assertThat(outcome.fault()).isEqualTo(STALLED);
        assertThat(outcome.told().text()).isEqualTo(Prose.ZH.text(1, 5));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"U08,null", "U08.2,PT2S", "U08.86400,PT24H", "U08.ms500,PT0.5S"})
    void u08TooManyRequests(String fault, @Nullable Duration wait) {
        var outcome = ask("~fault:" + fault);

        assertThat(outcome.fault()).isEqualTo(RATE_LIMITED);
        assertThat(outcome.thrown())
                .isInstanceOfSatisfying(
                        ProviderException.Transient.class,
                        failed -> assertThat(failed.retryAfter()).isEqualTo(wait));
    }

    @Test
    void u08TheWaitMayBeADate() {
        var outcome = ask("~fault:U08.date");

        assertThat(outcome.thrown())
                .isInstanceOfSatisfying(
                        ProviderException.Transient.class,
                        failed -> assertThat(failed.retryAfter()).isBetween(Duration.ZERO, Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @CsvSource({
        "U08.quota,QUOTA",
        "U08.arrears,QUOTA",
        "U09,CONFIG",
        "U09.402,QUOTA",
        "U09.403,CONFIG",
        "U09.404,CONFIG",
        "U11,CONTEXT_TOO_LONG",
        "U11.qianfan,CONTEXT_TOO_LONG",
        "U11.zhipu,CONTEXT_TOO_LONG"
    })
    void whatAnOperatorMustMendIsNotTriedAgain(String fault, Fault expected) {
        var outcome = ask("~fault:" + fault);

        assertThat(outcome.fault()).isEqualTo(expected);
        assertThat(outcome.passes()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "U10,ERROR",
        "U10.502,ERROR",
        "U10.504,ERROR",
        "U10.503,OVERLOADED",
        "U10.529,OVERLOADED",
        "U10.html,ERROR"
    })
    void u10TheProviderIsBroken(String fault, Fault expected) {
        var outcome = ask("~fault:" + fault);

        assertThat(outcome.fault()).isEqualTo(expected);
        assertThat(outcome.passes()).isTrue();
    }

    @Test
    void u12AWebPage() {
        assertThat(ask("~fault:U12").fault()).isEqualTo(BAD_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"U12.json", "U12.labelled"})
    void u12JsonInsteadOfEventsIsTheAnswer(String fault) {
        var outcome = ask("~tokens:20~fault:" + fault);

        assertThat(outcome.reason()).isEqualTo(StopReason.STOP);
        assertThat(outcome.told().text()).isEqualTo(Prose.ZH.text(1, 20));
        assertThat(outcome.told().finished().tokens()).isNotNull();
    }

    @Test
    void u12NothingAtAll() {
        assertThat(ask("~fault:U12.empty").fault()).isEqualTo(RESET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"U13", "U13@10", "U13.3@20"})
    void u13AFewBrokenEventsArePassedOver(String fault) {
        var outcome = ask("~tokens:20~fault:" + fault);

        assertThat(outcome.reason()).isEqualTo(StopReason.STOP);
        assertThat(outcome.told().text()).isEqualTo(Prose.ZH.text(1, 20));
    }

    @Test
    void u13ManyAreNot() {
        var outcome = ask("~fault:U13.4@5");

        assertThat(outcome.fault()).isEqualTo(PROTOCOL);
        assertThat(outcome.told().text()).isEqualTo(Prose.ZH.text(1, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"U15@3", "U15.line@3"})
    void u15AnEventWithoutEndIsCutOff(String fault) {
        var outcome = ask("~fault:" + fault);

        assertThat(outcome.fault()).isEqualTo(PROTOCOL);
        assertThat(outcome.told().text()).isEqualTo(Prose.ZH.text(1, 3));
        call().awaitEnd(SOON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"U16", "U16.cut"})
    void u16AnEndWithoutAMarkIsAnEnd(String fault) {
        var outcome = ask("~tokens:20~fault:" + fault);

        assertThat(outcome.reason()).isEqualTo(StopReason.STOP);
        assertThat(outcome.told().text()).isEqualTo(Prose.ZH.text(1, 20));
        assertThat(outcome.told().finished().tokens()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"U17@7", "U17.cut@7", "U17@last", "U17@0"})
    void u17AnEndWithoutAReasonIsNone(String fault) {
        var outcome = ask("~tokens:20~fault:" + fault);

        assertThat(outcome.fault()).isEqualTo(RESET);
        assertThat(outcome.told().text()).isEqualTo(call().awaitEnd(SOON).delivered());
    }

    @ParameterizedTest
    @CsvSource({
        "U18,ERROR",
        "U18.text,ERROR",
        "U18.error_code,RATE_LIMITED",
        "U18.data,CONFIG",
        "U18.msg,OVERLOADED",
        "U18.base_resp,RATE_LIMITED",
        "U18.overloaded,OVERLOADED",
        "U18.overloaded@6,OVERLOADED",
        "U18.text@6,ERROR"
    })
    void u18AnErrorInsideAnAnswer(String fault, Fault expected) {
        var outcome = ask("~tokens:20~fault:" + fault);

        assertThat(outcome.fault()).isEqualTo(expected);
        assertThat(outcome.told().text()).isEqualTo(call().awaitEnd(SOON).delivered());
    }

    @ParameterizedTest
    @CsvSource({"U20@3,3", "U20.empty,0", "U20.sensitive@2,2"})
    void u20AFilteredAnswer(String fault, int tokens) {
        var outcome = ask("~tokens:20~fault:" + fault);

        assertThat(outcome.reason()).isEqualTo(StopReason.FILTERED);
        assertThat(outcome.told().text()).isEqualTo(Prose.ZH.text(1, tokens));
    }

    @Test
    void u20ARefusalIsFilteredAndItsWordsAreTold() {
        var outcome = ask("~fault:U20.refusal");

        assertThat(outcome.reason()).isEqualTo(StopReason.FILTERED);
        assertThat(outcome.told().text()).isEqualTo("I cannot help with that.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"U21", "U21.empty", "U21.tools", "U21.stray", "U21.duplicate", "U21.order", "U21@10"})
    void u21OdditiesChangeNothing(String fault) {
        var outcome = ask("~tokens:20~fault:" + fault);

        assertThat(outcome.reason()).isIn(StopReason.STOP, StopReason.TOOL_CALLS);
        assertThat(outcome.told().text()).isEqualTo(Prose.ZH.text(1, 20));
        assertThat(outcome.told().finished().tokens()).isNotNull();
    }

    @Test
    void u21AToolCallWithoutIndexAndIdIsOneCall() {
        var outcome = ask("~fault:U21.tools");

        assertThat(outcome.told().tools()).containsExactly("0:call_1:look:{\"at\":\"door\"}");
        assertThat(outcome.reason()).isEqualTo(StopReason.TOOL_CALLS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"U22", "U22.http", "U22.hang"})
    void u22WhatFollowsTheEndHarmsNobody(String fault) {
        for (var i = 0; i < 5; i++) {
            var outcome = ask("~tokens:20~fault:" + fault);
            assertThat(outcome.reason()).isEqualTo(StopReason.STOP);
            assertThat(outcome.told().text()).isEqualTo(Prose.ZH.text(1, 20));
            assertThat(outcome.lasted()).isLessThan(Duration.ofSeconds(5));

            var next = ask("~tokens:7~seed:3");
            assertThat(next.reason()).isEqualTo(StopReason.STOP);
            assertThat(next.told().text()).isEqualTo(Prose.ZH.text(3, 7));
        }
    }

    @Test
    void aHundredAtOnceWithEveryFaultDisturbNobody() throws Exception {
        var faults = List.of("U04", "U05@3", "U10", "U13", "U17@4", "U18@2", "U22", "none", "none", "none");
        var all = new ArrayList<CompletableFuture<Outcome>>();
        var provider = FAKE.provider();
        for (var i = 0; i < 100; i++) {
            var question = Completion.of(
                    "any~tokens:20~seed:" + i + "~fault:" + faults.get(i % 10), List.of(Message.user("Hello")));
            var one = new CompletableFuture<Outcome>();
            all.add(one);
            Thread.ofVirtual().start(() -> {
                var told = new Told();
                var thrown = catchThrowable(() -> provider.complete(question, told));
                one.complete(new Outcome(told, thrown, Duration.ZERO));
            });
        }
        for (var i = 0; i < 100; i++) {
            var outcome = all.get(i).get(20, TimeUnit.SECONDS);
            var whole = Prose.ZH.text(i, 20);
            assertThat(whole).startsWith(outcome.told().text());
            switch (faults.get(i % 10)) {
                case "none", "U13", "U22" -> {
                    assertThat(outcome.reason()).isEqualTo(StopReason.STOP);
                    assertThat(outcome.told().text()).isEqualTo(whole);
                }
                default -> assertThat(outcome.fault()).isIn(RESET, ERROR);
            }
        }
    }

    @Test
    void aTotalLimitEndsWhatNeverEnds() {
        var outcome = askImpatiently("~tokens:1000~every:50ms");

        assertThat(outcome.fault()).isEqualTo(STALLED);
        assertThat(outcome.lasted()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(10));
    }

    @Test
    void anErrorBetweenTheEventsIsHeardWithoutAField() {
        FAKE.upstream.next(Script.events(List.of("{\"error\":{\"message\":\"engine overloaded\"}}\n".getBytes(UTF_8))));

        assertThat(Outcome.of(FAKE.provider(), QUESTION).fault()).isEqualTo(OVERLOADED);
    }

    @Test
    void anEventNamedErrorMayHoldPlainWords() {
        FAKE.upstream.next(Script.events(List.of("event: error\ndata: insufficient balance\n\n".getBytes(UTF_8))));

        assertThat(Outcome.of(FAKE.provider(), QUESTION).fault()).isEqualTo(QUOTA);
    }

    @Test
    void aRedirectIsNotFollowed() {
        FAKE.upstream.next(Script.answer(302, "text/plain", Map.of("location", "http://127.0.0.1:1/"), ""));

        assertThat(Outcome.of(FAKE.provider(), QUESTION).fault()).isEqualTo(CONFIG);
    }
}
