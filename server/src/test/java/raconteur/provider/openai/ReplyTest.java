package raconteur.provider.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.provider.Fault;
import raconteur.provider.ProviderException;
import raconteur.provider.StopReason;
import raconteur.provider.Told;

class ReplyTest {
    private final Told told = new Told();
    private final Reply reply = new Reply(new Faults(Samples.CONNECTION), new Bounds(1000, 2000, 5000), Set.of(), told);

    private void read(String... pieces) {
        for (var piece : pieces) {
            reply.read(Buffer.buffer(piece.getBytes(UTF_8)));
        }
    }

    private static String chunk(String content) {
        return "data: {\"choices\":[{\"delta\":{\"content\":\"" + content + "\"}}]}\n\n";
    }

    private static Fault fault(Throwable thrown) {
        return ((ProviderException) thrown).fault();
    }

    @Test
    void anEventIsBounded() {
        read(chunk("a"));

        assertThatThrownBy(() -> read("data: " + "x".repeat(600), "x".repeat(600)))
                .satisfies(thrown -> assertThat(fault(thrown)).isEqualTo(Fault.PROTOCOL));
        assertThat(told.text()).isEqualTo("a");
    }

    @Test
    void anEventOfManyLinesIsBoundedToo() {
        assertThatThrownBy(() -> read(("data: " + "x".repeat(90) + "\n").repeat(20)))
                .satisfies(thrown -> assertThat(fault(thrown)).isEqualTo(Fault.PROTOCOL));
    }

    @Test
    void anAnswerInOnePieceIsBounded() {
        assertThatThrownBy(() -> read("{\"a\":\"", "x".repeat(2000)))
                .satisfies(thrown -> assertThat(fault(thrown)).isEqualTo(Fault.PROTOCOL));
    }

    @Test
    void aStreamIsBounded() {
        assertThatThrownBy(() -> {
                    for (var i = 0; i < 1000; i++) {
                        read(": keep-alive\n\n");
                    }
                })
                .satisfies(thrown -> assertThat(fault(thrown)).isEqualTo(Fault.PROTOCOL));
    }

    @Test
    void commentsAndEmptyDeltasAreNoContent() {
        assertThat(reply.read(Buffer.buffer(": keep-alive\n\n"))).isFalse();
        assertThat(reply.read(Buffer.buffer(chunk("")))).isFalse();
        assertThat(reply.read(Buffer.buffer("data: {\"choices\":[]}\n\n"))).isFalse();
        assertThat(reply.read(Buffer.buffer(chunk("a")))).isTrue();
    }

    @Test
    void nothingIsToldOfAnEventThatIsCutOff() {
        read(chunk("a"), "data: {\"choices\":[{\"delta\":{\"content\":\"lost\"");

        assertThatThrownBy(reply::end)
                .satisfies(thrown -> assertThat(fault(thrown)).isEqualTo(Fault.RESET));
        assertThat(told.text()).isEqualTo("a");
    }

    @Test
    void onlyTheEndMarkIsNoAnswer() {
        assertThatThrownBy(() -> read("data: [DONE]\n\n"))
                .satisfies(thrown -> assertThat(fault(thrown)).isEqualTo(Fault.BAD_RESPONSE));
    }

    @Test
    void anErrorAfterTheReasonToStopComesTooLate() {
        read(
                chunk("a"),
                "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
                "data: {\"error\":{\"message\":\"late\"}}\n\n");
        reply.end();

        assertThat(told.finished().reason()).isEqualTo(StopReason.STOP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}|Hi|''",
                "{\"choices\":[{\"message\":{\"content\":\"<think>a</think>Hi\"},\"finish_reason\":\"stop\"}]}|Hi|a",
                "{\"choices\":[{\"message\":{\"content\":\"a</think>Hi\"},\"finish_reason\":\"stop\"}]}|Hi|a",
                "{\"choices\":[{\"message\":{\"content\":\"Hi\",\"reasoning_content\":\"a\"},\"finish_reason\":\"stop\"}]}|Hi|a",
                "{\"code\":0,\"choices\":[{\"index\":0,\"text\":\"Hi\",\"finish_reason\":\"stop\"}]}|Hi|''"
            })
    void aWholeAnswerIsRead(String body, String text, String thinking) {
        read(" \r\n\r\n", body.substring(0, 7), body.substring(7));
        reply.end();

        assertThat(told.text()).isEqualTo(text);
        assertThat(told.reasoning()).isEqualTo(thinking);
        assertThat(told.finished().reason()).isEqualTo(StopReason.STOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"busy\",\"code\":\"server_busy\"}}",
                "[{\"error\":{\"message\":\"busy\",\"code\":503}}]",
                "{\"code\":503,\"msg\":\"busy\"}",
                "{\"code\":\"server_busy\",\"message\":\"busy\",\"data\":null}",
                "{\"error\":\"the server is overloaded\"}"
            })
    void anErrorWithAGoodStatusIsAnError(String body) {
        read(body);

        assertThatThrownBy(reply::end)
                .satisfies(thrown -> assertThat(fault(thrown)).isEqualTo(Fault.OVERLOADED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"object\":\"list\",\"data\":[]}", "{\"choices\":[]}"})
    void jsonThatSaysNothingIsNoAnswer(String body) {
        read(body);

        assertThatThrownBy(reply::end)
                .satisfies(thrown -> assertThat(fault(thrown)).isEqualTo(Fault.BAD_RESPONSE));
    }

    @ParameterizedTest
    @CsvSource({"insufficient_system_resource,OVERLOADED", "network_error,RESET", "error,ERROR"})
    void aReasonToStopMayBeAFault(String reason, Fault expected) {
        assertThatThrownBy(() -> read(chunk("a"), "data: {\"choices\":[{\"finish_reason\":\"" + reason + "\"}]}\n\n"))
                .satisfies(thrown -> assertThat(fault(thrown)).isEqualTo(expected));
    }

    @Test
    void absurdCountsOfTokensAreNone() {
        read(
                chunk("a"),
                "data: {\"choices\":[{\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":99999999999999999999,\"completion_tokens\":1}}\n\n",
                "data: [DONE]\n\n");

        assertThat(told.finished().tokens()).isNull();
    }

    @Test
    void partsNeverExceedTheWhole() {
        read(
                chunk("a"),
                "data: {\"choices\":[{\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":3,"
                        + "\"cached_tokens\":9,\"completion_tokens_details\":{\"reasoning_tokens\":-4}}}\n\n",
                "data: [DONE]\n\n");

        assertThat(told.finished().tokens()).hasToString("Tokens[input=5, output=3, cached=5, reasoning=0]");
    }

    @Test
    void deepNestingIsNoAnswerAndNoOverflow() {
        for (var i = 0; i < 3; i++) {
            read("data: {\"x\":" + "[".repeat(400) + "\n\n");
        }
        read(chunk("a"));

        assertThat(told.text()).isEqualTo("a");
    }
}
