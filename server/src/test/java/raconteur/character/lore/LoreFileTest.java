package raconteur.character.lore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static raconteur.character.lore.Draft.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.character.lore.CardBook.Spec;
import raconteur.platform.Refusal;

/** Books in and out, and nothing lost on the way; abuse rows F05 and F12. */
class LoreFileTest {
    /** Every field a world file has, each other than usual, and some that nobody knows. */
    private static Draft full() {
        return entry("7", "魔戒", "/ring/i")
                .says("@@depth 2\n一枚戒指💍")
                .with("keysecondary", List.of("Mordor"))
                .with("comment", "The Ring")
                .with("constant", true)
                .with("vectorized", true)
                .with("selective", false)
                .with("selectiveLogic", 3)
                .with("order", 42)
                .with("position", 4)
                .with("disable", true)
                .with("ignoreBudget", true)
                .with("excludeRecursion", true)
                .with("preventRecursion", true)
                .with("matchPersonaDescription", true)
                .with("matchCreatorNotes", true)
                .with("delayUntilRecursion", 2)
                .with("probability", 33)
                .with("useProbability", false)
                .with("depth", 9)
                .with("outletName", "out")
                .with("group", "rings,gold")
                .with("groupOverride", true)
                .with("groupWeight", 7)
                .with("scanDepth", 5)
                .with("caseSensitive", true)
                .with("matchWholeWords", false)
                .with("useGroupScoring", true)
                .with("automationId", "auto")
                .with("role", 2)
                .with("sticky", 1)
                .with("cooldown", 2)
                .with("delay", 3)
                .with("triggers", List.of("swipe"))
                .with("characterFilter", Map.of("isExclude", true, "names", List.of("Eve"), "tags", List.of("t")))
                .with("addMemo", true)
                .with("displayIndex", 3)
                .with("fromTheFuture", Map.of("deep", List.of(1, 2)));
    }

    private static ObjectNode world() {
        var world = Draft.world(full(), entry("8", "plain"));
        world.putObject("originalData").put("kept", true);
        return world;
    }

