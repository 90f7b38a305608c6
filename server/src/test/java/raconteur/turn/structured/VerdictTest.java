package raconteur.turn.structured;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What models really write, and what is made of it. */
class VerdictTest {
    private static final String GOOD = "{\"title\":\"A\",\"count\":1}";

    static Stream<Arguments> usable() {
        return Stream.of(
                says("plain", GOOD, GOOD),
                says("white space around", "\n\n  " + GOOD + "  \n", GOOD),
                says("byte order mark", "\uFEFF" + GOOD, GOOD),
                says("a fence", "```json\n" + GOOD + "\n```", GOOD),
                says("a fence without a word", "```\n" + GOOD + "\n```", GOOD),
                says("a fence of another word", "```JSON5\n" + GOOD + "\n```", GOOD),
                says("a fence on one line", "```json " + GOOD + "```", GOOD),
                says("a fence that is not closed", "```json\n" + GOOD, GOOD),
                says("prose before", "Here is the tale you asked for:\n" + GOOD, GOOD),
                says("Chinese prose before", "好的，以下是结果：\n" + GOOD, GOOD),
                says("prose after", GOOD + "\n\nI hope this helps!", GOOD),
                says("prose and fence", "Sure!\n```json\n" + GOOD + "\n```\nAnything else?", GOOD),
                says("prose with braces", "I fill in {title} and {count}: " + GOOD, GOOD),
                says("prose with a set", "From {A, B} I choose A. " + GOOD, GOOD),
                says("code before the fence", "if (x) { go(); }\n```json\n" + GOOD + "\n```", GOOD),
                says("thinking", "<think>{\"title\":\"no\",\"count\":9}</think>" + GOOD, GOOD),
                says("thinking in Chinese", "<think>先想想……\n{草稿}</think>\n\n" + GOOD, GOOD),
                says("thinking without its opening", "hmm {\"title\":\"no\",\"count\":9}</think>" + GOOD, GOOD),
                says("other tags of thinking", "<reasoning>{}</reasoning>" + GOOD, GOOD),
                says("thinking behind it", GOOD + "<think>was that right?", GOOD),
                says("thinking that holds all", "<think>" + GOOD, GOOD),
                says("trailing comma", "{\"title\":\"A\",\"count\":1,}", GOOD),
                says(
                        "trailing comma in an array",
                        "{\"title\":\"A\",\"count\":1,\"tags\":[\"x\",]}",
                        with("\"tags\":[\"x\"]")),
                says("single quotes", "{'title':'A','count':1}", GOOD),
                says(
                        "single quotes with an apostrophe",
                        "{'title':'it\\'s','count':1}",
                        "{\"title\":\"it's\",\"count\":1}"),
                says("names without quotes", "{title:\"A\",count:1}", GOOD),
                says("a comment", "{\"title\":\"A\", // the title\n\"count\":1}", GOOD),
                says("a block comment", "{/* tale */\"title\":\"A\",\"count\":1}", GOOD),
                says("a comment of shells", "{\"title\":\"A\", # the title\n\"count\":1}", GOOD),
                says(
                        "line breaks in a string",
                        "{\"title\":\"A\nB\",\"count\":1}",
                        "{\"title\":\"A\\nB\",\"count\":1}"),
                says("tabs in a string", "{\"title\":\"A\tB\",\"count\":1}", "{\"title\":\"A\\tB\",\"count\":1}"),
                says("a plus sign", "{\"title\":\"A\",\"count\":+1}", GOOD),
                says("leading zeros", "{\"title\":\"A\",\"count\":01}", GOOD),
                says("an unknown escape", "{\"title\":\"A\\-\",\"count\":1}", "{\"title\":\"A-\",\"count\":1}"),
                says("twice the same", GOOD + "\n" + GOOD, GOOD),
                says("a bad one and a good one", "{\"title\":1.5}\nNo, better:\n" + GOOD, GOOD),
                says("the schema and then the value", "{\"type\":\"object\",\"properties\":{}}\n" + GOOD, GOOD),
                says("in an array", "[" + GOOD + "]", GOOD),
                says("under the shape's name", "{\"tale\":" + GOOD + "}", GOOD),
                says("as arguments", "{\"arguments\":" + GOOD + "}", GOOD),
                says(
                        "a brace forgotten",
                        "{\"title\":\"A\",\"count\":1,\"hero\":{\"name\":\"B\"}",
                        with("\"hero\":{\"name\":\"B\"}")),
                says(
                        "both brackets forgotten",
                        "{\"title\":\"A\",\"count\":1,\"tags\":[\"x\"",
                        with("\"tags\":[\"x\"]")),
                says(
                        "closed in the wrong order",
                        "{\"title\":\"A\",\"count\":1,\"tags\":[\"x\"}",
                        with("\"tags\":[\"x\"]")),
                says("cut in a string", "{\"count\":1,\"title\":\"The lam", "{\"count\":1,\"title\":\"The lam\"}"),
                says(
                        "cut in an optional number",
                        "{\"title\":\"A\",\"count\":1,\"hero\":{\"name\":\"B\",\"age\":3",
                        with("\"hero\":{\"name\":\"B\"}")),
                says("cut behind a name", "{\"title\":\"A\",\"count\":1,\"mood\":", GOOD),
                says("cut in a name", "{\"title\":\"A\",\"count\":1,\"mo", GOOD),
                says(
                        "quotation marks inside",
                        "{\"title\":\"he said \"hi\" to me\",\"count\":1}",
                        "{\"title\":\"he said \\\"hi\\\" to me\",\"count\":1}"),
                says(
                        "Chinese with quotation marks inside",
                        "{\"title\":\"他说\"你好\"就走了\",\"count\":1}",
                        "{\"title\":\"他说\\\"你好\\\"就走了\",\"count\":1}"),
                says(
                        "quotation marks and a comma inside",
                        "{\"title\":\"\"Hi\", he said\",\"count\":1}",
                        "{\"title\":\"\\\"Hi\\\", he said\",\"count\":1}"),
                says("full-width punctuation", "{“title”：“甲”，“count”：1}", "{\"title\":\"甲\",\"count\":1}"),
                says("a full-width colon and comma", "{\"title\"：\"甲\"，\"count\"：1}", "{\"title\":\"甲\",\"count\":1}"),
                says(
                        "curly quotation marks within",
                        "{\"title\":\"“甲”\",\"count\":1}",
                        "{\"title\":\"“甲”\",\"count\":1}"),
                says("a forgotten comma", "{\"title\":\"A\"\n\"count\":1}", GOOD),
                says("Python's words", "{'title': 'A', 'count': 1, 'open': True, 'hero': None}", with("\"open\":true")),
                says("a number in a string", "{\"title\":\"A\",\"count\":\"1\"}", GOOD),
                says("a whole number with a point", "{\"title\":\"A\",\"count\":\"1.0\"}", GOOD),
                says("a truth in a string", "{\"title\":\"A\",\"count\":1,\"open\":\"True\"}", with("\"open\":true")),
                says("a number where text is wanted", "{\"title\":12,\"count\":1}", "{\"title\":\"12\",\"count\":1}"),
                says(
                        "one where many are wanted",
                        "{\"title\":\"A\",\"count\":1,\"tags\":\"x\"}",
                        with("\"tags\":[\"x\"]")),
                says(
                        "an enumerated word in capitals",
                        "{\"title\":\"A\",\"count\":1,\"mood\":\"Calm\"}",
                        with("\"mood\":\"calm\"")),
                says(
                        "an enumerated word with space",
                        "{\"title\":\"A\",\"count\":1,\"mood\":\" 平静 \"}",
                        with("\"mood\":\"平静\"")),
                says(
                        "null for what may be absent",
                        "{\"title\":\"A\",\"count\":1,\"mood\":null,\"hero\":{\"name\":\"B\",\"age\":null}}",
                        with("\"hero\":{\"name\":\"B\"}")),
                says(
                        "JSON in a string",
                        "{\"title\":\"A\",\"count\":1,\"hero\":\"{\\\"name\\\":\\\"B\\\"}\"}",
                        with("\"hero\":{\"name\":\"B\"}")),
                says(
                        "an array in a string",
                        "{\"title\":\"A\",\"count\":1,\"tags\":\"[\\\"x\\\"]\"}",
                        with("\"tags\":[\"x\"]")),
                says("names in capitals", "{\"Title\":\"A\",\"COUNT\":1}", GOOD),
                says(
                        "emoji and rare characters",
                        "{\"title\":\"🐉𠮷\",\"count\":1}",
                        "{\"title\":\"🐉𠮷\",\"count\":1}"),
                says("escaped characters", "{\"title\":\"\\u7532\",\"count\":1}", "{\"title\":\"甲\",\"count\":1}"),
                says("an ellipsis", "{\"title\":\"A\",\"count\":1, ...}", GOOD),
                says("a list of Markdown before", "1. {title}: name\n2. count\n\n" + GOOD, GOOD));
    }

