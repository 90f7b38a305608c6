package raconteur.story.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a world is told. */
class LoreTest {
    private static Lore.Entry entry(String key, String text, int order) {
        return new Lore.Entry(List.of(key), text, false, order);
    }

    private static List<String> told(Lore lore, String... recent) {
        return lore.recalled(List.of(recent)).stream()
                .map(one -> one.entry().text())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "art, the Art of war, true",
        "art, King Arthurs party, false",
        "art, ART!, true",
        "low water, at Low Water we walk, true",
        "梯, 上了电梯便不能回头, true",
        "電梯, 电梯, false",
        "Ⅳ, room iv, true",
        "straße, die STRASSE, true",
        "7, drum 7 hums, true",
        "7, drum 17 hums, false",
        "NASA, 坐NASA的船, true"
    })
    void aKeyIsAWordOfItsOwnWhereWordsHaveSpaces(String key, String scene, boolean called) {
        assertThat(told(new Lore(100, List.of(entry(key, "x", 1))), scene)).hasSize(called ? 1 : 0);
    }

    @Test
    void whatIsConstantComesFirstThenTheRestByOrder() {
        var lore = new Lore(
                100,
                List.of(
                        entry("a", "third", 9),
                        entry("a", "second", -9),
                        new Lore.Entry(List.of(), "first", true, 500),
                        entry("b", "never", 0)));

        assertThat(told(lore, "there is a", "reef")).containsExactly("first", "second", "third");
        assertThat(lore.recalled(List.of("a"))).extracting(Lore.Recalled::key).containsExactly("", "a", "a");
    }

    @Test
    void theBudgetIsNeverSpentTwice() {
        var lore = new Lore(10, List.of(entry("a", "123456", 1), entry("a", "12345", 2), entry("a", "😀😀😀😀", 3)));

        assertThat(told(lore, "a")).containsExactly("123456", "😀😀😀😀");
    }

    @Test
    void whatDoesNotStandInTheLastScenesIsNotTold() {
        assertThat(told(new Lore(100, List.of(entry("a", "x", 1))), "", "nothing of it"))
                .isEmpty();
    }
}
