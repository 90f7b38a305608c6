package raconteur.story.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import raconteur.bench.hostile.Corpus;
import raconteur.story.payload.Kind;

/** What streams is what may stay: the same however it is cut, never a violation, never taken back for one. */
class HoldBackTest {
    private static final List<String> TERMS = List.of("骰子", "扑克", "点数", "dice", "poker", "rain coat", "c++", "🎲");

    @Test
    void howATextIsCutMakesNoDifference() {
        var random = new Random(3);
        for (var constraints : sessions()) {
            var compliance = Compliance.of(constraints);
            var hostile = new Hostile(random, constraints);
            for (var round = 0; round < 120; round++) {
                var text = hostile.text() + hostile.text();
                var whole = streamed(compliance, List.of(text));

                assertThat(streamed(compliance, pieces(text, random, 3))).isEqualTo(whole);
                assertThat(streamed(compliance, pieces(text, random, 40))).isEqualTo(whole);
            }
        }
    }

    @Test
    void nothingThatComesOutBreaksAConstraint() {
        var random = new Random(4);
        var begins = 0;
        var many = 0;
        for (var constraints : sessions()) {
            var compliance = Compliance.of(constraints);
            var terms = new Terms(constraints.forbiddenTerms());
            var hostile = new Hostile(random, constraints);
            for (var round = 0; round < 120; round++) {
                var text = hostile.text() + hostile.text();
                var shown = new StringBuilder();
                var hold = compliance.holdBack(Kind.SCENE);
                for (var piece : pieces(text, random, 12)) {
                    shown.append(hold.pass(piece));
                    assertThat(terms.find(shown.toString())).as(text).isEmpty();
                }
                shown.append(hold.end());

                assertThat(shown.codePoints().count()).isLessThanOrEqualTo(constraints.maxCharsScene());
                assertThat(terms.find(shown.toString())).as(text).isEmpty();
                many++;
                begins += compliance.mended(Kind.SCENE, text).startsWith(shown.toString()) ? 1 : 0;
            }
        }
        System.out.printf("streams: %d, of which %d are the beginning of the mended text%n", many, begins);
        assertThat(begins).isGreaterThanOrEqualTo(many * 9 / 10);
    }

    @Test
    void anHonestTextComesOutWhole() {
        var random = new Random(6);
        for (var text : Corpus.english(300, random)) {
            assertMended(Compliance.of(new Constraints("en", "PG", 120, 14, TERMS)), text, random);
        }
        for (var text : Corpus.chinese(300, random)) {
            assertMended(Compliance.of(new Constraints("zh", "PG", 50, 14, TERMS)), text, random);
        }
    }

    private static void assertMended(Compliance compliance, String text, Random random) {
        assertThat(streamed(compliance, pieces(text, random, 5))).isEqualTo(compliance.mended(Kind.SCENE, text));
    }

    @Test
    void textComesAsSoonAsItCanNoLongerBecomeATerm() {
        var hold = Compliance.of(new Constraints("zh", "PG", 220, 14, TERMS)).holdBack(Kind.SCENE);

        assertThat(hold.pass("他拿出一颗骰")).isEqualTo("他拿出一颗");
        assertThat(hold.pass(" \u200b")).isEmpty();
        assertThat(hold.pass("盅")).isEqualTo("骰 盅");
        assertThat(hold.pass("和一颗骰")).isEqualTo("和一颗");
        assertThat(hold.pass("子，")).isEmpty();
        assertThat(hold.stopped()).isFalse();
        assertThat(hold.pass("放")).isEmpty();
        assertThat(hold.stopped()).isTrue();
        assertThat(hold.pass("在桌上。") + hold.end()).isEmpty();
    }

    @Test
    void pastHalfOfTheRoomOnlyWholeSentencesCome() {
        var hold = Compliance.of(new Constraints("en", "PG", 40, 14, List.of())).holdBack(Kind.SCENE);
        var shown = new StringBuilder();
        for (var piece :
                "It was cold. The lamp went out at once. Then a very long sentence began".split("(?<= )", -1)) {
            shown.append(hold.pass(piece));
        }

        assertThat(shown.toString()).isEqualTo("It was cold. The lamp went out at once.");
        assertThat(hold.stopped()).isTrue();
    }

    @Test
    void nothingComesOfATextInAnotherLanguage() {
        var compliance = Compliance.of(Constraints.in("zh"));

        assertThat(streamed(compliance, List.of("The door opened, ", "and nobody came in.")))
                .isEmpty();
    }

    @Test
    void aTextThatNeverEndsTakesNoTimeThatGrowsWithItsSquare() {
        var compliance = Compliance.of(new Constraints("zh", "PG", 10_000, 14, TERMS));
        for (var text : List.of("的".repeat(12_000), "a".repeat(12_000), "骰 ".repeat(6_000), "\u0301".repeat(12_000))) {
            var begun = System.nanoTime();
            var hold = compliance.holdBack(Kind.SCENE);
            text.chars().forEach(unit -> hold.pass(String.valueOf((char) unit)));
            hold.end();

            assertThat(System.nanoTime() - begun).as(text.substring(0, 2)).isLessThan(10_000_000_000L);
        }
    }

    private static List<Constraints> sessions() {
        return List.of(
                new Constraints("zh", "PG", 60, 14, TERMS),
                new Constraints("en", "PG", 90, 24, TERMS),
                new Constraints("zh", "PG", 3, 14, TERMS));
    }

    private static String streamed(Compliance compliance, List<String> pieces) {
        var hold = compliance.holdBack(Kind.SCENE);
        var shown = new StringBuilder();
        pieces.forEach(piece -> shown.append(hold.pass(piece)));
        return shown.append(hold.end()).toString();
    }

    private static List<String> pieces(String text, Random random, int longest) {
        var pieces = new ArrayList<String>();
        for (var at = 0; at < text.length(); ) {
            var end = Math.min(text.length(), at + 1 + random.nextInt(longest));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }
}
