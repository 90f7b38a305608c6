package raconteur.character.lore;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.character.lore.Draft.constant;
import static raconteur.character.lore.Draft.entry;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Entries that call up entries, groups, chance and order. */
class LoreRoundsTest {
    private static final Draft[] CHAIN = {
        entry("a", "start").says("leads to beta"),
        entry("b", "beta").says("leads to gamma"),
        entry("c", "gamma").says("the end")
    };

    @Test
    void entriesCallUpEntriesWhereTheBookOrTheSettingAllowsIt() {
        var book = Draft.book(CHAIN);
        var shy = new Lorebook("", "", null, null, false, book.entries(), book.rest());
        var bold = new Lorebook("", "", null, null, true, book.entries(), book.rest());

        assertThat(Search.in(book).said("start").told()).containsExactly("a");
        assertThat(Search.in(book).recursive().said("start").told()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(Search.in(shy).recursive().said("start").told()).containsExactly("a");
        assertThat(Search.in(bold).said("start").told()).hasSize(3);
        assertThat(Search.in(bold).said("start").verdict("c").round()).isEqualTo(3);
    }

    @Test
    void circlesEndBecauseAnEntryIsToldOnce() {
        var search = Search.in(entry("a", "one").says("two"), entry("b", "two").says("one"))
                .recursive()
                .said("one");

        assertThat(search.told()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void longChainsEndAfterSoManyRounds() {
        var drafts = IntStream.range(0, 30)
                .mapToObj(at -> entry("e" + at, "key" + at + ";").says("key" + (at + 1) + ";"))
                .toArray(Draft[]::new);

        assertThat(Search.in(drafts).recursive().said("key0;").told()).hasSize(9);
    }

    @Test
    void anEntryMayKeepOutOfTheCalling() {
        var search = Search.in(
                        entry("loud", "start").says("beta gamma"),
                        entry("mute", "start").says("delta").with("preventRecursion", true),
                        entry("deaf", "beta").with("excludeRecursion", true),
                        entry("unheard", "delta"))
                .recursive()
                .said("start");

        assertThat(search.told()).containsExactlyInAnyOrder("loud", "mute");
        assertThat(search.why("deaf")).isEqualTo(Reason.NOT_BY_RECURSION);
        assertThat(search.why("unheard")).isEqualTo(Reason.NO_KEY);
        assertThat(Search.in(entry("deaf", "beta").with("excludeRecursion", true))
                        .recursive()
                        .said("beta")
                        .told())
                .hasSize(1);
    }

    @Test
    void anEntryMayWaitForTheCallingAndForALaterRoundOfIt() {
        var search = Search.in(
                        entry("a", "start").says("beta"),
                        entry("waits", "start").with("delayUntilRecursion", true),
                        entry("later", "start").with("delayUntilRecursion", 2))
                .recursive();

        assertThat(search.said("start").told()).containsExactlyInAnyOrder("a", "waits", "later");
        assertThat(search.verdict("waits").round()).isEqualTo(2);
        assertThat(search.verdict("later").round()).isEqualTo(4); // after the round of what "waits" could call up
        assertThat(Search.in(entry("waits", "start").with("delayUntilRecursion", true))
                        .recursive()
                        .said("start")
                        .why("waits"))
                .isEqualTo(Reason.RECURSION_ONLY);
    }

    @Test
    void hiddenKeysAreHeardByEntriesAndSeenByNobody() {
        var search = Search.in(entry("a", "start").says("A tower.{{hidden_key:beta}}"), entry("b", "beta"))
                .recursive()
                .said("start");

        assertThat(search.told()).containsExactlyInAnyOrder("a", "b");
        assertThat(search.run().told())
                .extracting(Outcome.Told::text)
                .contains("A tower.")
                .noneMatch(text -> text.contains("beta"));
    }

    @Test
    void whatMacrosGiveIsNotLookedAtAgain() {
        var search = Search.in(entry("a", "start").says("{{one}}"))
                .macros(text -> text.replace("{{two}}", "!").replace("{{one}}", "{{two}}"))
                .said("start");

        assertThat(search.run().told().getFirst().text()).isEqualTo("{{two}}");
    }

    @Test
    void olderMessagesAreSearchedUntilEnoughHasFired() {
        var least = new LoreSettings(1, false, 8, false, false, true, false, 2, 0, LoreSettings.Order.EVENLY);
        var shallow = new LoreSettings(1, false, 8, false, false, true, false, 2, 2, LoreSettings.Order.EVENLY);
        var said = new String[] {"old", "middle", "new"};
        var drafts = new Draft[] {entry("a", "new"), entry("b", "middle"), entry("c", "old")};

        assertThat(Search.in(drafts).settings(least).said(said).told()).containsExactlyInAnyOrder("a", "b");
        assertThat(Search.in(entry("a", "new"), entry("c", "old"))
                        .settings(shallow)
                        .said(said)
                        .told())
                .containsExactly("a");
    }

    @Test
    void lowerOrdersStandEarlierAndHigherOnesGetTheBudget() {
        var drafts = new Draft[] {
            constant("low").with("order", 1),
            constant("high").with("order", 9),
            constant("mid").with("order", 5)
        };

        assertThat(Search.in(drafts).said("x").told()).containsExactly("low", "mid", "high");
        assertThat(Search.in(drafts).budget(24).said("x").told()).containsExactly("mid", "high");
    }

    @Test
    void entriesOfTheChatComeFirstThenOfThePersonaThenByTheSetting() {
        var search = Search.in(Draft.book(constant("hers")))
                .and("w", Shelf.Owner.WORLD, Draft.book(constant("worlds").with("order", 500)))
                .and("p", Shelf.Owner.PERSONA, Draft.book(constant("mine")))
                .and("c", Shelf.Owner.CHAT, Draft.book(constant("chats")))
                .said("x");
        var world = new LoreSettings(2, false, 8, false, false, true, false, 0, 0, LoreSettings.Order.WORLD_FIRST);
        var evenly = new LoreSettings(2, false, 8, false, false, true, false, 0, 0, LoreSettings.Order.EVENLY);

        assertThat(looked(search)).containsExactly("chats", "mine", "hers", "worlds");
        assertThat(looked(search.settings(world))).containsExactly("chats", "mine", "worlds", "hers");
        assertThat(looked(search.settings(evenly))).containsExactly("chats", "mine", "worlds", "hers");
    }

    private static List<String> looked(Search search) {
        return search.run().verdicts().stream().map(one -> one.entry().entry()).toList();
    }

    @Test
    void aBookThatIsOpenTwiceIsSearchedOnce() {
        var book = Draft.book(constant("sky"));

        var search = Search.in(book).and("book", Shelf.Owner.CHAT, book).said("x");

        assertThat(search.told()).hasSize(1);
        assertThat(search.run().verdicts()).hasSize(1);
    }

    @Test
    void ofAGroupOneEntryIsToldByWeight() {
        var never = 0;
        for (var seed = 0; seed < 2000; seed++) {
            var told = Search.in(
                            constant("sun").with("group", "weather").with("groupWeight", 300),
                            constant("rain").with("group", "weather, mood").with("groupWeight", 100))
                    .seed(seed)
                    .said("x")
                    .told();
            assertThat(told).hasSize(1);
            never += told.contains("rain") ? 1 : 0;
        }

        assertThat(never).isBetween(400, 600);
    }

    @Test
    void anOverridingEntryWinsItsGroup() {
        var search = Search.in(
                        constant("a").with("group", "g").with("order", 200),
                        constant("b").with("group", "g").with("groupOverride", true),
                        constant("c")
                                .with("group", "g")
                                .with("groupOverride", true)
                                .with("order", 101))
                .said("x");

        assertThat(search.told()).containsExactly("c");
        assertThat(search.why("a")).isEqualTo(Reason.GROUP);
    }

    @Test
    void inAGroupThatScoresTheEntryWithMostKeysFoundWins() {
        var search = Search.in(
                        entry("many", "red", "green", "blue")
                                .with("group", "g")
                                .with("useGroupScoring", true)
                                .with("groupWeight", 1),
                        entry("few", "red")
                                .with("group", "g")
                                .with("useGroupScoring", true)
                                .with("groupWeight", 100_000))
                .said("red and green");

        assertThat(search.told()).containsExactly("many");
    }

    @Test
    void whoWasToldInAnEarlierRoundKeepsTheGroup() {
        var search = Search.in(
                        entry("first", "start").says("beta").with("group", "g"),
                        entry("second", "beta").with("group", "g").with("groupOverride", true))
                .recursive()
                .said("start");

        assertThat(search.told()).containsExactly("first");
        assertThat(search.why("second")).isEqualTo(Reason.GROUP);
    }

    @Test
    void chanceIsDrawnFromTheSeedOncePerEntry() {
        var fired = 0;
        for (var seed = 0; seed < 2000; seed++) {
            fired += Search.in(constant("luck").with("probability", 30))
                    .seed(seed)
                    .said("x")
                    .told()
                    .size();
        }
        var alone = Search.in(constant("luck").with("probability", 50))
                .seed(7)
                .said("x")
                .told();
        var among = Search.in(
                        constant("luck").with("probability", 50),
                        constant("other").with("probability", 50))
                .seed(7)
                .said("x")
                .told();

        assertThat(fired).isBetween(520, 680);
        assertThat(among.contains("luck")).isEqualTo(alone.contains("luck"));
        assertThat(Search.in(constant("never").with("probability", 0)).said("x").why("never"))
                .isEqualTo(Reason.CHANCE);
        assertThat(Search.in(constant("always").with("probability", 0).with("useProbability", false))
                        .said("x")
                        .told())
                .hasSize(1);
    }

    @Test
    void anEntryThatFailedItsDrawIsNotDrawnForAgain() {
        var search = Search.in(
                        constant("a").says("beta"), entry("never", "x", "beta").with("probability", 0))
                .recursive()
                .said("x");

        assertThat(search.verdict("never").round()).isEqualTo(1);
        assertThat(search.why("never")).isEqualTo(Reason.CHANCE);
    }
}
