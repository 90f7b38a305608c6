package raconteur.story.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fate is drawn from the seed of a run and the number of an event. */
class DrawTest {
    private static final int MANY = 4000;

    @Test
    void theSameSeedAndNumberDrawTheSame() {
        for (var number = 1; number < 100; number++) {
            assertThat(Draw.of("seed", number, Difficulty.HARD)).isEqualTo(Draw.of("seed", number, Difficulty.HARD));
        }
        assertThat(IntStream.range(0, 50)
                        .mapToObj(n -> Draw.of("seed", n, Difficulty.NORMAL))
                        .distinct()
                        .count())
                .isGreaterThan(20);
        assertThat(Draw.of("run_test_001", 2, Difficulty.NORMAL))
                .as("a draw that was kept once is drawn for ever")
                .isEqualTo(new Draw(Draw.Luck.TRIUMPH, 14, 11));
    }

    @Test
    void diceAreFair() {
        var thrown = new int[20];
        for (var n = 0; n < MANY; n++) {
            thrown[Dice.of("seed" + n, n).roll(20) - 1]++;
        }
        assertThat(IntStream.of(thrown).boxed().toList())
                .allSatisfy(count -> assertThat(count).isBetween(MANY / 20 - 70, MANY / 20 + 70));
    }

    @Test
    void difficultyChangesOddsNotRules() {
        var good = new EnumMap<Difficulty, Long>(Difficulty.class);
        var hurt = new EnumMap<Difficulty, Long>(Difficulty.class);
        var hits = new EnumMap<Difficulty, Long>(Difficulty.class);
        for (var difficulty : Difficulty.values()) {
            var draws = IntStream.range(0, MANY)
                    .mapToObj(n -> Draw.of("seed" + n, 2, difficulty))
                    .toList();
            good.put(
                    difficulty,
                    draws.stream()
                            .filter(draw -> draw.luck().compareTo(Draw.Luck.SUCCESS) >= 0)
                            .count());
            hits.put(
                    difficulty,
                    draws.stream().filter(draw -> draw.damageToEnemy() > 0).count());
            hurt.put(
                    difficulty,
                    draws.stream().filter(draw -> draw.damageToPlayer() > 0).count());
            assertThat(draws.stream().map(Draw::luck).distinct())
                    .as("everything can happen to everybody")
                    .containsExactlyInAnyOrder(Draw.Luck.values());
            assertThat(draws.stream().mapToInt(Draw::damageToEnemy).max()).hasValue(40);
            assertThat(draws.stream().mapToInt(Draw::damageToPlayer).max()).hasValue(32);
        }

        assertThat(good.get(Difficulty.EASY)).isGreaterThan(good.get(Difficulty.NORMAL));
        assertThat(good.get(Difficulty.NORMAL)).isGreaterThan(good.get(Difficulty.HARD));
        assertThat(hits.get(Difficulty.EASY)).isGreaterThan(hits.get(Difficulty.NORMAL));
        assertThat(hits.get(Difficulty.NORMAL)).isGreaterThan(hits.get(Difficulty.HARD));
        assertThat(hurt.get(Difficulty.EASY)).isLessThan(hurt.get(Difficulty.NORMAL));
        assertThat(hurt.get(Difficulty.NORMAL)).isLessThan(hurt.get(Difficulty.HARD));
    }
}
