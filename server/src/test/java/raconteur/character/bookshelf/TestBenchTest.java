package raconteur.character.bookshelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import raconteur.character.lore.Lorebook;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.protocol.LorebookDraft;
import raconteur.protocol.LorebookReport;
import raconteur.protocol.LorebookTrial;
import raconteur.protocol.LorebookTrial.Line;
import raconteur.protocol.LorebookTrial.Settings;

/** The bench says of every entry what became of it, and why. */
class TestBenchTest {
    private static Map<String, @Nullable Object> entry(String uid, Object... fieldsAndValues) {
        var entry = new HashMap<String, @Nullable Object>();
        entry.put("uid", uid);
        entry.put("content", "about " + uid);
        for (var at = 0; at < fieldsAndValues.length; at += 2) {
            entry.put(String.valueOf(fieldsAndValues[at]), fieldsAndValues[at + 1]);
        }
        return entry;
    }

    private static Lorebook book(List<Map<String, @Nullable Object>> entries) {
        return Manuscript.book(new LorebookDraft("b", null, null, null, null, entries, null, null), null)
                .book();
    }

    private static Settings settings(@Nullable Integer depth, @Nullable Boolean recursive, @Nullable Integer budget) {
        return new Settings(depth, recursive, null, null, null, null, null, null, budget);
    }

    private static LorebookTrial trial(@Nullable List<Line> messages, @Nullable String text, Settings settings) {
        return new LorebookTrial(
                text,
                messages,
                settings,
                "温迪",
                "Ada",
                null,
                Map.of("persona", "She carries a lamp."),
                null,
                null,
                null);
    }

    private static LorebookReport.Verdict of(LorebookReport report, String uid) {
        return report.entries().stream()
                .filter(one -> one.uid().equals(uid))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyEntrySaysWhatKeyWasFoundAndWhere() {
        var book = book(List.of(
                entry("door", "key", List.of("木门"), "content", "The door leads to the sea."),
                entry("lamp", "key", List.of("lamp"), "matchPersonaDescription", true),
                entry("sea", "key", List.of("/s[e]a/")),
                entry("name", "key", List.of("{{char}}")),
                entry("never", "key", List.of("dragon"))));
        var messages = List.of(new Line("user", null, "这里有一扇木门"), new Line("assistant", null, "是的。"));

        var report = TestBench.report(book, trial(messages, "打开它", settings(3, true, null)), Language.ZH);

        assertThat(of(report, "door").where()).isEqualTo(new LorebookReport.Where("message", 0, null, null));
        assertThat(of(report, "door").key()).isEqualTo("木门");
        assertThat(of(report, "lamp").where()).isEqualTo(new LorebookReport.Where("source", null, "persona", null));
        assertThat(of(report, "sea").where()).isEqualTo(new LorebookReport.Where("entry", null, null, "door"));
        assertThat(of(report, "sea").round()).isEqualTo(2);
        assertThat(of(report, "name").where()).isEqualTo(new LorebookReport.Where("message", 1, null, null));
        assertThat(of(report, "never").told()).isFalse();
        assertThat(of(report, "never").reason()).isEqualTo("no_key");
        assertThat(of(report, "never").why()).isEqualTo("未命中关键词");
        assertThat(of(report, "never").where()).isNull();
        assertThat(report.entries()).hasSize(5);
    }

    @Test
    void anExpressionIsFoundInTheMessageInWhichItBegins() {
        var book = book(List.of(entry("1", "key", List.of("/old (door|gate)/"))));
        var messages = List.of(
                new Line("user", null, "first"),
                new Line("assistant", null, "an old gate"),
                new Line("user", null, "third"));

        var report = TestBench.report(book, trial(messages, "last", settings(4, false, null)), Language.EN);

        assertThat(of(report, "1").where()).isEqualTo(new LorebookReport.Where("message", 1, null, null));
    }

    @Test
    void whatDoesNotFitTheBudgetIsSaidToHaveBeenDropped() {
        var book = book(List.of(
                entry("high", "constant", true, "order", 9, "content", "x".repeat(40)),
                entry("low", "constant", true, "order", 1, "content", "y".repeat(40))));

        var report = TestBench.report(book, trial(null, "x", settings(null, null, 15)), Language.EN);

        assertThat(of(report, "high").tokens()).isEqualTo(10);
        assertThat(of(report, "low").budgetDropped()).isTrue();
        assertThat(of(report, "low").tokens()).isEqualTo(10);
        assertThat(of(report, "low").placement()).isNull();
        assertThat(report.full()).isTrue();
        assertThat(report.tokens()).isEqualTo(10);
        assertThat(report.budget()).isEqualTo(15);
    }

    @Test
    void bothPlacementsAreShown() {
        var book = book(List.of(
                entry("steady", "constant", true, "position", 0),
                entry("deep", "key", List.of("door"), "position", 4, "depth", 1, "role", 2),
                entry("asks", "key", List.of("door"), "content", "@@position scenario\nabout it", "order", 5)));
        var messages = List.of(new Line("assistant", "Wendy", "hm"));

        var report = TestBench.report(book, trial(messages, "a door", settings(null, null, null)), Language.EN);

        assertThat(of(report, "deep").placement())
                .isEqualTo(new LorebookReport.Placement("depth", 1, "assistant", null));
        assertThat(of(report, "asks").text()).isEqualTo("about it");
        assertThat(report.atPosition().sections())
                .isEqualTo(Map.of("before", List.of("steady"), "scenario", List.of("asks")));
        assertThat(report.atPosition().history())
                .containsExactly(
                        new LorebookReport.Line("assistant", 0, null),
                        new LorebookReport.Line("assistant", null, "deep"),
                        new LorebookReport.Line("user", 1, null));
        assertThat(report.appendOnly().sections()).isEqualTo(Map.of("before", List.of("steady")));
        assertThat(report.appendOnly().history())
                .extracting(LorebookReport.Line::uid)
                .containsExactly(null, null, "asks", "deep");
    }

    @Test
    void whatCannotBeTriedIsNamed() {
        var book = book(List.of());
        var strange = new LorebookTrial("x", null, null, null, null, null, Map.of("attic", "x"), null, null, null);
        var long200 = List.of(new Line("user", null, "x".repeat(600_000)), new Line("user", null, "x".repeat(600_000)));

        for (var one : Map.of(
                        "sources.attic", strange,
                        "text", trial(null, null, settings(null, null, null)),
                        "messages", trial(long200, null, settings(null, null, null)))
                .entrySet()) {
            assertThatThrownBy(() -> TestBench.report(book, one.getValue(), Language.EN))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.fields())
                                    .extracting(Refusal.Field::field)
                                    .containsExactly(one.getKey()));
        }
    }
}
