package raconteur.story.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raconteur.bench.hostile.Corpus;

/** A text that is too long ends where a reader would have it end. */
class CuttingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "他推开门。屋里没有人，只有风声。远处     | 17 | 他推开门。屋里没有人，只有风声。",
                "他说：“快走！”然后关上了门，再没有回来   | 12 | 他说：“快走！”",
                "他推开门走进去看见里面，没有人在等他     | 13 | 他推开门走进去看见里面…",
                "他推开门走进去看见里面没有人在等他       | 8  | 他推开门走进去…",
                "It was cold. Mr. Grey went home early. | 24 | It was cold. Mr. Grey…",
                "It was cold. He went home early.       | 18 | It was cold.",
                "🎲🎲🎲🎲                               | 3  | 🎲🎲…",
                "abc                                    | 1  | a",
            })
    void aText(String text, int most, String cut) {
        assertThat(Cutting.toSentence(text, most)).isEqualTo(cut);
    }

    @Test
    void anOptionEndsAtAWord() {
        assertThat(Cutting.toWord("Open the heavy door", 14)).isEqualTo("Open the heavy");
        assertThat(Cutting.toWord("Open the heavier door", 14)).isEqualTo("Open the");
        assertThat(Cutting.toWord("检查走廊尽头的那扇门", 6)).isEqualTo("检查走廊尽头");
    }

    @Test
    void theFirstHalfOfTheRoomIsNeverCutAway() {
        var random = new Random(2);
        for (var text : Corpus.english(300, random)) {
            for (var most = 1; most < 60; most++) {
                var cut = Cutting.toSentence(text, most);
                assertThat(Cutting.length(cut)).isLessThanOrEqualTo(most);
                assertThat(cut)
                        .startsWith(text.substring(0, Math.min(text.length(), most / 2))
                                .strip());
            }
        }
    }
}
