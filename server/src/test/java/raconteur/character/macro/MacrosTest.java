package raconteur.character.macro;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MacrosTest {
    private static final ZonedDateTime NOON = ZonedDateTime.of(2026, 11, 22, 12, 5, 9, 0, ZoneOffset.UTC);
    private static final int LARGEST = 10_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{char}} meets {{user}} | 黛玉 meets Ada",
                "{{CHAR}}{{ User }} | 黛玉Ada",
                "<BOT> <USER> <char> <bot> <b> | 黛玉 Ada 黛玉 黛玉 <b>",
                "{{unknown}} {{un known:{{user}}}} | {{unknown}} {{un known:Ada}}",
                "{{{char}}} | {黛玉}",
                "{{user {{char}} | {{user 黛玉",
                "{{user!}} | {{user!}}",
                "a{{// a note }}b{{comment: {{user}}}}c{{noop}} | abc",
                "{{reverse:{{user}}!}} | !adA",
                "x{{space::3}}y | x   y",
                "{{random:only}}{{pick::only}} | onlyonly",
                "{{random:a\\,b}} | a,b",
                "{{roll:1}} {{roll:d1}} {{roll 3d1+4}} {{roll:5d1-2}} | 1 1 7 3",
                "{{roll:nonsense}} {{roll:d0}} | {{roll:nonsense}} {{roll:d0}}",
                "{{time}} {{date}} {{weekday}} | 12:05 PM November 22, 2026 Sunday",
                "{{isotime}} {{isodate}} {{time::UTC+2}} {{time_UTC-3}} | 12:05 2026-11-22 2:05 PM 9:05 AM",
                "{{datetimeformat DD.MM.YYYY HH:mm:ss}} | 22.11.2026 12:05:09",
                "{{setvar::gold::5}}{{addvar::gold::2}}{{incvar::gold}} {{decvar::gold}} {{getvar::gold}} | 8 7 7",
                "{{setvar::a::x}}{{addvar::a::y}}{{getvar::a}}{{hasvar::a}}{{deletevar::a}}{{hasvar::a}} | xytruefalse",
                "{{if {{user}}}}yes{{else}}no{{/if}} | yes",
                "{{if !{{user}}}}yes{{else}}no{{/if}} | no",
                "{{if 0}}yes{{/if}}. | .",
                "{{if a}}1{{if 0}}2{{else}}3{{/if}}4{{else}}5{{/if}} | 134",
                "{{if a}}never closed | {{if a}}never closed",
                "{{else}}{{/if}} | {{else}}{{/if}}",
                "{{description}} | a friend of Ada",
            })
    void itSays(String template, String said) {
        assertThat(expanded(template).text()).isEqualTo(said);
    }

    @Test
    void aTrimTakesTheLinesAroundIt() {
        assertThat(expanded("a\n\n{{trim}}\n\nb{{newline}}c").text()).isEqualTo("ab\nc");
    }

    @Test
    void whatPeopleAndModelsSaidIsNeverLookedInto() {
        var evil = "{{char}} <BOT> \\, {{setvar::a::b}} {{description}} a,b::c {{user}}";
        var values = new HashMap<>(values());
        values.put("user", new Value.Said(evil));
        values.put("lastMessage", new Value.Said("{{user}}"));
        var scene = scene(values, Map.of("x", "{{user}}"), 1);

        for (var template : new String[] {
            "{{user}}",
            "<USER>",
            "{{random:{{user}}}}",
            "{{pick::{{user}}}}",
            "{{setvar::v::{{user}}}}{{getvar::v}}",
            "{{if a}}{{user}}{{/if}}"
        }) {
            var expansion = Macros.expand(template, scene);

            assertThat(expansion.text()).as(template).isEqualTo(evil);
            assertThat(expansion.variables()).doesNotContainKey("a");
        }
        assertThat(Macros.expand("{{lastMessage}}{{getvar::x}}", scene).text()).isEqualTo("{{user}}{{user}}");
        assertThat(Macros.expand("{{unknown {{user}}}}", scene).text()).isEqualTo("{{unknown " + evil + "}}");
    }

    @Test
    void templatesThatNameEachOtherEnd() {
        var values = Map.<String, Value>of(
                "a", new Value.Written("a{{b}}"),
                "b", new Value.Written("b{{a}}"));

        assertThat(Macros.expand("{{a}}", scene(values, Map.of(), 1)).text()).isEqualTo("abababab");
    }

    @Test
    @Timeout(20)
    void templatesThatDoubleAreCut() {
        var values = IntStream.range(0, 30).boxed().collect(Collectors.toMap(nth -> "v" + nth, nth ->
                (Value) new Value.Written(("{{v" + (nth + 1) + "}}").repeat(1000) + "x".repeat(1000))));

        var expansion = Macros.expand("{{v0}}", scene(values, Map.of(), 1));

        assertThat(expansion.isCut()).isTrue();
        assertThat(expansion.text()).hasSizeLessThanOrEqualTo(LARGEST);
    }

    @Test
    @Timeout(20)
    void templatesThatSayNothingAtLengthAreNotReadForEver() {
        var values = Map.<String, Value>of("d", new Value.Written("{{// " + "nothing ".repeat(100_000) + "}}"));

        assertThat(Macros.expand("{{d}}".repeat(9000), scene(values, Map.of(), 1))
                        .isCut())
                .isTrue();
    }

    @Test
    void aNameThatBeginsWithAMarkTurnsNoCondition() {
        var values = Map.<String, Value>of("user", new Value.Said("!0"));

        assertThat(Macros.expand("{{if {{user}}}}yes{{/if}}", scene(values, Map.of(), 1))
                        .text())
                .isEqualTo("yes");
    }

    @Test
    void variablesThatDoubleAreCut() {
        var expansion = expanded(
                "{{setvar::x::aaaaaaaa}}" + "{{setvar::x::{{getvar::x}}{{getvar::x}}}}".repeat(40) + "{{getvar::x}}");

        assertThat(expansion.isCut()).isTrue();
        assertThat(expansion.variables().values()).allMatch(value -> value.length() <= 8 * LARGEST);
    }

    @Test
    void noCharacterIsCutInHalf() {
        var expansion = expanded("a" + "🐉".repeat(LARGEST));

        assertThat(expansion.isCut()).isTrue();
        assertThat(expansion.text()).hasSize(LARGEST - 1).endsWith("🐉");
    }

    @ParameterizedTest
    @Timeout(20)
    @ValueSource(
            strings = {
                "{{",
                "{",
                "}}",
                "{{if a}}",
                "{{else}}",
                "{{a",
                "{{reverse:",
                "{{random:a,{{",
                "<",
                "{{trim}}\n",
                "\\,"
            })
    void noTextTakesLong(String piece) {
        var half = piece.repeat(400_000 / piece.length());
        var scene = new Scene(values(), Map.of(), 1, 1, NOON, 1 << 20);

        var expansion = Macros.expand(half + "}}".repeat(half.length() / 2), scene);

        assertThat(expansion.text().length()).isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void anyJumbleOfMacrosEnds() {
        var pieces = new String[] {
            "{{",
            "}}",
            "if ",
            "{{else}}",
            "{{/if}}",
            "{{char}}",
            "::",
            ":",
            ",",
            "\\",
            "random",
            "setvar",
            "<USER>",
            "🐉",
            "\n",
            "trim",
            "a",
            " ",
            "!",
            "roll:",
            "2d6",
            "pick",
            "{{description}}",
            "getvar"
        };
        var random = new Random(6);
        for (var nth = 0; nth < 20_000; nth++) {
            var template = random.ints(random.nextInt(40), 0, pieces.length)
                    .mapToObj(one -> pieces[one])
                    .collect(Collectors.joining());

            assertThat(expanded(template).text()).hasSizeLessThanOrEqualTo(LARGEST);
        }
    }

    @Test
    void chanceIsPassedIn() {
        var template = "{{random:a,b,c,d,e,f,g,h}}{{roll:1000000}}";

        assertThat(Macros.expand(template, scene(values(), Map.of(), 1)))
                .isEqualTo(Macros.expand(template, scene(values(), Map.of(), 1)))
                .isNotEqualTo(Macros.expand(template, scene(values(), Map.of(), 2)));
    }

    @Test
    void aPickStaysWhileTheConversationLasts() {
        var template = "{{pick:a,b,c,d,e,f,g,h}}{{pick:a,b,c,d,e,f,g,h}}{{pick:a,b,c,d,e,f,g,h}}";

        var one = Macros.expand(template, scene(values(), Map.of(), 1)).text();

        assertThat(Macros.expand(template, scene(values(), Map.of(), 2)).text()).isEqualTo(one);
        assertThat(one.chars().distinct().count()).isGreaterThan(1);
    }

    @Test
    void aHiddenKeyIsForLorebooksOnly() {
        var expansion = expanded("a{{hidden_key:moon {{user}}}}b");

        assertThat(expansion.text()).isEqualTo("ab");
        assertThat(expansion.hiddenKeys()).containsExactly("moon Ada");
    }

    @Test
    void variablesGoInAndComeOut() {
        var expansion = Macros.expand("{{incvar::n}}", scene(values(), Map.of("n", "41", "m", "kept"), 1));

        assertThat(expansion.text()).isEqualTo("42");
        assertThat(expansion.variables()).containsOnly(Map.entry("n", "42"), Map.entry("m", "kept"));
    }

    private static Expansion expanded(String template) {
        return Macros.expand(template, scene(values(), Map.of(), 1));
    }

    private static Map<String, Value> values() {
        return Map.of(
                "char", new Value.Said("黛玉"),
                "user", new Value.Said("Ada"),
                "description", new Value.Written("a friend of {{user}}"));
    }

    private static Scene scene(Map<String, Value> values, Map<String, String> variables, long chance) {
        return new Scene(values, variables, chance, 99, NOON, LARGEST);
    }
}
