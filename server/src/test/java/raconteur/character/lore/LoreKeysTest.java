package raconteur.character.lore;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.character.lore.Draft.constant;
import static raconteur.character.lore.Draft.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls an entry up. */
class LoreKeysTest {
    private static final LoreSettings WHOLE =
            new LoreSettings(2, false, 8, false, true, true, false, 0, 0, LoreSettings.Order.CHARACTER_FIRST);

    @Test
    void anEntryFiresWhenAKeyStandsInTheNewestMessages() {
        var search = Search.in(entry("fire", "torch", "flame"), entry("well", "bucket"));

        assertThat(search.said("Light the torch!").told()).containsExactly("fire");
        assertThat(search.said("Light the torch!", "No.", "Why?").told()).isEmpty();
        assertThat(search.why("well")).isEqualTo(Reason.NO_KEY);
    }

    @Test
    void itSaysWhichKeyWasFound() {
        var verdict = Search.in(entry("fire", "torch", "flame")).said("a Flame").verdict("fire");

        assertThat(verdict.reason()).isEqualTo(Reason.KEY);
        assertThat(verdict.key()).isEqualTo("flame");
        assertThat(verdict.round()).isEqualTo(1);
    }

    @Test
    void howFarBackIsSearchedIsSaidByTheSettingTheBookOrTheEntry() {
        var three = new String[] {"torch", "one", "two"};
        var book = new Lorebook(
                "", "", 3, null, null, List.of(Draft.read(entry("of book", "torch"))), Draft.JSON.createObjectNode());

        assertThat(Search.in(entry("e", "torch")).said(three).told()).isEmpty();
        assertThat(Search.in(entry("e", "torch"))
                        .settings(LoreSettings.DEFAULT.withScanDepth(3))
                        .said(three)
                        .told())
                .hasSize(1);
        assertThat(Search.in(book).said(three).told()).hasSize(1);
        assertThat(Search.in(entry("e", "torch").with("scanDepth", 3))
                        .said(three)
                        .told())
                .hasSize(1);
    }

    @Test
    void whoSpeaksIsSearchedTooUnlessTheSettingSaysNo() {
        var silent = new LoreSettings(2, false, 8, false, false, false, false, 0, 0, LoreSettings.Order.EVENLY);

        assertThat(Search.in(entry("e", "ada")).said("Hello.").told()).hasSize(1);
        assertThat(Search.in(entry("e", "ada")).settings(silent).said("Hello.").told())
                .isEmpty();
    }

    @Test
    void constantEntriesFireAlwaysAndSwitchedOffOnesNever() {
        var search = Search.in(constant("sky"), constant("sea").with("disable", true))
                .said("Hello.");

        assertThat(search.told()).containsExactly("sky");
        assertThat(search.why("sky")).isEqualTo(Reason.CONSTANT);
        assertThat(search.why("sea")).isEqualTo(Reason.DISABLED);
    }

    @Test
    void emptyEntriesNeverFire() {
        var search = Search.in(constant("blank").says("  "), constant("hollow").says("{{void}}"))
                .macros(text -> text.replace("{{void}}", ""))
                .said("Hello.");

        assertThat(search.told()).isEmpty();
        assertThat(search.why("blank")).isEqualTo(Reason.EMPTY);
        assertThat(search.why("hollow")).isEqualTo(Reason.EMPTY);
    }

    @Test
    void anEntryWithoutKeysWaitsForEver() {
        assertThat(Search.in(entry("e")).said("Hello.").why("e")).isEqualTo(Reason.NO_KEYS);
    }

    @ParameterizedTest
    @CsvSource({
        "0, a, true", "0, none, false", "0, a and b, true",
        "1, a, true", "1, a and b, false", "1, none, true",
        "2, none, true", "2, a, false", "2, a and b, false",
        "3, a and b, true", "3, a, false", "3, none, false"
    })
    void secondaryKeysDecideByTheirLogic(int logic, String said, boolean fires) {
        var draft =
                entry("e", "door").with("keysecondary", List.of("[a]", "[b]")).with("selectiveLogic", logic);
        var text = "door " + said.replace("and", "").replaceAll("\\b([ab])\\b", "[$1]");

        assertThat(Search.in(draft).said(text).told()).hasSize(fires ? 1 : 0);
    }

    @Test
    void secondaryKeysCountOnlyWhereTheEntryIsSelective() {
        var draft = entry("e", "door").with("keysecondary", List.of("key"));

        assertThat(Search.in(draft).said("the door").why("e")).isEqualTo(Reason.SECONDARY);
        assertThat(Search.in(draft.with("selective", false)).said("the door").told())
                .hasSize(1);
    }

