package raconteur.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One text out of JSON that is still being written. */
class SceneReaderTest {
    private static final String SCENE = "He said: \"go\"\nand 走了 {not [this]}, \\ ok 🂡.";

    private static String answer() {
        var said = StoryJson.tree(java.util.Map.of("a", "x"));
        var root = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        root.putObject("other").put("summary", "no").set("scene", said);
        root.putArray("scenes").addObject().put("summary", "nor this");
        root.put("summary", "not here either");
        root.putObject("scene").put("npc_line", "Hm.").put("summary", SCENE).put("x", "after");
        return root.toString();
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTextComesOutHoweverItIsCut(long seed) {
        var random = new Random(seed);
        var json = random.nextBoolean() ? "Here you are: ```json\n" + answer() + "\n```" : answer();
        var reader = new SceneReader("/scene/summary");
        var text = new StringBuilder();
        for (var at = 0; at < json.length(); ) {
            var end = Math.min(json.length(), at + 1 + random.nextInt(7));
            text.append(reader.read(json.substring(at, end)));
            at = end;
        }

        assertThat(text).hasToString(SCENE);
        assertThat(reader.isWhole()).isTrue();
    }

    @Test
    void escapesAreRead() {
        var reader = new SceneReader("/scene/summary");

        assertThat(reader.read("{\"scene\":{\"summary\":\"\\u8d70\\ud83c\\udca1\\t\\/\\\"\\q\"}}"))
                .isEqualTo("走🂡\t/\"q");
    }

    @Test
    void whatIsNoJsonSaysNothing() {
        assertThat(new SceneReader("/scene/summary").read("} ] , : \"scene\" {{[\"summary\": \"x\""))
                .isEmpty();
    }
}