    private static Arguments says(String name, String answer, String value) {
        return Arguments.of(name, answer, value);
    }

    private static String with(String member) {
        return "{\"title\":\"A\",\"count\":1," + member + "}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("usable")
    void whatIsMeantIsFound(String name, String answer, String value) {
        var verdict = Verdict.of(Shapes.TALE, answer, _ -> List.of());

        assertThat(verdict.messages()).isEmpty();
        assertThat(String.valueOf(verdict.value())).isEqualTo(Shapes.json(value).toString());
    }

    static Stream<Arguments> useless() {
        return Stream.of(
                says("nothing", "", "$: the answer was empty"),
                says("white space", " \n ", "$: the answer was empty"),
                says("prose", "I cannot do that.", "$: there is no JSON object in the answer"),
                says("Chinese prose", "抱歉，我不能。", "$: there is no JSON object in the answer"),
                says("an array", "[1,2]", "$: there is no JSON object in the answer"),
                says("a brace", "{", "$: there is no JSON object in the answer"),
                says("a page", "<html><body>{{ sorry }}</body></html>", "$: there is no JSON object in the answer"),
                says("an empty object", "{}", "$: required property 'title' not found"),
                says("one thing missing", "{\"title\":\"A\"}", "$: required property 'count' not found"),
                says(
                        "the wrong type",
                        "{\"title\":\"A\",\"count\":\"many\"}",
                        "$.count: string found, integer expected"),
                says(
                        "half where a whole is wanted",
                        "{\"title\":\"A\",\"count\":\"1.5\"}",
                        "$.count: string found, integer expected"),
                says("too small", "{\"title\":\"A\",\"count\":-1}", "$.count: must have a minimum value of 0"),
                says(
                        "a word that is none of them",
                        "{\"title\":\"A\",\"count\":1,\"mood\":\"wild\"}",
                        "$.mood: does not have a value in the enumeration"),
                says(
                        "too long",
                        "{\"title\":\"" + "长".repeat(41) + "\",\"count\":1}",
                        "$.title: must be at most 40 characters long"),
                says(
                        "something else",
                        "{\"title\":\"A\",\"count\":1,\"x\":1}",
                        "$: property 'x' is not defined in the schema"),
                says(
                        "null for what must be there",
                        "{\"title\":null,\"count\":1}",
                        "$.title: null found, string expected"),
                says(
                        "cut in a number that must be there",
                        "{\"title\":\"A\",\"count\":1",
                        "$: required property 'count' not found"),
                says(
                        "too deep",
                        "{\"a\":".repeat(100) + "1" + "}".repeat(100),
                        "$: required property 'title' not found"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("useless")
    void whatCannotBeUsedIsSaidShortlyAndWithItsPlace(String name, String answer, String message) {
        var verdict = Verdict.of(Shapes.TALE, answer, _ -> List.of());

        assertThat(verdict.messages()).isNotEmpty().anyMatch(one -> one.startsWith(message));
        assertThat(verdict.messages()).allMatch(one -> one.length() <= 260 && one.startsWith("$"));
    }

    @Test
    void whatWasSetRightIsNoted() {
        var verdict = Verdict.of(Shapes.TALE, "{\"title\":\"A\",\"count\":\"1\",\"mood\":\"CALM\"}", _ -> List.of());

        assertThat(verdict.notes())
                .containsExactly("$.count: STRING taken as INTEGER", "$.mood: \"CALM\" taken as \"calm\"");
    }

    @Test
    void theAskersOwnRulesAreAskedOnlyOfWhatIsValid() {
        var verdict = Verdict.of(Shapes.TALE, GOOD, value -> List.of("$.title: say more than " + value.path("title")));

        assertThat(verdict.isOfShape()).isTrue();
        assertThat(verdict.messages()).containsExactly("$.title: say more than \"A\"");
        assertThat(Verdict.of(Shapes.TALE, "{\"count\":1}", _ -> List.of("never asked"))
                        .messages())
                .containsExactly("$: required property 'title' not found");
    }

    @Test
    void aVeryLongAnswerIsReadInABoundedTime() {
        var braces = Verdict.of(Shapes.TALE, "{\"a\": {".repeat(100_000), _ -> List.of());
        var quotes = Verdict.of(Shapes.TALE, "{\"title\":\"" + "\"x".repeat(200_000), _ -> List.of());
        var late = Verdict.of(Shapes.TALE, "x ".repeat(1 << 20) + GOOD, _ -> List.of());

        assertThat(braces.messages()).isNotEmpty();
        assertThat(quotes.messages()).isNotEmpty();
        assertThat(late.messages())
                .as("what stands beyond the bound is not looked at")
                .isNotEmpty();
    }
}
