package raconteur.story.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML from strangers: what is read of it, what is not, and that what is written is read as it was meant. */
class SheetTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static JsonNode read(String text) throws Unreadable {
        return SheetReader.read(text).tree();
    }

    private static void refused(String text, String why) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(Unreadable.class).hasMessageContaining(why);
    }

    @Test
    void onlyWhatJsonWouldWriteSoIsNoText() throws Unreadable {
        var read = read(
                "a: no\nb: true\nc: 12\nd: 1.5\ne: ~\nf: '12'\ng: 0x10\nh: 2026-01-01\ni: 007\nj: \"x\\ny\"\nk: 1e3\n");

        assertThat(read.path("a").textValue()).isEqualTo("no");
        assertThat(read.path("b").booleanValue()).isTrue();
        assertThat(read.path("c").intValue()).isEqualTo(12);
        assertThat(read.path("d").decimalValue()).isEqualByComparingTo("1.5");
        assertThat(read.path("e").isNull()).isTrue();
        for (var text : List.of("f", "g", "h", "i", "j", "k")) {
            assertThat(read.path(text).isTextual()).as(text).isTrue();
        }
    }

    @Test
    void theLineOfEverythingIsKnown() throws Unreadable {
        var sheet = SheetReader.read("title: x\n\ncast:\n  - name: a\n  - name: b\n    voice: c\n");

        assertThat(sheet.line("title")).isEqualTo(1);
        assertThat(sheet.line("cast[1].name")).isEqualTo(5);
        assertThat(sheet.line("cast[1].voice")).isEqualTo(6);
        assertThat(sheet.line("cast[1].lines"))
                .as("what is missing, by what it is missing in")
                .isEqualTo(5);
    }

    @Test
    void aBillionLaughsAreNotEvenTheFirst() {
        var bomb = new StringBuilder("a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (var letter = 'b'; letter <= 'i'; letter++) {
            var before = "*" + (char) (letter - 1);
            bomb.append(letter).append(": &").append(letter).append(" [");
            bomb.append(String.join(", ", List.of(before, before, before, before, before, before, before, before)));
            bomb.append("]\n");
        }

        refused(bomb.toString(), "aliases");
        refused("a: *nothing\n", "aliases");
        refused("a: &self [*self]\n", "aliases");
        refused("&key a: 1\n", "plain text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://127.0.0.1\"]]]]",
                "a: !!str 5",
                "a: !own {b: c}",
                "!!map {a: b}",
                "a: ! 5",
                "%TAG ! tag:example.com,2000:\n---\na: !x y"
            })
    void noTagIsTaken(String text) {
        refused(text, "tags are not taken");
    }

    @Test
    void whatIsTooDeepOrTooLongOrTooMuchIsRefusedAtOnce() {
        assertTimeout(Duration.ofSeconds(5), () -> {
            refused("a: " + "[".repeat(100_000), "");
            refused("a: " + "[".repeat(33) + "]".repeat(33), "deeply");
            refused("a: x\n".repeat(400_000), "at most");
            refused("t: \"" + "x".repeat(2 << 20) + "\"", "at most");
            refused("[" + "x,".repeat(30_000) + "]", "too many");
            refused("? " + "{".repeat(60_000), "");
            refused("- ".repeat(100_000) + "x", "");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing\n",
                "a: [1",
                "a: b: c",
                "\t- a",
                "a: 1\na: 2\n",
                "a: 1\n---\nb: 2\n",
                "? [a]\n: b\n",
                "a: \"\\0\"",
                "a: \"\\ud800\"",
                "a: \u0001",
                "\"a"
            })
    void whatIsNoneIsRefused(String text) {
        refused(text, "");
    }

    @Test
    void whatIsWrittenIsReadAsItWasMeant() throws Unreadable {
        var odd = List.of(
                "",
                " ",
                "no",
                "true",
                "null",
                "~",
                "12",
                "-0",
                "1.5",
                "1e3",
                "0x10",
                "2026-01-01",
                "a: b",
                "- a",
                "# a",
                "a #b",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "`a",
                "'",
                "\"",
                "{",
                "[a]",
                "a\nb",
                "a\n",
                "\na",
                " a",
                "a ",
                "a\n\n\nb",
                "  a\n b",
                "a\tb",
                "\t",
                "?",
                "|",
                ">",
                "“他说：‘好’”",
                "墨鱼滩：一、二",
                "a\u0085b",
                "a\u2028b",
                "\uFEFFa",
                "😀",
                "a\rb",
                "a\r\nb",
                "x".repeat(300),
                "字".repeat(300),
                "word ".repeat(60),
                "<<",
                "=",
                "y",
                "on",
                "0o7",
                "1_000",
                "12:30:45",
                ".inf",
                "...",
                "---",
                "--- a");
        for (var text : odd) {
            var tree = JSON.objectNode();
            tree.put("one", text);
            tree.putArray("some").add(text).add("plain").add(text);
            tree.putArray("long").add(text).add("so long that no list of it stands on one line, whatever it is");
            tree.putObject("in")
                    .put(text.isEmpty() ? "key" : text, 5)
                    .put("flag", true)
                    .putNull("nothing");

            assertThat(read(SheetWriter.write(tree))).as("“%s”", text).isEqualTo(tree);
        }
    }

    @Test
    void whateverIsWrittenIsReadAsItWasMeant() throws Unreadable {
        var random = new Random(8);
        for (var round = 0; round < 2000; round++) {
            var tree = JSON.objectNode();
            tree.put("one", text(random));
            tree.putArray("some").add(text(random)).add(text(random));
            tree.putObject("in").put(text(random), text(random)).put("number", random.nextInt());
            assertThat(read(SheetWriter.write(tree))).isEqualTo(tree);
        }
    }

    private static String text(Random random) {
        var signs = "ab 12-:#,[]{}&*!|>'\"%@`~?\n\t\\.=<字：“é\u00a0\u2028\u200b😀";
        var points = signs.codePoints().toArray();
        var text = new StringBuilder();
        for (var left = random.nextInt(14); left >= 0; left--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }
}
