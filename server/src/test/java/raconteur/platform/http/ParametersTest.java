package raconteur.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
    private static final Parameters CLOSED = new Parameters(false);
    private static final Parameters OPEN = new Parameters(true);

    private enum Mood {
        MERRY
    }

    private record Inner(@Nullable String text, double temperature) {}

    private record Body(
            String text,
            @Nullable String model,
            UUID parentId,
            String presetId,
            String oldPassword,
            String apiKey,
            List<String> tags,
            Map<String, String> headers,
            Mood mood,
            boolean cache,
            Inner parameters,
            @Nullable Object nothing) {}

    private static Body body(String text) {
        return new Body(
                text,
                "fake/bench",
                new UUID(0, 7),
                "a preset that a person named",
                "hunter2!",
                "sk-0123456789",
                List.of("a", "b"),
                Map.of("h", "v"),
                Mood.MERRY,
                true,
                new Inner("tiny", 0.5),
                null);
    }

    @Test
    void namesNumbersAndWordsOfOurOwnAreToldAndOfTextsTheLength() {
        assertThat(CLOSED.body(body("Was it you? 😀")))
                .isEqualTo("{text: (13), model: fake/bench, parent_id: 00000000-0000-0000-0000-000000000007,"
                        + " preset_id: (28), old_password: ***, api_key: ***, tags: [2], headers: {1}, mood: merry,"
                        + " cache: true, parameters: {text: (4), temperature: 0.5}}");
    }

    @Test
    void textsAreToldWhereTheOperatorWantsThatButSecretsNever() {
        assertThat(OPEN.body(body("Was it you?")))
                .contains("text: \"Was it you?\"", "preset_id: \"a preset that a person named\"")
                .contains("old_password: ***", "api_key: ***")
                .doesNotContain("hunter2");
        assertThat(OPEN.body(body("x".repeat(5000)))).hasSizeLessThan(520);
    }

    @Test
    void whatIsNoRecordIsToldByItsSize() {
        assertThat(CLOSED.body(List.of("a", "b"))).isEqualTo("[2]");
        assertThat(CLOSED.body(JsonNodeFactory.instance.objectNode().put("text", "secret")))
                .isEqualTo("{1}");
        assertThat(CLOSED.body("secret")).isEqualTo("(6)");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/api/me, -, /api/me",
                "/api/me, '', /api/me",
                "/api/conversations, limit=5&cursor=17_x, /api/conversations?limit=5&cursor=17_x",
                "/api/conversations, q=my%20words, /api/conversations?q=(8)",
                "/api/conversations, my%20words, /api/conversations?(10)",
                "/api/conversations, my%20words=1, /api/conversations?(12)",
                "/interact, token=rk_12345678&player_input=hi, /interact?token=***&player_input=(2)",
                "/api/x, limit=a%0ab, /api/x?limit=(3)",
                "/api/x, limit=%zz, /api/x?limit=(3)"
            })
    void aQueryIsToldLikeABody(String path, @Nullable String query, String told) {
        assertThat(CLOSED.address(path, query)).isEqualTo(told);
    }

    @Test
    void aLongQueryIsCut() {
        assertThat(CLOSED.address("/x", "a=1&".repeat(10_000))).hasSizeLessThan(600);
    }
}
