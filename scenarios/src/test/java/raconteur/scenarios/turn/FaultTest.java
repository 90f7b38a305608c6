package raconteur.scenarios.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.bench.Behaviour;
import raconteur.scenarios.Events;
import raconteur.scenarios.Events.Event;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Person.Taken;
import raconteur.scenarios.Stage;

/** Whatever a provider does wrong: what the reader is told, what is kept, and what it costs. */
class FaultTest {
    private static final int TOKENS = 60;
    private static final String TALE = "a tale\n~tokens:" + TOKENS + "~fault:";

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person ada;

    private String tale = "";

    @BeforeAll
    static void set() {
        stage = Stage.with(
                "UPSTREAM_FIRST_BYTE", "1500ms",
                "UPSTREAM_FIRST_CONTENT", "1500ms",
                "UPSTREAM_GAP", "1500ms",
                "UPSTREAM_TOTAL", "15s",
                "UPSTREAM_RETRY_AFTER_CAP", "3s");
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

    private static String said(int tokens) {
        return String.join("", Behaviour.of("~tokens:" + TOKENS).words().subList(0, tokens));
    }

    /** Asks, and checks what holds of every turn however it goes; returns how it ended. */
    private Taken ask(String question, String state, int tokens) {
        var before = ada.balance();
        var taken = ada.ask(tale, question);
        try (var events = ada.follow(taken)) {
            assertThat(events.end()).as("%s", events.soFar()).isEqualTo(state);
            assertThat(events.ids())
                    .isEqualTo(LongStream.rangeClosed(1, events.ids().size())
                            .boxed()
                            .toList());
            assertThat(events.names()).containsOnlyOnce("done", "message_end", "message");
            assertThat(events.text()).isEqualTo(said(tokens));
        }
        var answer = ada.answer(taken);
        assertThat(answer.path("text").asText()).isEqualTo(said(tokens));
        assertThat(answer.path("state").asText()).isEqualTo(state.equals("completed") ? "complete" : state);
        assertThat(ada.turn(taken).path("state").asText()).isEqualTo(state);
        var cost = before.subtract(ada.balance());
        assertThat(ada.entries(taken, "settle")).hasSize(1);
        assertThat(ada.entries(taken, "settle").getFirst().negate()).isEqualByComparingTo(cost);
        assertThat(cost.signum()).as("charged %s", cost).isEqualTo(tokens > 0 ? 1 : 0);
        ada.assertBooksClosed();
        return taken;
    }

    private void assertFault(Taken taken, String code, boolean retryable) {
        try (var events = ada.follow(taken)) {
            events.toEnd();
            var error = events.only("error").data();
            assertThat(error.path("code").asText()).isEqualTo(code);
            assertThat(error.path("message").asText()).isNotBlank();
            assertThat(error.path("retryable").asBoolean()).isEqualTo(retryable);
            assertThat(error.path("trace_id").asText()).isNotBlank();
            assertThat(events.only("message_end").data().path("finish_reason").asText())
                    .isEqualTo("error");
            assertThat(events.soFar().toString()).as("no key is echoed").doesNotContain("sk-bench");
        }
        var kept = ada.turn(taken).path("error");
        assertThat(kept.path("code").asText()).isEqualTo(code);
        assertThat(kept.path("retryable").asBoolean()).isEqualTo(retryable);
    }

    @ParameterizedTest
    @CsvSource({
        "U03,         2, UPSTREAM_TIMEOUT,      true",
        "U03.head,    2, UPSTREAM_TIMEOUT,      true",
        "U03.comments,2, UPSTREAM_TIMEOUT,      true",
        "U04,         3, UPSTREAM_RESET,        true",
        "U05@0,       3, UPSTREAM_RESET,        true",
        "U06@0,       2, UPSTREAM_TIMEOUT,      true",
        "U08,         3, UPSTREAM_RATE_LIMITED, true",
        "U08.86400,   1, UPSTREAM_RATE_LIMITED, true",
        "U08.quota,   1, UPSTREAM_QUOTA,        false",
        "U09.401,     1, UPSTREAM_CONFIG,       false",
        "U09.402,     1, UPSTREAM_QUOTA,        false",
        "U09.403,     1, UPSTREAM_CONFIG,       false",
        "U09.404,     1, UPSTREAM_CONFIG,       false",
        "U10.500,     3, UPSTREAM_ERROR,        true",
        "U10.504,     3, UPSTREAM_ERROR,        true",
        "U10.529,     3, UPSTREAM_ERROR,        true",
        "U10.html,    3, UPSTREAM_ERROR,        true",
        "U11,         1, CONTEXT_TOO_LONG,      false",
        "U11.qianfan, 1, CONTEXT_TOO_LONG,      false",
        "U11.zhipu,   1, CONTEXT_TOO_LONG,      false",
        "U12,         1, BAD_UPSTREAM_RESPONSE, true",
        "U13.4@0,     1, UPSTREAM_PROTOCOL,     true",
        "U15@0,       1, UPSTREAM_PROTOCOL,     true",
        "U18@0,       3, UPSTREAM_ERROR,        true",
        "U18.overloaded@0, 3, UPSTREAM_ERROR,   true",
    })
    void whatFailsBeforeTheFirstWordIsTriedAgainWhereThatMayHelpAndCostsNothing(
            String fault, int calls, String code, boolean retryable) {
        var taken = ask(TALE + fault, "failed", 0);
        assertFault(taken, code, retryable);
        assertThat(stage.upstream().completions()).hasSize(calls);
    }

    @ParameterizedTest
    @CsvSource({
        "U03*1,      2",
        "U04*2,      3",
        "U05@0*1,    2",
        "U08*1,      2",
        "U08.1*1,    2",
        "U08.date*1, 2",
        "U08.ms500*1,2",
        "U10.500*1,  2",
        "U10.502*1,  2",
        "U10.503*2,  3",
    })
    void whatGoesWellTheNextTimeIsToldAndPaidForOnce(String fault, int calls) {
        ask(TALE + fault, "completed", TOKENS);
        assertThat(stage.upstream().completions()).hasSize(calls);
    }

    @ParameterizedTest
    @CsvSource({
        "U05@1,       1, UPSTREAM_RESET",
        "U05@50,     50, UPSTREAM_RESET",
        "U05@last,   60, UPSTREAM_RESET",
        "U06@1,       1, UPSTREAM_STALLED",
        "U06@last,   60, UPSTREAM_STALLED",
        "U06.comments@50, 50, UPSTREAM_STALLED",
        "U07.50@50,  50, UPSTREAM_STALLED",
        "U13.4@50,   50, UPSTREAM_PROTOCOL",
        "U15@50,     50, UPSTREAM_PROTOCOL",
        "U15.line@1,  1, UPSTREAM_PROTOCOL",
        "U17@1,       1, UPSTREAM_RESET",
        "U17@50,     50, UPSTREAM_RESET",
        "U17.cut@50, 50, UPSTREAM_RESET",
        "U18@50,     50, UPSTREAM_ERROR",
        "U18.text@1,  1, UPSTREAM_ERROR",
    })
    void whatBreaksOffAfterTheFirstWordIsKeptWordForWordAndNeverAskedForAgain(String fault, int tokens, String code) {
        var taken = ask(TALE + fault + "~write:each", "interrupted", tokens);
        assertFault(taken, code, true);
        assertThat(stage.upstream().completions()).hasSize(1);
        assertThat(stage.upstream().completions().getFirst().delivered()).startsWith(said(tokens));
        assertThat(ada.turn(taken).path("usage").path("estimated").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "U12.json",
                "U12.labelled",
                "U13@1",
                "U13@50",
                "U14",
                "U16",
                "U16.cut",
                "U21",
                "U22",
                "U22.http",
                "U22.hang"
            })
    void whatIsOnlyOddIsReadAsItWasMeant(String fault) {
        ask(TALE + fault, "completed", TOKENS);
        // whatever came after the end must not be read as the beginning of the next
        ask("and on\n~tokens:" + TOKENS, "completed", TOKENS);
        assertThat(stage.upstream().completions()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crlf", "cr", "bom", "nospace", "multiline", "named", "crlf+bom+nospace+multiline"})
    void everyDialectOfAnEventStreamIsRead(String dialect) {
        ask("a tale\n~tokens:" + TOKENS + "~split:utf8~sse:" + dialect, "completed", TOKENS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"U20@50", "U20.sensitive@50"})
    void aFilteredAnswerEndsAsSuch(String fault) {
        var taken = ask(TALE + fault, "completed", 50);
        try (var events = ada.follow(taken)) {
            events.toEnd();
            assertThat(events.only("message_end").data().path("finish_reason").asText())
                    .isEqualTo("filtered");
        }
    }

    @Test
    void anAnswerThatGrewTooLongEndsAsSuch() {
        try (var events = ada.stream(tale, Json.of("text", "a tale\n~finish:length"))) {
            assertThat(events.end()).isEqualTo("completed");
            assertThat(events.only("message_end").data().path("finish_reason").asText())
                    .isEqualTo("length");
        }
    }

    @Test
    void aProviderThatIsAwayIsToldQuicklyAndWorksAgainWhenItIsBack() {
        stage.upstream().refuse();
        try {
            assertFault(ask("a tale", "failed", 0), "UPSTREAM_UNAVAILABLE", true);
        } finally {
            stage.upstream().listen();
        }
        ask("a tale\n~tokens:" + TOKENS, "completed", TOKENS);
    }

    @Test
    void aProviderWithoutTheSecurityItPromisesIsNeverSpokenToInPlainText() {
        var taken = ada.ask(tale, Json.of("text", "a tale", "model", "sealed/tls"));
        assertThat(ada.end(taken)).isEqualTo("failed");
        assertFault(taken, "UPSTREAM_TLS", false);
        assertThat(stage.upstream().hellos()).isPositive();
        assertThat(stage.upstream().completions()).isEmpty();
    }

    @Test
    void whatWasSaidIsContinuedWithoutSayingItAgainAndOnlyTheNewIsPaidFor() {
        var broken = ask(TALE + "U05@20", "interrupted", 20);
        stage.upstream().next(Behaviour.of("~tokens:5~text:en"));
        var taken = ada.goOn(broken);
        var rest = Behaviour.of("~tokens:5~text:en").text();
        try (var events = ada.follow(taken)) {
            assertThat(events.end()).isEqualTo("completed");
            assertThat(events.await("delta").text()).isEqualTo(said(20));
            assertThat(events.text()).isEqualTo(said(20) + rest);
        }
        var answer = ada.answer(taken);
        assertThat(answer.path("text").asText()).isEqualTo(said(20) + rest);
        assertThat(answer.path("parent_id").asText()).isEqualTo(broken.question());
        assertThat(Json.items(ada.path(tale).getLast().path("sibling_ids")).stream()
                        .map(id -> id.asText()))
                .containsExactly(broken.answer(), taken.answer());
        assertThat(answer.path("usage").path("output_tokens").asInt()).isEqualTo(5);
        var sent = Json.items(stage.upstream().completions().getLast().body().path("messages"));
        assertThat(sent.stream()
                        .filter(message -> message.path("role").asText().equals("assistant"))
                        .map(message -> message.path("content").asText()))
                .contains(said(20));
        ada.assertBooksClosed();
    }

    @Test
    void aContinuationThatBreaksOffTooKeepsAllAndIsCountedWithoutWhatWasThere() {
        var broken = ask(TALE + "U05@50", "interrupted", 50);
        stage.upstream().next(Behaviour.of("~tokens:10~text:en~fault:U05@2"));
        var second = ada.goOn(broken);
        assertThat(ada.end(second)).isEqualTo("interrupted");
        var two = String.join("", Behaviour.of("~tokens:10~text:en").words().subList(0, 2));
        assertThat(ada.answer(second).path("text").asText()).isEqualTo(said(50) + two);
        assertThat(ada.turn(second).path("usage").path("output_tokens").asInt())
                .as("without the fifty that were there")
                .isBetween(1, 10);

        stage.upstream().next(Behaviour.of("~tokens:3~text:md"));
        var third = ada.goOn(second);
        assertThat(ada.end(third)).isEqualTo("completed");
        assertThat(ada.answer(third).path("text").asText())
                .isEqualTo(said(50) + two + Behaviour.of("~tokens:3~text:md").text());
        ada.assertBooksClosed();
    }

    @Test
    void aWholeAnswerIsNotContinued() {
        var taken = ada.say(tale, "a tale");
        ada.post("/api/turns/" + taken.turn() + "/continue", null).refused(409, "CONFLICT");
        assertThat(stage.upstream().completions()).hasSize(1);
    }

    @Test
    void whatFailedBeforeTheFirstWordIsContinuedFromTheStart() {
        var failed = ask(TALE + "U09.401", "failed", 0);
        stage.upstream().next(Behaviour.of("~tokens:5"));
        var taken = ada.goOn(failed);
        assertThat(ada.end(taken)).isEqualTo("completed");
        assertThat(ada.answer(taken).path("text").asText())
                .isEqualTo(Behaviour.of("~tokens:5").text());
    }

    @Test
    void manyReadersAreToldTheSameOfABreak() {
        var taken = ada.ask(tale, "a tale\n~tokens:60~every:10ms~fault:U05@50");
        try (var first = ada.follow(taken);
                var second = ada.follow(taken)) {
            first.toEnd();
            second.toEnd();
            assertThat(second.soFar().stream().map(Event::toString))
                    .isEqualTo(first.soFar().stream().map(Event::toString).toList());
            assertThat(Events.text(first.soFar())).isEqualTo(said(50));
        }
    }

    @Test
    void oneBadProviderCallHarmsNoOtherTurn() {
        var conversations = List.of(ada.conversation(), ada.conversation(), ada.conversation());
        var good = conversations.stream()
                .map(one -> ada.ask(one, "a tale\n~tokens:60~every:10ms"))
                .toList();
        assertThat(ada.end(ada.ask(tale, TALE + "U15@1"))).isEqualTo("interrupted");
        for (var taken : good) {
            assertThat(ada.end(taken)).isEqualTo("completed");
            assertThat(ada.answer(taken).path("text").asText()).isEqualTo(said(60));
        }
        ada.assertBooksClosed();
    }
}
