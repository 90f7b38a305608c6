package raconteur.turn.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.provider.Completion;
import raconteur.provider.Completion.Format;
import raconteur.provider.Completion.Message;
import raconteur.provider.Told;
import raconteur.provider.demo.DemoProvider;

/** Schemas as providers, the demo and grammars see them. */
class FormsTest {
    private static final DemoProvider DEMO = new DemoProvider(Duration.ZERO, _ -> {});

    private static String demo(String question, Format format) throws InterruptedException {
        var told = new Told();
        DEMO.complete(Completion.of("demo", List.of(Message.user(question))).with(format), told);
        assertThat(told.finished()).isNotNull();
        return told.text() + String.join("", told.tools());
    }

    @Test
    void theDemosValuesAreValidWhateverTheSchema() throws InterruptedException {
        for (var seed = 0; seed < 400; seed++) {
            var schema = RandomSchemas.of(seed);
            var shape = Shape.of("any", schema);

            var value = demo(seed % 2 == 0 ? "开始" : "begin", new Format.Schema("any", shape.text()));

            assertThat(shape.faults(Shapes.json(value)))
                    .as("%s for %s", value, schema)
                    .isEmpty();
        }
    }

    @Test
    void whatIsStrictlyOfTheStrictSchemaIsOfTheSchemaOnceItsNullsAreGone() throws InterruptedException {
        var strict = 0;
        for (var seed = 0; seed < 400; seed++) {
            var schema = RandomSchemas.of(seed);
            for (var length : List.of("minLength", "maxLength")) {
                // the one thing that the strict subset leaves to us
                schema.findParents(length).forEach(parent -> ((ObjectNode) parent).remove(length));
            }
            var shape = Shape.of("any", schema);
            if (shape.strict().isEmpty()) {
                continue;
            }
            strict++;
            var enforced = Shape.of("any", shape.strict().get());
            var value = Shapes.json(demo("begin", new Format.Schema("any", enforced.text())));

            var undone = Coercion.of(shape.schema(), value).value();
            assertThat(shape.faults(undone))
                    .as("%s of %s", value, enforced.text())
                    .isEmpty();
        }
        assertThat(strict).isGreaterThan(350);
    }

    @Test
    void theDemoSpeaksTheAskersLanguageAndAlwaysSaysTheSame() throws InterruptedException {
        var format = new Format.Schema("tale", Shapes.TALE.text());

        var chinese = demo("讲个故事", format);

        assertThat(Shapes.json(chinese).path("title").asText()).matches("\\p{IsHan}+");
        assertThat(Shapes.json(demo("a tale", format)).path("title").asText()).matches("[\\p{ASCII}]+");
        assertThat(demo("讲个故事", format)).isEqualTo(chinese);
        assertThat(demo("a tale", new Format.Tool("tale", Shapes.TALE.text()))).startsWith("0:call_demo:tale:{");
    }

    @Test
    void theDemosOptionsAreDifferentAndShort() throws InterruptedException {
        var shape = Shape.of("options", """
                {"type":"object","required":["options"],"properties":{"options":{"type":"array","minItems":4,"maxItems":4,
                 "uniqueItems":true,"items":{"type":"object","required":["id","text"],"properties":{
                 "id":{"type":"integer","minimum":1,"maximum":4},"text":{"type":"string","minLength":1,"maxLength":3}}}}}}
                """);

        var value = Shapes.json(demo("开始", new Format.Schema("options", shape.text())));

        assertThat(shape.faults(value)).isEmpty();
        assertThat(value.findValuesAsText("id")).containsExactly("1", "2", "3", "4");
        assertThat(value.findValuesAsText("text")).doesNotHaveDuplicates();
    }

    @Test
    void theStrictSchemaRequiresEverythingAndMakesNullOfWhatMayBeAbsent() {
        var strict = Shapes.json(Shapes.TALE.strict().orElseThrow());

        assertThat(strict.path("required").toString())
                .isEqualTo("[\"title\",\"count\",\"tags\",\"mood\",\"open\",\"hero\"]");
        assertThat(strict.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(strict.at("/properties/title"))
                .isEqualTo(Shapes.json("{\"type\":\"string\",\"description\":\"1 to 40 characters.\"}"));
        assertThat(strict.at("/properties/tags/type").toString()).isEqualTo("[\"array\",\"null\"]");
        assertThat(strict.at("/properties/mood/enum").toString()).isEqualTo("[\"calm\",\"tense\",\"平静\",null]");
        assertThat(strict.at("/properties/hero/required").toString()).isEqualTo("[\"name\",\"age\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}",
                "{\"type\":\"object\",\"properties\":{\"a\":true}}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\"}}}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"not\":{\"type\":\"string\"}}}}",
                "{\"type\":\"object\",\"patternProperties\":{\"^a\":{\"type\":\"string\"}}}"
            })
    void whatTheStrictSubsetCannotSayIsAskedForInAnotherWay(String schema) {
        assertThat(Shape.of("beyond", schema).strict()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"https://example.org/schema\"}}}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"file:///etc/passwd\"}}}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/none\"}}}",
                "{\"type\":\"array\"}",
                "{\"type\":\"strange\"}",
                "[]",
                "{"
            })
    void noSchemaLeadsOutOfItself(String schema) {
        assertThatThrownBy(() -> Shape.of("bad", schema)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGrammarNamesOnlyRulesThatItHas() {
        var shape = Shape.of("tale", RandomSchemas.of(7));
        for (var grammar : List.of(Grammar.of(Shapes.TALE.schema()), Grammar.of(shape.schema()))) {
            var defined = grammar.lines().map(line -> line.split(" ::= ", 2)[0]).toList();
            var body = grammar.replaceAll("\"(\\\\.|[^\"\\\\])*\"|\\[(\\\\.|[^\\]\\\\])*\\]|\\{[0-9,]*\\}", " ");

            assertThat(Pattern.compile("[a-z][a-z0-9]*")
                            .matcher(body)
                            .results()
                            .map(found -> found.group())
                            .distinct())
                    .isSubsetOf(defined);
            assertThat(defined).doesNotHaveDuplicates().contains("root");
        }
        assertThat(Grammar.of(Shapes.TALE.schema()))
                .contains(
                        "\"\\\"title\\\"\" ws \":\" ws r0", "r0 ::= \"\\\"\" char{1,40} \"\\\"\"", "\"\\\"calm\\\"\"");
    }
}
