package raconteur.provider.ollama;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import raconteur.provider.Fault;
import raconteur.provider.StopReason;
import raconteur.provider.Tokens;
import raconteur.provider.wire.Framing;
import raconteur.provider.wire.Heard;

/** What Ollama sends, written from the shapes it documents. */
class TranscriptsTest {
    static Stream<Arguments> transcripts() {
        return Stream.of(
                Arguments.of(
                        "llama",
                        Heard.whole("Hello, wörld 🌍\n", "", StopReason.STOP, new Tokens(26, 282, 0, 0), null)),
                Arguments.of(
                        "thinking",
                        Heard.whole("Three.", "Count the r's: 三个。", StopReason.STOP, new Tokens(17, 40, 0, 0), null)),
                Arguments.of(
                        "inline",
                        Heard.whole(
                                "One <think> is text.",
                                "1 < 2 </ indeed",
                                StopReason.LENGTH,
                                new Tokens(9, 12, 0, 0),
                                null)),
                Arguments.of(
                        "tools",
                        Heard.whole("", "", StopReason.TOOL_CALLS, new Tokens(169, 15, 0, 0), null)
                                .with("0:null:look:{\"at\":\"门\",\"far\":true}", "1:call_2:wait:{}")),
                // the prompt was in the cache of an older server, which leaves its count out then
                Arguments.of("cached", Heard.whole("Again.", "", StopReason.STOP, null, null)),
                Arguments.of("error", Heard.broken("Once", "", Fault.ERROR)),
                Arguments.of("busy", Heard.broken("", "", Fault.OVERLOADED)),
                Arguments.of("cut", Heard.broken("Once upon", "", Fault.RESET)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transcripts")
    void itSaysWhatItSaysWhereverItIsSplit(String name, Heard said) {
        said.isWhatSays(
                TranscriptsTest.class,
                name + ".ndjson",
                Framing.LINES,
                (faults, out) -> new LineInterpreter(faults, "any", out));
    }
}
