package raconteur.turn.structured;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is cut off anywhere is either a value by the schema or is reported; and nothing is ever made up. */
class CutOffTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\":\"A lamp, a \\\"bell\\\" and {fog}\",\"count\":12,\"tags\":[\"x\",\"y\"],\"mood\":\"calm\",\"open\":false}",
                "{\"count\": 7, \"hero\": {\"name\": \"林安\", \"age\": 17.25}, \"title\": \"码头的灯：“雾”\", \"tags\": []}",
                "{\n  \"title\": \"\\u706f \\n 🐉\",\n  \"count\": 0,\n  \"open\": true,\n  \"hero\": {\n    \"name\": \"O'Neill\"\n  }\n}",
                "{'title': 'single', count: 3, /* note */ tags: ['a', 'b',], }"
            })
    void everyCutIsRepairedToAValidValueOrReported(String whole) {
        var full = Verdict.of(Shapes.TALE, whole, _ -> List.of());
        assertThat(full.messages()).isEmpty();
        for (var end = 0; end < whole.length(); end++) {
            for (var frame : List.of("%s", "```json\n%s", "Here:\n%s", "<think>{</think>%s")) {
                var cut = frame.formatted(whole.substring(0, end));

                var verdict = Verdict.of(Shapes.TALE, cut, _ -> List.of());

                var value = verdict.value();
                if (verdict.messages().isEmpty()) {
                    assertThat(value == null ? List.of("nothing") : Shapes.TALE.faults(value))
                            .isEmpty();
                }
                if (value != null) {
                    assertThat(isPartOf(value, full.value()))
                            .as("%s became %s", cut, value)
                            .isTrue();
                }
            }
        }
    }

    /** Every member is that of the whole, or the beginning of it where it is text or an array. */
    private static boolean isPartOf(JsonNode part, @org.jspecify.annotations.Nullable JsonNode whole) {
        if (whole == null) {
            return false;
        }
        if (part.isObject()) {
            return part.properties().stream().allMatch(entry -> isPartOf(entry.getValue(), whole.get(entry.getKey())));
        }
        if (part.isArray()) {
            for (var at = 0; at < part.size(); at++) {
                if (!isPartOf(part.get(at), whole.get(at))) {
                    return false;
                }
            }
            return true;
        }
        return part.isTextual() ? whole.asText().startsWith(part.textValue()) : part.equals(whole);
    }
}
