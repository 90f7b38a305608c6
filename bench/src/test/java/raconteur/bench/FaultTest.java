package raconteur.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String TOKENS = "~tokens:60~fault:";

    private final Upstream upstream = Upstream.start(0);

    @AfterEach
    void close() {
        upstream.close();
    }

    private Wiretap ask(String fault) throws IOException {
        return new Wiretap(upstream).send(Wiretap.stream("fake" + TOKENS + fault));
    }

    private static String text(int tokens) {
        return Prose.ZH.text(1, tokens);
    }

    private Call call(int number) {
        return upstream.awaitCompletion(number, SOON);
    }

    @Test
    void u02WhoSpeaksTlsGetsPlainTextAndIsCounted() throws IOException {
        try (var tap = new Wiretap(upstream).send("\u0016\u0003\u0001hello").readToEnd()) {
            assertThat(tap.all()).startsWith("HTTP/1.1 400 Bad Request");
            assertThat(upstream.hellos()).isEqualTo(1);
        }
    }

    @Test
    void u03SilenceComesBeforeAnythingOrAfterTheHeadOrWithComments() throws IOException {
        try (var tap = ask("U03")) {
            call(1);
            tap.leave();
            call(1).awaitClosedByClient(SOON);
        }
        try (var tap = ask("U03.head").readUntil("\r\n\r\n")) {
            assertThat(tap.all()).isEqualTo(tap.head());
        }
        try (var tap = ask("U03.comments").readUntil("keep-alive\n\n\r\ne\r\n: keep-alive")) {
            assertThat(tap.body()).doesNotContain("data:");
        }
    }

    @Test
    void u04ResetsBeforeTheHead() throws IOException {
        try (var tap = ask("U04").readToEnd()) {
            assertThat(tap.all()).isEmpty();
            assertThat(tap.reset()).isTrue();
        }
    }

    @Test
    void u05ResetsAfterExactlyTheTokensThatWereToBeDelivered() throws IOException {
        int number = 1;
        for (int tokens : List.of(0, 1, 50, 60)) {
            try (var tap = ask("U05@" + (tokens == 60 ? "last" : tokens)).readToEnd()) {
                assertThat(tap.reset()).isTrue();
                assertThat(tap.body()).doesNotContain("[DONE]").doesNotContain("\"stop\"");
                assertThat(tap.body().split("\"content\":\"[^\"]", -1)).hasSize(tokens + 1);
                assertThat(call(number++).awaitEnd(SOON).delivered()).isEqualTo(text(tokens));
            }
        }
    }

    @Test
    void u06StaysSilentAndOpen() throws IOException {
        try (var tap = ask("U06@1").readUntil("\"content\":\"" + text(1))) {
            assertThat(call(1).awaitDelivered(text(1).length(), SOON).outcome()).isEqualTo(Call.Outcome.RUNNING);
            tap.leave();
            assertThat(call(1).awaitClosedByClient(SOON).delivered()).isEqualTo(text(1));
        }
    }

    @Test
    void u07DripsOneTokenByteByByte() throws IOException {
        try (var tap = ask("U07.2@1").readUntil("[DONE]")) {
            assertThat(tap.chunks().stream().filter(chunk -> chunk.length == 1).count())
                    .isGreaterThan(150);
            assertThat(call(1).awaitEnd(SOON).delivered()).isEqualTo(text(60));
        }
    }

    @Test
    void u08AsksToWaitInEveryForm() throws IOException {
        try (var plain = ask("U08").readUntil("}}")) {
            assertThat(plain.head())
                    .startsWith("HTTP/1.1 429 Too Many Requests")
                    .doesNotContain("retry-after");
        }
        try (var seconds = ask("U08.86400").readUntil("}}")) {
            assertThat(seconds.head()).contains("retry-after: 86400\r\n");
        }
        try (var date = ask("U08.date").readUntil("}}")) {
            assertThat(date.head()).containsPattern("retry-after: \\w{3}, \\d{1,2} \\w{3} \\d{4} [0-9:]{8} GMT\r\n");
        }
        try (var millis = ask("U08.ms500").readUntil("}}")) {
            assertThat(millis.head()).contains("retry-after-ms: 500\r\n");
        }
        try (var quota = ask("U08.quota").readUntil("}}")) {
            assertThat(quota.all()).contains("x-should-retry: false").contains("insufficient_quota");
        }
    }

    @Test
    void refusalsCarryTheirStatusAndBody() throws IOException {
        for (var expected : List.of(
                List.of("U09", "401 Unauthorized", "sk-secret"),
                List.of("U09.403", "403 Forbidden", "unsupported_country"),
                List.of("U09.404", "404 Not Found", "model_not_found"),
                List.of("U10", "500 Internal", "server_error"),
                List.of("U10.503", "503 Service", "server_error"),
                List.of("U10.html", "502 Bad Gateway", "<html>"),
                List.of("U11", "400 Bad Request", "context_length_exceeded"),
                List.of("U11.qianfan", "400 Bad Request", "tokens_too_long"),
                List.of("U12", "200 OK", "<!doctype html>"),
                List.of("U12.json", "application/json", "\"chat.completion\""),
                List.of("U12.labelled", "text/event-stream", "\"chat.completion\""))) {
            try (var tap = ask(expected.get(0)).readUntil(expected.get(2))) {
                assertThat(tap.head()).contains(expected.get(1));
                assertThat(tap.all()).contains(expected.get(2));
            }
        }
    }

    @Test
    void aLimitedFaultStrikesThatOftenAndThenNoMore() throws IOException {
        for (int i = 0; i < 2; i++) {
            try (var tap = ask("U10.503*2").readUntil("}}")) {
                assertThat(tap.head()).startsWith("HTTP/1.1 503");
            }
        }
        try (var tap = ask("U10.503*2").readUntil("[DONE]")) {
            assertThat(tap.head()).startsWith("HTTP/1.1 200");
        }
        try (var tap = ask("U10.503*2~tag:apart").readUntil("}}")) {
            assertThat(tap.head()).startsWith("HTTP/1.1 503");
        }
    }

    @Test
    void u13BadChunksStandBetweenGoodOnes() throws IOException {
        try (var tap = ask("U13.4@50").readUntil("[DONE]")) {
            assertThat(tap.body().split("lost", -1)).hasSize(5);
            assertThat(call(1).awaitEnd(SOON).delivered()).isEqualTo(text(60));
        }
    }

    @Test
    void u15SendsTenMegabytesInOneEventOrALineWithoutEnd() throws IOException {
        try (var tap = ask("U15@1").readUntil("[DONE]")) {
            assertThat(tap.body().length()).isGreaterThan(10 << 20);
        }
        try (var tap = ask("U15.line")) {
            tap.readUntil("x".repeat(1 << 16));
            tap.leave();
            call(2).awaitClosedByClient(SOON);
        }
    }

    @Test
    void u16AndU17EndEarlyInGoodOrderOrCut() throws IOException {
        try (var tap = ask("U16").readUntil("\r\n0\r\n\r\n")) {
            assertThat(tap.body()).contains("\"stop\"").doesNotContain("[DONE]");
        }
        try (var tap = ask("U16.cut").readToEnd()) {
            assertThat(tap.all()).contains("\"stop\"").doesNotContain("\r\n0\r\n\r\n");
        }
        try (var tap = ask("U17@1").readUntil("\r\n0\r\n\r\n")) {
            assertThat(tap.body()).doesNotContain("\"stop\"").doesNotContain("[DONE]");
            assertThat(call(3).awaitEnd(SOON).delivered()).isEqualTo(text(1));
        }
        try (var tap = ask("U17.cut@last").readToEnd()) {
            assertThat(tap.reset()).isFalse();
            assertThat(call(4).awaitEnd(SOON).outcome()).isEqualTo(Call.Outcome.CUT);
        }
    }

    @Test
    void u18TellsErrorsInEveryEnvelope() throws IOException {
        for (String form : List.of("error", "text", "error_code", "data", "msg", "base_resp", "overloaded")) {
            try (var tap = ask("U18." + form + "@1").readUntil("\r\n0\r\n\r\n")) {
                assertThat(tap.body()).endsWith("data: " + Errors.envelope(form) + "\n\n");
            }
        }
    }

    @Test
    void u19SpoilsTheStructure() throws IOException {
        try (var _ = ask("U19.fenced").readUntil("[DONE]")) {
            assertThat(call(1).awaitEnd(SOON).delivered())
                    .contains("```json\n{\"story\":")
                    .endsWith("\"}\n```");
        }
        try (var _ = ask("U19").readUntil("[DONE]")) {
            assertThat(call(2).awaitEnd(SOON).delivered()).startsWith("{").doesNotContain("}");
        }
    }

    @Test
    void u20FiltersWithReasonRefusalOrSilence() throws IOException {
        try (var tap = ask("U20@1").readUntil("[DONE]")) {
            assertThat(tap.body()).contains("\"content_filter\"").doesNotContain("\"stop\"");
            assertThat(call(1).awaitEnd(SOON).delivered()).isEqualTo(text(1));
        }
        try (var tap = ask("U20.refusal").readUntil("[DONE]")) {
            assertThat(tap.body()).contains("\"refusal\":\"I cannot\"");
        }
    }

    @Test
    void u21MixesEveryOddityAndTheTextIsStillWhole() throws IOException {
        try (var tap = ask("U21@50").readUntil("[DONE]")) {
            assertThat(tap.body()).contains("\"choices\":[]", "\"choices\":null", "tool_calls", "\"index\":1,");
            assertThat(call(1).awaitEnd(SOON).delivered()).isEqualTo(text(60));
        }
    }

    @Test
    void u22AddsDataAfterTheEnd() throws IOException {
        try (var tap = ask("U22").readUntil("\r\n0\r\n\r\n")) {
            assertThat(tap.body()).containsPattern("\\[DONE]\n\ndata: .*after the end");
        }
        try (var tap = ask("U22.http").readUntil("poison")) {
            assertThat(tap.all()).endsWith("0\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\npoison");
        }
    }

    @Test
    void inOnePieceAFaultStrikesAfterHalfOfTheBytes() throws IOException {
        for (String fault : List.of("U05", "U17")) {
            try (var tap = new Wiretap(upstream)
                    .send(Wiretap.request("fake" + TOKENS + fault, "hi", ""))
                    .readToEnd()) {
                assertThat(tap.head()).contains("application/json");
                assertThat(tap.all()).contains("\"content\"").doesNotContain("\"usage\"");
            }
        }
    }
}