    private static Lorebook read(ObjectNode object) {
        var remarks = new ArrayList<Remark>();
        var read = LoreFile.read(object.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(remarks).isEmpty();
        assertThat(read.remarks()).isEmpty();
        return read.book();
    }

    @Test
    void aWorldFileComesBackWithEveryFieldItHad() {
        var world = world();

        var written = WorldFile.write(read(world));

        assertThat(written.get("originalData")).isEqualTo(world.get("originalData"));
        var was = world.path("entries").path("7");
        var is = written.path("entries").path("7");
        for (var field : was.properties()) {
            if (!field.getKey().equals("uid")) {
                assertThat(is.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue());
            }
        }
        assertThat(is.path("uid").asInt()).isEqualTo(7);
        assertThat(read(written)).isEqualTo(read(world));
    }

    @Test
    void aWorldFileGoesThroughACardAndComesBackEqual() {
        var book = read(world());

        var card = CardBook.write(book, Spec.V3);
        var entry = card.path("entries").get(0);

        assertThat(entry.path("keys").get(0).asText()).isEqualTo("魔戒");
        assertThat(entry.path("insertion_order").asInt()).isEqualTo(42);
        assertThat(entry.path("enabled").asBoolean()).isFalse();
        assertThat(entry.path("position").asText()).isEqualTo("after_char");
        assertThat(entry.path("extensions").path("selectiveLogic").asInt()).isEqualTo(3);
        assertThat(entry.path("extensions").path("exclude_recursion").asBoolean())
                .isTrue();
        assertThat(CardBook.read(card, new ArrayList<>())).isEqualTo(book);
    }

    @Test
    void aBookOfACardComesBackWithEveryFieldItHad() throws Exception {
        var card = (ObjectNode) Draft.JSON.readTree("""
                {"name": "世界", "description": "d", "scan_depth": 3, "token_budget": 500, "recursive_scanning": true,
                 "extensions": {"app/one": {"a": [1]}}, "future_book": [1],
                 "entries": [{"keys": ["龙"], "content": "@@depth 1\\n火", "enabled": true, "insertion_order": 5,
                   "case_sensitive": true, "use_regex": false, "constant": false, "name": "n", "priority": 7, "id": 12,
                   "comment": "c", "selective": true, "secondary_keys": ["山"], "position": "before_char",
                   "extensions": {"app/two": "kept", "probability": 40}, "probability": 90, "future_entry": {"x": null}}]}
                """);

        var book = read(card);
        var written = CardBook.write(book, Spec.V3);

        assertThat(contains(written, card)).isTrue();
        assertThat(CardBook.read(written, new ArrayList<>())).isEqualTo(book);
        assertThat(CardBook.read(WorldFile.write(book).isEmpty() ? card : written, new ArrayList<>()))
                .isEqualTo(book);
        assertThat(WorldFile.read(WorldFile.write(book), new ArrayList<>())).isEqualTo(book);
    }

    /** Whether one holds all of the other. */
    private static boolean contains(
            com.fasterxml.jackson.databind.JsonNode whole, com.fasterxml.jackson.databind.JsonNode part) {
        if (part.isObject()) {
            return part.properties().stream()
                    .allMatch(one -> whole.has(one.getKey()) && contains(whole.get(one.getKey()), one.getValue()));
        }
        if (part.isArray() && part.size() == whole.size()) {
            for (var at = 0; at < part.size(); at++) {
                if (!contains(whole.get(at), part.get(at))) {
                    return false;
                }
            }
            return true;
        }
        return whole.equals(part);
    }

    @Test
    void version2IsWrittenWithoutDecoratorsAndWithExpressionsBetweenSlashes() {
        var book = Draft.book(entry("1", "a/b").says("@@depth 3\nText").with("useRegex", true));

        var entry = CardBook.write(book, Spec.V2).path("entries").get(0);

        assertThat(entry.path("content").asText()).isEqualTo("Text");
        assertThat(entry.has("use_regex")).isFalse();
        assertThat(entry.path("keys").get(0).asText()).isEqualTo("/a\\/b/");
    }

    @Test
    void aBookInAFileOfItsOwnIsRecognized() {
        var book = read(world());

        var read = LoreFile.read(LoreFile.write(book, LoreFile.Form.BOOK));

        assertThat(read.form()).isEqualTo(LoreFile.Form.BOOK);
        assertThat(read.book()).isEqualTo(book);
        assertThat(LoreFile.read(LoreFile.write(book, LoreFile.Form.WORLD)).form())
                .isEqualTo(LoreFile.Form.WORLD);
    }

    @Test
    void whatIsWrongInAnEntryIsSaidAndTheRestIsTaken() {
        var world = Draft.world(
                entry("1", "a").with("order", Map.of()).with("sticky", "3").with("position", 99),
                entry("2").with("key", "one, two"));
        ((ObjectNode) world.get("entries")).put("3", "no entry");

        var read = LoreFile.read(world.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(read.remarks())
                .extracting(Remark::path)
                .containsExactlyInAnyOrder("entries[1].order", "entries[1].position", "entries[3]");
        assertThat(read.book().entries()).hasSize(2);
        assertThat(read.book().entries().getFirst().order()).isEqualTo(100);
        assertThat(read.book().entries().getFirst().timing().sticky()).isEqualTo(3);
        assertThat(read.book().entries().getLast().keys().primary()).containsExactly("one", "two");
    }

    @Test
    void twoEntriesOfOneIdBothStay() {
        var world = Draft.world(entry("1", "a"));
        ((ObjectNode) world.get("entries")).set("x", entry("1", "b").node());

        assertThat(read(world).entries()).extracting(LoreEntry::id).containsExactly("1", "0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"entries\": 3}",
                "{\"entries\": {}, \"entries\": {}}",
                "{\"entries\": {}} trailing",
                "{\"entries\": {\"1\": {\"order\": NaN}}}"
            })
    void whatIsNoBookIsRefused(String text) {
        assertThatThrownBy(() -> LoreFile.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void hostileFilesAreRefusedBeforeTheyCost() {
        var deep = ("{\"entries\": {\"1\": {\"rest\": " + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        var digits =
                ("{\"entries\": {\"1\": {\"order\": " + "9".repeat(1 << 20) + "}}}").getBytes(StandardCharsets.UTF_8);
        var many = new StringBuilder("{\"entries\": [");
        for (var at = 0; at <= Bounds.ENTRIES; at++) {
            many.append(at == 0 ? "" : ",").append("{\"key\":[]}");
        }
        var latin = new byte[] {'{', '"', (byte) 0xE9, '"'};

        for (var file : List.of(deep, digits, many.append("]}").toString().getBytes(StandardCharsets.UTF_8), latin)) {
            assertThatThrownBy(() -> LoreFile.read(file)).isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> LoreFile.read(new byte[LoreFile.LARGEST + 1])).isInstanceOf(Refusal.class);
    }
}
