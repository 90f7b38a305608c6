package raconteur.character.lore;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.character.lore.Draft.constant;
import static raconteur.character.lore.Draft.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told when not all can be. A token is a letter. */
class LoreBudgetTest {
    @Test
    void theFirstThatDoesNotFitEndsItForThoseAfterIt() {
        var search = Search.in(
                        constant("a").says("12345").with("order", 3),
                        constant("b").says("1234567890").with("order", 2),
                        constant("c").says("1").with("order", 1))
                .budget(10)
                .said("x");

        assertThat(search.told()).containsExactly("a");
        assertThat(search.why("c")).isEqualTo(Reason.BUDGET);
        assertThat(search.run().full()).isTrue();
        assertThat(search.run().tokens()).isEqualTo(5);
    }

    @Test
    void whatFillsTheBudgetExactlyStillFits() {
        assertThat(Search.in(constant("a").says("12345")).budget(5).said("x").told())
                .hasSize(1);
    }

    @Test
    void anEntryMayIgnoreTheBudget() {
        var search = Search.in(
                        constant("a").says("1234567890").with("order", 3),
                        constant("b").says("1234567890").with("order", 2),
                        constant("c").says("1234567890").with("order", 1).with("ignoreBudget", true))
                .budget(10)
                .said("x");

        assertThat(search.told()).containsExactly("c", "a");
    }

    @Test
    void ofABookWithABudgetTheLowestPriorityGoesFirst() {
        var entries = List.of(
                Draft.read(constant("dear").says("12345").with("order", 1).with("priority", 9)),
                Draft.read(constant("cheap").says("12345").with("order", 99).with("priority", 1)));
        var book = new Lorebook("", "", null, 5, null, entries, Draft.JSON.createObjectNode());
        var search = Search.in(book).said("x");

        assertThat(search.told()).containsExactly("dear");
        assertThat(search.why("cheap")).isEqualTo(Reason.BUDGET);
    }

    @Test
    void theBudgetOfOneBookTakesNothingFromAnother() {
        var poor =
                new Lorebook("", "", null, 1, null, List.of(Draft.read(constant("a"))), Draft.JSON.createObjectNode());
        var search = Search.in(poor)
                .and("rich", Shelf.Owner.WORLD, Draft.book(constant("b")))
                .said("x");

        assertThat(search.told()).containsExactly("b");
    }

    @Test
    void nothingIsCalledUpOnceTheBudgetIsSpent() {
        var search = Search.in(
                        constant("a").says("key two").with("order", 9),
                        constant("big").says("1".repeat(50)).with("order", 1),
                        entry("b", "two").says("2"))
                .recursive()
                .budget(20)
                .said("x");

        assertThat(search.told()).containsExactly("a");
    }

    @Test
    void whatMayGoWhenAPromptIsFullGoesFirst() {
        var search = Search.in(
                        constant("spare").says("@@ignore_on_max_context\n12345").with("order", 99),
                        constant("need").says("12345").with("order", 1))
                .budget(5)
                .said("x");

        assertThat(search.told()).containsExactly("need");
        assertThat(search.budget(10).run().told().getLast().optional()).isTrue();
    }
}
