package raconteur.character.lore;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.character.lore.Draft.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are regular expressions; abuse row F06. */
class LoreRegexTest {
    @ParameterizedTest
    @CsvSource({
        "/drag(on|ons)/, two DRAGONS, false",
        "/drag(on|ons)/i, two DRAGONS, true",
        "'/\\d{4}-\\d{2}/', on 1984-06, true",
        "/魔(戒|杖)/, 一根魔杖, true",
        "'/[\\u4e00-\\u9fff]{3}/', 三个字, true",
        "'/a\\/b/', a/b, true",
        "/a/b/, a/b, false",
        "/a/b/, say /a/b/ now, true",
        "'/Ada:/', Hello., true",
        "/[^]lo/, hello, true"
    })
    void aKeyBetweenSlashesIsAnExpression(String key, String said, boolean fires) {
        assertThat(Search.in(entry("e", key)).said(said).told()).hasSize(fires ? 1 : 0);
    }

    @Test
    void anEntryMaySayThatAllItsKeysAreExpressions() {
        var draft = entry("e", "dr[ae]gon", "(?i)wyrm").with("useRegex", true);

        assertThat(Search.in(draft).said("a WYRM").told()).hasSize(1);
        assertThat(Search.in(draft).said("a drogon").told()).isEmpty();
    }

    @Test
    void anEntryOfExpressionsIsNeverConstantAndHasNoSecondaryKeys() {
        var draft =
                entry("e", "wyrm").with("useRegex", true).with("constant", true).with("keysecondary", List.of("gold"));

        assertThat(Search.in(draft).said("Hello.").told()).isEmpty();
        assertThat(Search.in(draft).said("a wyrm").told()).hasSize(1);
    }

    @Test
    void anExpressionSeesWhereMessagesBeginAndMayReachAcrossThem() {
        assertThat(Search.in(entry("e", "/\\x01Wendy: no/i"))
                        .said("Come!", "No.")
                        .told())
                .hasSize(1);
        assertThat(Search.in(entry("e", "/No[\\s\\S]*Come/"))
                        .said("Come!", "No.")
                        .told())
                .hasSize(1);
        assertThat(Search.in(entry("e", "/Come/").with("scanDepth", 1))
                        .said("Come!", "No.")
                        .told())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/(?=look)/", "/(a)\\1/", "/(unclosed/", "/((((a{100}){100}){100}){100})/", "/(a{1000}){1000}/"})
    void anExpressionThatIsNotTakenIsSaidAtImportAndNeverFires(String key) {
        var remarks = new ArrayList<Remark>();
        var book = WorldFile.read(Draft.world(entry("e", key)), remarks);

        assertThat(remarks)
                .singleElement()
                .satisfies(one -> assertThat(one.path()).isEqualTo("entries[e].key[0]"));
        assertThat(Search.in(book).said("look aa").why("e")).isEqualTo(Reason.BROKEN_KEY);
    }

    @Test
    void otherKeysOfAnEntryWithABrokenOneStillCallItUp() {
        assertThat(Search.in(entry("e", "/(?=x)/", "door")).said("a door").told())
                .hasSize(1);
    }

    @Test
    void endlessExpressionsEndAndAllOthersAreSaidToHaveBeenPassedOver() {
        var drafts = IntStream.range(0, 500)
                .mapToObj(at -> entry("e" + at, "/(.*a){12}(.*b){1" + at % 10 + "}" + at + "$/s"))
                .toArray(Draft[]::new);
        var text = "aaaa bbbb ".repeat(12_000);
        var started = System.nanoTime();

        var outcome = Search.in(drafts).said(text).run();

        var took = (System.nanoTime() - started) / 1_000_000;
        System.out.println("500 hostile expressions over " + text.length() + " characters: " + took + " ms");
        assertThat(outcome.hurried()).isTrue();
        assertThat(outcome.told()).isEmpty();
    }

    @Test
    void ofTooManyExpressionsTheFirstFiveHundredAreSearchedFor() {
        var drafts = IntStream.range(0, 502)
                .mapToObj(at -> entry("e" + at, "/key" + at + "!/"))
                .toArray(Draft[]::new);
        var remarks = new ArrayList<Remark>();
        var book = WorldFile.read(Draft.world(drafts), remarks);

        assertThat(remarks).hasSize(1);
        assertThat(Search.in(book).said("key499! key501!").told()).containsExactly("e499");
    }
}
