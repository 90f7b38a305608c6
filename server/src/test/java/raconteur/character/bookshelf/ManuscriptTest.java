package raconteur.character.bookshelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import raconteur.character.lore.LoreFile;
import raconteur.character.lore.Lorebook;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.protocol.LorebookChange;
import raconteur.protocol.LorebookDraft;

/** What may be in a lorebook, and what is kept of it. */
class ManuscriptTest {
    private static LorebookDraft draft(
            String name, List<Map<String, @Nullable Object>> entries, @Nullable Map<String, @Nullable Object> extra) {
        return new LorebookDraft(name, null, null, null, null, entries, extra, null);
    }

    private static Map<String, @Nullable Object> entry(Object... fieldsAndValues) {
        var entry = new HashMap<String, @Nullable Object>();
        for (var at = 0; at < fieldsAndValues.length; at += 2) {
            entry.put(String.valueOf(fieldsAndValues[at]), fieldsAndValues[at + 1]);
        }
        return entry;
    }

    private static Lorebook book(LorebookDraft draft) {
        return Manuscript.book(draft, null).book();
    }

    private static void refused(String field, ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.INVALID_REQUEST);
            assertThat(refusal.fields()).extracting(Refusal.Field::field).containsExactly(field);
            assertThat(refusal.detail().zh()).isNotEqualTo(refusal.detail().en());
        });
    }

    @Test
    void whatIsKeptIsReadAgainAsItWas() {
        var book = book(draft(
                "b",
                List.of(
                        entry("uid", 3, "key", List.of("门"), "content", "木门", "sticky", 2, "future", List.of(1)),
                        entry(
                                "uid",
                                "x y",
                                "constant",
                                true,
                                "position",
                                4,
                                "depth",
                                1,
                                "characterFilter",
                                Map.of("isExclude", true, "names", List.of("Wendy"), "tags", List.of())),
                        entry("uid", 5, "delayUntilRecursion", true, "probability", 12.5, "selective", false)),
                Map.of("originalData", Map.of("kept", true))));

        var kept = Manuscript.kept(book);

        assertThat(Manuscript.read(kept).book()).isEqualTo(book);
        assertThat(kept).contains("\"future\":[1]").doesNotContain("useProbability");
    }

    @Test
    void tenThousandEntriesFitAndNotOneMore() {
        var entries = new ArrayList<Map<String, @Nullable Object>>();
        for (var at = 0; at < 10_000; at++) {
            entries.add(entry("uid", at, "key", List.of("key " + at), "content", "what there is to know of it " + at));
        }
        assertThat(book(draft("b", entries, null)).entries()).hasSize(10_000);

        entries.add(entry("uid", 10_000));
        refused("entries", () -> book(draft("b", entries, null)));
    }

    @Test
    void aBookIsNoLargerThanEightMebibytes() {
        var large = "说".repeat(900_000);

        assertThat(book(draft("b", List.of(entry("uid", 1, "content", large), entry("uid", 2, "content", large)), null))
                        .entries())
                .hasSize(2);
        refused(
                "entries",
                () -> book(draft(
                        "b",
                        List.of(
                                entry("uid", 1, "content", large),
                                entry("uid", 2, "content", large),
                                entry("uid", 3, "content", large),
                                entry("uid", 4, "content", large)),
                        null)));
    }

    @Test
    void whatHoldsNoTextIsMalformed() {
        var old = book(draft("b", List.of(), null));
        for (var text : List.of("a\0b", "\ud800", "x\udc00")) {
            var uids = new HashMap<String, @Nullable Map<String, @Nullable Object>>();
            uids.put(text, entry());
            for (ThrowingCallable what : List.<ThrowingCallable>of(
                    () -> book(draft("b", List.of(entry("content", text)), null)),
                    () -> book(draft("b", List.of(entry(text, 1)), null)),
                    () -> book(draft("b", List.of(), Map.of("deep", List.of(Map.of("x", text))))),
                    () -> Manuscript.book(new LorebookChange(null, null, null, null, null, uids, null), old))) {
                assertThatThrownBy(what)
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.code()).isEqualTo(Code.MALFORMED));
            }
        }
        for (var escaped : List.of("\\u0000", "\\ud800", "x\\udc00")) {
            var file = ("{\"entries\": {\"1\": {\"content\": \"" + escaped + "\"}}}").getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> Manuscript.book(file, "n")).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void namesAndDescriptionsOfFilesHaveBounds() {
        var name = "{\"entries\": {}, \"name\": \"" + "n".repeat(201) + "\"}";
        var description = "{\"entries\": {}, \"description\": \"" + "d".repeat(20_001) + "\"}";

        refused("name", () -> Manuscript.book(name.getBytes(StandardCharsets.UTF_8), "n"));
        refused("description", () -> Manuscript.book(description.getBytes(StandardCharsets.UTF_8), "n"));
        refused("file", () -> Manuscript.book("[]".getBytes(StandardCharsets.UTF_8), "n"));
    }

    @Test
    void extraFieldsStandBesideTheBookAndNeverForIt() {
        var inner = Map.<String, Object>of("entries", List.of(Map.of("keys", List.of("x"), "content", "another book")));
        var extra =
                new HashMap<String, @Nullable Object>(Map.of("spec", "lorebook_v3", "data", inner, "name", "other"));

        var book = book(draft("b", List.of(entry("uid", 1, "content", "mine")), extra));

        assertThat(book.name()).isEqualTo("b");
        assertThat(book.entries()).extracting(one -> one.content()).containsExactly("mine");
        assertThat(Manuscript.read(Manuscript.kept(book)).book()).isEqualTo(book);
    }

    @Test
    void everyFormOfFileIsTaken() {
        var card = """
                {"name": "c", "extensions": {}, "entries": [{"keys": ["a"], "content": "b", "enabled": true,
                 "insertion_order": 3, "extensions": {}, "use_regex": false}]}""";
        var alone = "{\"spec\": \"lorebook_v3\", \"data\": " + card + "}";
        var world = "{\"entries\": {\"0\": {\"key\": [\"a\"], \"content\": \"b\", \"order\": 3}}}";

        for (var file : List.of(card, alone, world)) {
            var entry = Manuscript.book(file.getBytes(StandardCharsets.UTF_8), "n")
                    .book()
                    .entries()
                    .getFirst();
            assertThat(entry.keys().primary()).containsExactly("a");
            assertThat(entry.order()).isEqualTo(3);
        }
    }

    @Test
    void remarksAreSaidInTheReadersLanguageOnceAndWhenItIsReadAgain() {
        var read = Manuscript.book(
                draft("b", List.of(entry("uid", 1, "key", List.of("/(?<=a)b/"), "order", List.of())), null), null);
        var now = Instant.EPOCH;
        var made = new KeptBook(UUID.randomUUID(), read.book(), read.remarks(), 1, now, now);
        var again = Manuscript.read(Manuscript.kept(read.book()));

        assertThat(Manuscript.state(made, Language.ZH).remarks())
                .extracting(one -> one.path())
                .containsExactlyInAnyOrder("entries[0].order", "entries[1].key[0]");
        assertThat(Manuscript.state(made, Language.ZH).remarks())
                .allSatisfy(one -> assertThat(one.message()).matches(".*\\p{IsHan}.*"));
        assertThat(again.remarks()).extracting(one -> one.path()).containsExactly("entries[1].key[0]");
    }

    @Test
    void aBookOfManyFaultsIsReadWithoutSayingAllOfThem() {
        var file = new StringBuilder("{\"entries\": [");
        for (var at = 0; at < 5000; at++) {
            file.append(at == 0 ? "" : ",").append("{\"key\": [\"/(/\", \"/)/\"], \"order\": {}, \"depth\": []}");
        }

        var read = Manuscript.book(file.append("]}").toString().getBytes(StandardCharsets.UTF_8), "n");

        assertThat(read.remarks()).hasSizeBetween(1000, 2000);
        assertThat(read.form()).isEqualTo(LoreFile.Form.WORLD);
    }
}
