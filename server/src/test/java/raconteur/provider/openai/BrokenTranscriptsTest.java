package raconteur.provider.openai;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import raconteur.provider.Fault;
import raconteur.provider.wire.Framing;
import raconteur.provider.wire.Heard;

/** How vendors break off an answer that began with a good status, written from the shapes they document. */
class BrokenTranscriptsTest {
    static Stream<Arguments> transcripts() {
        return Stream.of(
                Arguments.of("openrouter-error", Heard.broken("Hi", "", Fault.OVERLOADED)),
                Arguments.of("openrouter-body", Heard.broken("", "", Fault.QUOTA)),
                Arguments.of("qianfan-error", Heard.broken("千帆", "", Fault.RATE_LIMITED)),
                Arguments.of("qianfan-old", Heard.broken("", "", Fault.RATE_LIMITED)),
                Arguments.of("qianfan-length", Heard.broken("", "", Fault.CONTEXT_TOO_LONG)),
                Arguments.of("zhipu-network", Heard.broken("我", "想", Fault.RESET)),
                Arguments.of("siliconflow-error", Heard.broken("", "", Fault.OVERLOADED)),
                Arguments.of("deepseek-resource", Heard.broken("半", "", Fault.OVERLOADED)),
                Arguments.of("vllm-error", Heard.broken("Good", "", Fault.ERROR)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transcripts")
    void itSaysWhatItSaysWhereverItIsSplit(String name, Heard said) {
        said.isWhatSays(
                BrokenTranscriptsTest.class,
                name + ".sse",
                Framing.EVENTS,
                (faults, out) -> new ChunkInterpreter(faults, Set.of(), out));
    }
}