    @Test
    void capitalsCountOnlyWhereTheEntryOrTheSettingSaysSo() {
        assertThat(Search.in(entry("e", "ROSE")).said("a rose").told()).hasSize(1);
        assertThat(Search.in(entry("e", "Rose").with("caseSensitive", true))
                        .said("a rose")
                        .told())
                .isEmpty();
        assertThat(Search.in(entry("e", "Rose").with("caseSensitive", true))
                        .said("a Rose")
                        .told())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "cat, the cat sat, true",
        "cat, concatenate, false",
        "cat, cat, true",
        "cat, a cat., true",
        "cat, cat_like, false",
        "caf, a café, false",
        "the cat, in the cats, true",
        "cat, 我的cat很胖, true",
        "c++, I like c++!, true"
    })
    void aWholeWordEndsWhereLettersEnd(String key, String said, boolean fires) {
        assertThat(Search.in(entry("e", key)).settings(WHOLE).said(said).told()).hasSize(fires ? 1 : 0);
    }

    @Test
    void aKeyMayBePartOfAWordUnlessItMustBeWhole() {
        assertThat(Search.in(entry("e", "cat")).said("concatenate").told()).hasSize(1);
        assertThat(Search.in(entry("e", "cat").with("matchWholeWords", true))
                        .said("concatenate")
                        .told())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "魔戒, 他把魔戒戴在手上。, true",
        "魔戒, 他戴着戒指。, false",
        "ドラゴン, 森のドラゴンが来た, true",
        "มังกร, เขาเห็นมังกรบิน, true",
        "ABC酒馆, 去ａｂｃ酒馆, true",
        "龙, 龙龙龙, true"
    })
    void keysOfScriptsWithoutSpacesAreFoundWhereverTheyStand(String key, String said, boolean fires) {
        assertThat(Search.in(entry("e", key)).settings(WHOLE).said(said).told()).hasSize(fires ? 1 : 0);
        assertThat(Search.in(entry("e", key)).said(said).told()).hasSize(fires ? 1 : 0);
    }

    @Test
    void namesInKeysAreReplacedBeforeTheSearch() {
        var search = Search.in(entry("e", "{{char}}'s hat"))
                .macros(text -> text.replace("{{char}}", "Wendy"))
                .said("Where is wendy's hat?");

        assertThat(search.told()).hasSize(1);
    }

    @Test
    void keysAreSearchedInThePersonaAndTheCharacterWhereAnEntryAsksForIt() {
        var path = Search.path("Hello.");
        var scene = new Scene(
                path,
                Map.of(LoreEntry.Source.PERSONA, "A smith.", LoreEntry.Source.SCENARIO, "In a mine."),
                List.of("[Note: it rains]"),
                "normal",
                "Wendy",
                Set.of(),
                null,
                null,
                Set.of());
        var search = Search.in(
                        entry("craft", "smith").with("matchPersonaDescription", true),
                        entry("place", "/m[i]ne/").with("matchScenario", true),
                        entry("deaf", "smith"),
                        entry("rain", "rains"))
                .scene(scene);

        assertThat(search.told()).containsExactlyInAnyOrder("craft", "place", "rain");
        assertThat(search.why("deaf")).isEqualTo(Reason.NO_KEY);
    }

    @Test
    void entriesMayBeForSomeCharactersOrKindsOfGenerationOnly() {
        var scene = new Scene(
                Search.path("Hi"), Map.of(), List.of(), "swipe", "Wendy", Set.of("ghost"), null, null, Set.of());
        var search = Search.in(
                        constant("hers").with("characterFilter", Map.of("isExclude", false, "names", List.of("Wendy"))),
                        constant("ghosts").with("characterFilter", Map.of("isExclude", true, "tags", List.of("ghost"))),
                        constant("first").with("triggers", List.of("normal")),
                        constant("again").with("triggers", List.of("swipe")))
                .scene(scene);

        assertThat(search.told()).containsExactlyInAnyOrder("hers", "again");
        assertThat(search.why("ghosts")).isEqualTo(Reason.FILTER);
        assertThat(search.why("first")).isEqualTo(Reason.TRIGGER);
    }

    @Test
    void whatSomethingElseCallsUpFires() {
        var scene = new Scene(
                Search.path("Hi"),
                Map.of(),
                List.of(),
                "normal",
                "Wendy",
                Set.of(),
                null,
                null,
                Set.of(new EntryKey("book", "meant")));

        assertThat(Search.in(entry("meant").with("vectorized", true))
                        .scene(scene)
                        .why("meant"))
                .isEqualTo(Reason.CALLED);
    }

    @Test
    void keysInsideOfKeysAreFoundToo() {
        var search = Search.in(
                entry("long", "shell"),
                entry("middle", "she"),
                entry("short", "he"),
                entry("end", "ell"),
                entry("whole", "he").with("matchWholeWords", true));

        assertThat(search.said("shell").told()).containsExactlyInAnyOrder("long", "middle", "short", "end");
        assertThat(search.said("shelf").told()).containsExactlyInAnyOrder("middle", "short");
        assertThat(search.said("he").told()).containsExactlyInAnyOrder("short", "whole");
    }
}
