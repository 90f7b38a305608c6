package raconteur.provider.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import raconteur.provider.Completion;
import raconteur.provider.Completion.Format;
import raconteur.provider.Completion.Message;
import raconteur.provider.Quirk;

/** How the form of an answer is asked for. */
class RequestFormTest {
    private static String body(Format format, Quirk... quirks) {
        var request = Completion.of("m", List.of(Message.user("q"))).with(format);
        return new String(RequestBody.of(request, Set.of(quirks)), UTF_8);
    }

    @Test
    void aSchemaIsStrict() {
        assertThat(body(new Format.Schema("tale", "{\"type\":\"object\"}")))
                .contains("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"tale\","
                        + "\"strict\":true,\"schema\":{\"type\":\"object\"}}}");
    }

    @Test
    void aToolMustBeCalled() {
        assertThat(body(new Format.Tool("tale", "{\"type\":\"object\"}")))
                .contains(
                        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"tale\",\"parameters\":{\"type\":\"object\"}}}]")
                .contains("\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"tale\"}}");
    }

    @Test
    void jsonGrammarAndFreeTextAreAskedForInOneWord() {
        assertThat(body(new Format.Json())).contains("\"response_format\":{\"type\":\"json_object\"}");
        assertThat(body(new Format.Grammar("root ::= \"a\""))).contains("\"grammar\":\"root ::= \\\"a\\\"\"");
        assertThat(body(Format.FREE)).doesNotContain("response_format", "tool", "grammar");
    }

    @Test
    void thinkingIsSwitchedOffWhereItDoesNotGoWithJson() {
        assertThat(body(new Format.Json(), Quirk.NO_THINKING_WITH_JSON)).contains("\"enable_thinking\":false");
        assertThat(body(new Format.Json())).doesNotContain("enable_thinking");
        assertThat(body(Format.FREE, Quirk.NO_THINKING_WITH_JSON)).doesNotContain("enable_thinking");
    }
}
