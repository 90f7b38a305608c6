package raconteur.story.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.bench.hostile.Oracle;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.story.payload.EventType;
import raconteur.story.payload.Form;
import raconteur.story.payload.SafeWords;
import raconteur.story.payload.Speech;
import raconteur.story.payload.Topic;

/** What a caller may want, what is refused, and by which name. */
class ConstraintsTest {
    private static Constraints read(String json) throws JsonProcessingException {
        return Constraints.read(new ObjectMapper().readTree(json), Constraints.in("zh"));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... fields) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.INVALID_REQUEST);
            assertThat(refusal.fields()).extracting(Refusal.Field::field).containsExactly(fields);
        });
    }

    @Test
    void whatIsNotSaidIsAsTheContractHasIt() throws JsonProcessingException {
        assertThat(read("{}")).isEqualTo(new Constraints("zh", "PG", 220, 14, List.of()));
        assertThat(read("null")).isEqualTo(Constraints.in("zh"));
    }

    @Test
    void theSampleIsRead() throws JsonProcessingException {
        var constraints = read("""
                {"language": "zh", "content_rating": "PG", "max_chars_scene": 220, "max_chars_option": 14,
                 "forbidden_terms": ["骰子", "扑克", "点数", "规则"]}""");

        assertThat(constraints.forbiddenTerms()).containsExactly("骰子", "扑克", "点数", "规则");
    }

    @Test
    void emptyTermsAreDroppedAndRepeatedOnesCountOnce() throws JsonProcessingException {
        var constraints = read("{\"forbidden_terms\": [\"\", \"  \", \"\\u200b\\u200d\", \"a b\", \"a b\", \" x \"]}");

        assertThat(constraints.forbiddenTerms()).containsExactly("a b", "x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"language\": 7}                        | constraints.language",
                "{\"content_rating\": []}                 | constraints.content_rating",
                "{\"max_chars_scene\": 0}                 | constraints.max_chars_scene",
                "{\"max_chars_scene\": -5}                | constraints.max_chars_scene",
                "{\"max_chars_scene\": 1.5}               | constraints.max_chars_scene",
                "{\"max_chars_scene\": 1e300}             | constraints.max_chars_scene",
                "{\"max_chars_scene\": 99999999999999999} | constraints.max_chars_scene",
                "{\"max_chars_option\": \"14\"}           | constraints.max_chars_option",
                "{\"forbidden_terms\": \"x\"}             | constraints.forbidden_terms",
                "{\"forbidden_terms\": [1]}               | constraints.forbidden_terms",
                "{\"forbidden_terms\": [null]}            | constraints.forbidden_terms",
                "[]                                       | constraints",
            })
    void aFieldThatIsNotAsItMustBeIsNamed(String json, String field) {
        assertRefused(() -> read(json), field);
    }

    @Test
    void moreThanAThousandTermsAreRefusedAndAThousandAreNot() throws JsonProcessingException {
        var mapper = new ObjectMapper();
        var terms = IntStream.range(0, 1000).mapToObj(at -> "term" + at + "x").toList();
        var most = mapper.createObjectNode().set("forbidden_terms", mapper.valueToTree(terms));

        assertThat(Compliance.of(Constraints.read(most, Constraints.in("en")))
                        .constraints()
                        .forbiddenTerms())
                .hasSize(1000);

        var more = mapper.createObjectNode();
        var list = more.putArray("forbidden_terms");
        IntStream.range(0, 10_000).forEach(at -> list.add("term" + at));
        assertRefused(() -> Constraints.read(more, Constraints.in("en")), "constraints.forbidden_terms");
        var long1 = mapper.createObjectNode();
        long1.putArray("forbidden_terms").add("x".repeat(201));
        assertRefused(() -> Constraints.read(long1, Constraints.in("en")), "constraints.forbidden_terms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xx", "ru", "klingon", "", "🎲", "zz-Hant", "--", "x-zh"})
    void aLanguageWithoutSafeWordsIsRefused(String language) {
        assertRefused(() -> Compliance.of(Constraints.in(language)), "constraints.language");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zh", "ZH", "zh-CN", "zh_TW", "zh-Hant", "en", "en-US", "ja", "ko-KR", "de", "fr-CA", "es", "中文"
            })
    void theseLanguagesAreSpoken(String language) {
        var compliance = Compliance.of(Constraints.in(language));

        for (var type : EventType.values()) {
            var mended = compliance.mend(Form.of(type), null, Fallback.NONE).payload();
            assertThat(Form.of(type).answered().faults(mended)).isEmpty();
        }
    }

    @Test
    void termsThatLeaveNothingToSayAreRefused() {
        for (var speech : List.of(Speech.ZH, Speech.EN)) {
            var everyCharacter = Arrays.stream(Topic.values())
                    .flatMap(topic -> SafeWords.of(speech).on(topic).stream())
                    .flatMap(
                            words -> words.toLowerCase(Locale.ROOT).codePoints().mapToObj(Character::toString))
                    .filter(one -> Character.isLetter(one.codePointAt(0)))
                    .distinct()
                    .toList();

            assertRefused(
                    () -> Compliance.of(new Constraints(speech.name(), "PG", 220, 14, everyCharacter)),
                    "constraints.forbidden_terms");
        }
    }

    @Test
    void aWordThatSafeWordsNeedMakesThemTakeOthers() {
        for (var term : List.of("e", "the", "you", "go")) {
            var constraints = new Constraints("en", "PG", 220, 14, List.of(term));
            if (!term.equals("e")) {
                assertSafe(constraints);
            }
        }
        for (var term : List.of("的", "你", "，", "故事", "前", "走", "一", "。")) {
            assertSafe(new Constraints("zh", "PG", 220, 14, List.of(term)));
        }
    }

    @Test
    void aScreenOfOneCharacterIsEnough() {
        for (var language : List.of("zh", "zh-Hant", "en", "ja", "ko", "de", "fr", "es")) {
            assertSafe(new Constraints(language, "PG", 1, 1, List.of()));
            assertSafe(new Constraints(language, "PG", 2, 2, List.of("dice")));
            assertSafe(new Constraints(language, "PG", 7, 3, List.of("dice")));
        }
    }

    private static void assertSafe(Constraints constraints) {
        var compliance = Compliance.of(constraints);
        for (var type : EventType.values()) {
            var payload = compliance.mend(Form.of(type), null, Fallback.NONE).payload();
            assertThat(Oracle.violations(Hostile.limits(constraints), payload).stream()
                            .filter(one -> !one.contains("another language")
                                    || constraints.language().matches("zh|en"))
                            .toList())
                    .as("%s", constraints)
                    .isEmpty();
            assertThat(Form.of(type).answered().faults(payload)).isEmpty();
        }
    }
}
