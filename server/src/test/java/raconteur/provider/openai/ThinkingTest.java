package raconteur.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkingTest {
    /** What is text and what is thinking, joined by a bar. */
    private static String part(boolean unopened, boolean whole, String... pieces) {
        var text = new StringBuilder();
        var thinking = new StringBuilder();
        var parted = new Thinking(unopened, text::append, thinking::append);
        for (var piece : pieces) {
            parted.add(piece);
        }
        parted.finish(whole);
        return text + "|" + thinking;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "<think>a</think>b,false,b|a",
                "\"  <think>a</think>  b c \",false,\"b c |a\"",
                "<think></think>b,false,b|",
                "<think>a,false,|a",
                "<think>a</thin,false,|a</thin",
                "<thin,false,<thin|",
                "<thinking>a,false,<thinking>a|",
                "\"  \",false,\"  |\"",
                "a <think>b</think>,false,a <think>b</think>|",
                "a</think>b,false,a</think>b|",
                "a</think>b,true,b|a",
                "<think>a</think>b,true,b|a",
                "<think>a<think>b</think>c</think>d,false,c</think>d|a<think>b"
            })
    void itIsPartedTheSameWhereverItIsSplit(String all, boolean unopened, String expected) {
        for (var first = 0; first <= all.length(); first++) {
            for (var second = first; second <= all.length(); second++) {
                var pieces =
                        new String[] {all.substring(0, first), all.substring(first, second), all.substring(second)};
                assertThat(part(unopened, false, pieces))
                        .as(String.join("¦", pieces))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void whoDidNotThinkAfterAllGaveAnAnswer() {
        assertThat(part(true, true, "just ", "an answer")).isEqualTo("just an answer|just an answer");
    }

    @Test
    void whoWasCutOffWhileThinkingGaveNone() {
        assertThat(part(true, false, "thinking and")).isEqualTo("|thinking and");
        assertThat(part(false, true, "<think>only thought")).isEqualTo("|only thought");
    }
}
