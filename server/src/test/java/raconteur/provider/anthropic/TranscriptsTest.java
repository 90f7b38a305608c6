package raconteur.provider.anthropic;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import raconteur.provider.Fault;
import raconteur.provider.StopReason;
import raconteur.provider.Tokens;
import raconteur.provider.wire.Framing;
import raconteur.provider.wire.Heard;

/** What Anthropic and those who copy its events send, written from the shapes they document. */
class TranscriptsTest {
    static Stream<Arguments> transcripts() {
        return Stream.of(
                Arguments.of(
                        "thinking",
                        Heard.whole(
                                "Hello, wörld 🌍 \"quoted\"\n",
                                "A greeting. 打招呼。",
                                StopReason.STOP,
                                new Tokens(2117, 41, 2048, 0),
                                "msg_01XFDUDYJgAACzvnptvVoYEL")),
                Arguments.of(
                        "tools",
                        Heard.whole(
                                        "I'll look.",
                                        "",
                                        StopReason.TOOL_CALLS,
                                        new Tokens(472, 89, 0, 0),
                                        "msg_014p7gG3wDgGV9EUtLvnow3U")
                                .with("0:toolu_01T1x:look:{\"at\": \"门\"}", "1:toolu_01T2x:wait:{}")),
                Arguments.of(
                        "refusal",
                        Heard.whole("I can", "", StopReason.FILTERED, new Tokens(564, 22, 0, 0), "msg_01Refused")),
                Arguments.of(
                        "length",
                        Heard.whole("夜色沉沉", "", StopReason.LENGTH, new Tokens(1300, 4, 300, 0), "msg_01Cache")),
                // DeepSeek's copy of the API: all is counted at the end, and there is no ping
                Arguments.of(
                        "deepseek", Heard.whole("你好！", "用户在打招呼。", StopReason.STOP, new Tokens(12, 20, 8, 0), "b0c9")),
                Arguments.of("overloaded", Heard.broken("Hel", "", Fault.OVERLOADED)),
                Arguments.of("cut", Heard.broken("Half of", "", Fault.RESET)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transcripts")
    void itSaysWhatItSaysWhereverItIsSplit(String name, Heard said) {
        said.isWhatSays(TranscriptsTest.class, name + ".sse", Framing.EVENTS, EventInterpreter::new);
    }
}
