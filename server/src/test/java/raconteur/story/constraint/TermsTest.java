package raconteur.story.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raconteur.bench.hostile.Corpus;
import raconteur.bench.hostile.Disguises;

/** Row G04: a forbidden term is found in any disguise, and nothing else is taken for one. */
class TermsTest {
    private static final List<String> CHINESE = List.of("骰子", "扑克", "点数", "规则", "赌场", "东方门");
    private static final List<String> LATIN = List.of("dice", "poker", "casino", "weapon", "kill", "devil");

    private static final List<String> ALL = IntStream.range(0, CHINESE.size() + LATIN.size())
            .mapToObj(at -> at < CHINESE.size() ? CHINESE.get(at) : LATIN.get(at - CHINESE.size()))
            .toList();

    @Test
    void everyDisguiseIsSeenThrough() {
        var missed = new ArrayList<String>();
        var tried = 0;
        for (var term : ALL) {
            var chinese = CHINESE.contains(term);
            var terms = new Terms(List.of(term));
            var ways = chinese ? Disguises.chinese(term) : Disguises.latin(term);
            for (var way : ways.entrySet()) {
                var text = chinese ? "他拿出" + way.getValue() + "看了看。" : "He took a " + way.getValue() + " and left.";
                tried++;
                if (terms.clean(text) || terms.clean(way.getValue())) {
                    missed.add(term + ", " + way.getKey() + ": " + way.getValue());
                }
            }
        }
        System.out.printf("disguises: %d tried, %d missed%n", tried, missed.size());

        assertThat(tried).isGreaterThanOrEqualTo(500);
        assertThat(missed).isEmpty();
    }

    @Test
    void honestTextsHoldNoTerm() {
        var terms = new Terms(ALL);
        var random = new Random(5);
        var texts = new ArrayList<>(Corpus.chinese(1000, random));
        texts.addAll(Corpus.english(1000, random));

        var alarms = texts.stream()
                .filter(text -> !terms.clean(text))
                .map(text -> terms.find(text).getFirst().term() + " in " + text)
                .toList();

        System.out.printf("clean texts: %d, false alarms %d%n", texts.size(), alarms.size());
        assertThat(alarms).hasSizeLessThanOrEqualTo(texts.size() / 1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dice   | The bodice was green.       | true",
                "dice   | The bod\u200Dice, the bod\u200Bice was green. | true",
                "dice   | He took vitamin d ice cold. | true",
                "dice   | It was a fine end. Ice came. | false",
                "dice   | red and ice                 | false",
                "class  | the class of 84             | true",
                "will   | w1ll you come               | true",
                "die    | the middle of the candle    | false",
                "we're  | we were here                | false",
                "don't  | don’t go                    | true",
                "new york | new-york, new york        | true",
                "new york | the new yorker            | true",
                "new york | newyork                   | false",
                "together | to get her a hat          | false",
                "ai     | plan a I like               | true",
                "us     | a bus                       | true",
                "lol    | room 101                    | false",
                "c++    | he writes C＋＋ daily          | true",
                "c++    | he writes c daily           | false",
                "18+    | only 18 +                   | true",
                "🎲     | a 🎲\uFE0F fell              | true",
                "点数    | 三点，数一数                      | false",
                "点数    | 点。数。                         | true",
                "天地人   | 天，地，人                        | true",
                "가위     | 각위                           | false",
                "가위     | ㄱㅏ위                          | true",
                "かき     | がき                           | false",
                "ガキ     | ｶﾞｷ                          | true",
                "straße | STRASSE                     | true",
                "москва | МОСКВА                      | true",
                "ΗΜΕΡΑ  | ημερα                       | true",
            })
    void aTermIs(String term, String text, boolean found) {
        var terms = new Terms(List.of(term.replace("\\uFE0F", "\uFE0F")));

        assertThat(!terms.clean(text)).as("%s in %s", term, text).isEqualTo(found);
    }

    @Test
    void aTermIsFoundWhereItStands() {
        var text = "他拿出 撲\u200b克 来。";

        var hits = new Terms(List.of("扑克")).find(text);

        assertThat(hits).hasSize(1);
        assertThat(text.substring(hits.getFirst().start(), hits.getFirst().end()))
                .isEqualTo("撲\u200b克");
    }

    @Test
    void aThousandTermsTakeNoLongerThanOne() {
        var random = new Random(7);
        var many = new ArrayList<String>();
        while (many.size() < 1000) {
            many.add(
                    random.nextBoolean()
                            ? word(random, 0x4E00, 3000, 2 + random.nextInt(3))
                            : word(random, 'a', 26, 7));
        }
        var text = String.join("", Corpus.chinese(200, random)) + String.join(" ", Corpus.english(100, random));
        var story = text.substring(0, 1000) + text.substring(text.length() - 1000);
        var one = new Terms(List.of("骰子", "poker"));
        var built = System.nanoTime();
        var thousand = new Terms(many);
        built = System.nanoTime() - built;

        var few = nanos(one, story);
        var all = nanos(thousand, story);

        System.out.printf(
                "2,000 characters: 2 terms %.3f ms, 1,000 terms %.3f ms; 1,000 terms built in %.1f ms%n",
                few / 1e6, all / 1e6, built / 1e6);
        assertThat(all).isLessThan(50_000_000);
    }

    @Test
    void termsThatAreAllAlikeAreLookedForInBoundedTime() {
        var terms =
                new Terms(IntStream.rangeClosed(1, 200).mapToObj("a"::repeat).toList());
        var begun = System.nanoTime();

        assertThat(terms.find("a".repeat(10_000))).isNotEmpty();

        assertThat(System.nanoTime() - begun).isLessThan(1_000_000_000L);
    }

    private static long nanos(Terms terms, String text) {
        var best = Long.MAX_VALUE;
        for (var round = 0; round < 200; round++) {
            var begun = System.nanoTime();
            terms.clean(text);
            best = Math.min(best, System.nanoTime() - begun);
        }
        return best;
    }

    private static String word(Random random, int first, int many, int length) {
        var word = new StringBuilder();
        for (var at = 0; at < length; at++) {
            word.appendCodePoint(first + random.nextInt(many));
        }
        return word.toString();
    }
}
