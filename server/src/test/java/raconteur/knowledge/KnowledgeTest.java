package raconteur.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.KnowledgeChange;
import raconteur.protocol.KnowledgeDraft;
import raconteur.protocol.KnowledgeFile;
import raconteur.protocol.KnowledgePassage;
import raconteur.protocol.KnowledgeQuery;
import raconteur.protocol.KnowledgeUses;
import raconteur.task.Shop;

/** Collections, their ledgers, and who may see them. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class KnowledgeTest {
    private final Lair lair;

    KnowledgeTest(EveryDatabase kind, @TempDir Path folder) {
        lair = new Lair(kind, folder);
    }

    @AfterEach
    void close() {
        lair.close();
    }

    private static void refused(Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(what)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void aStrangerSeesNothing() {
        var knowledge = lair.knowledge;
        var id = lair.collection(lair.ada, "Isle");
        lair.put(lair.ada, id, "fox.md", "# Fox\nThe fox guards the silver key.");
        var eve = lair.eve.account();

        assertThat(lair.search(lair.ada, "silver key")).hasSize(1);
        assertThat(lair.search(lair.eve, "silver key")).isEmpty();
        assertThat(knowledge
                        .list(eve, new Knowledge.Which(null, null, null), null, 50)
                        .items())
                .isEmpty();
        refused(Code.NOT_FOUND, () -> knowledge.get(eve, id));
        refused(Code.NOT_FOUND, () -> knowledge.change(eve, id, new KnowledgeChange("Mine", null, null), null));
        refused(Code.NOT_FOUND, () -> knowledge.uses(eve, id));
        refused(Code.NOT_FOUND, () -> knowledge.use(eve, id, Lair.at(UUID.randomUUID())));
        refused(Code.NOT_FOUND, () -> knowledge.files(lair.eve, id, null, null, 50));
        refused(Code.NOT_FOUND, () -> knowledge.passages(eve, id, "fox.md", null, 50));
        refused(Code.NOT_FOUND, () -> knowledge.search(eve, new KnowledgeQuery("key", List.of(id), null, null)));
        refused(Code.NOT_FOUND, () -> lair.put(lair.eve, id, "fox.md", "# Fox\nNothing."));
        refused(Code.NOT_FOUND, () -> knowledge.remove(eve, id, "fox.md"));
        refused(Code.NOT_FOUND, () -> knowledge.delete(eve, id));
        var shop = Shop.open(lair.world, lair.folders());
        refused(
                Code.NOT_FOUND,
                () -> lair.imports(shop).folder(lair.eve, id, Lair.zip(Map.of("a.md", "x")), true, null));

        assertThat(lair.search(lair.ada, "silver key")).hasSize(1);
    }

    @Test
    void aStrangersCollectionIsNotToldToACharacterOfTheSameId() {
        var character = UUID.randomUUID();
        var eves = lair.collection(lair.eve, "Lies");
        lair.put(lair.eve, eves, "a.md", "The fox wants your gold coins.");
        lair.knowledge.use(lair.eve.account(), eves, Lair.at(character));

        assertThat(lair.known(lair.ada.account(), character, "gold coins")).isEmpty();
        assertThat(lair.known(lair.eve.account(), character, "gold coins")).hasSize(1);
    }

    @Test
    void aFileIsReadOnceAndAgainWhenItChanged() {
        var id = lair.collection(lair.ada, "Isle");

        assertThat(lair.put(lair.ada, id, "notes\\fox.md", "The fox eats berries.")
                        .outcome())
                .isEqualTo("added");
        var before = lair.search(lair.ada, "fox berries");
        assertThat(lair.put(lair.ada, id, "notes/fox.md", "The fox eats berries.")
                        .outcome())
                .isEqualTo("unchanged");
        assertThat(lair.search(lair.ada, "fox berries")).isEqualTo(before).hasSize(1);
        assertThat(lair.put(lair.ada, id, "notes/fox.md", "The fox eats honey.").outcome())
                .isEqualTo("changed");

        assertThat(lair.search(lair.ada, "berries")).isEmpty();
        assertThat(lair.search(lair.ada, "honey"))
                .extracting(KnowledgePassage::file)
                .containsExactly("notes/fox.md");
        assertThat(lair.rows("knowledge_passage")).isEqualTo(1);
        assertThat(lair.rows("search_entry")).isEqualTo(1);
        assertThat(lair.knowledge.get(lair.ada.account(), id)).satisfies(one -> {
            assertThat(one.fileCount()).isEqualTo(1);
            assertThat(one.passageCount()).isEqualTo(1);
            assertThat(one.byteCount()).isEqualTo(19);
        });
    }

    @Test
    void whatCannotBeReadStandsInTheLedgerAndIsNotTriedAgain() {
        var id = lair.collection(lair.ada, "Isle");
        lair.put(lair.ada, id, "a.json", "{\"fox\": \"red\"}");

        var taken = lair.put(lair.ada, id, "a.json", "{\"fox\": ");

        assertThat(taken.outcome()).isEqualTo("failed");
        assertThat(lair.put(lair.ada, id, "a.json", "{\"fox\": ").outcome()).isEqualTo("unchanged");
        assertThat(lair.search(lair.ada, "fox"))
                .as("what it said before is gone")
                .isEmpty();
        assertThat(lair.knowledge.files(lair.ada, id, "failed", null, 10).items())
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.state()).isEqualTo("failed");
                    assertThat(file.error()).isEqualTo(new KnowledgeFile.Problem("MALFORMED", "This is no JSON."));
                });
        assertThat(lair.knowledge.get(lair.ada.account(), id).failedCount()).isEqualTo(1);
    }

    @Test
    void namesLeadNowhere() {
        var id = lair.collection(lair.ada, "Isle");
        for (var name :
                List.of("", "/etc/passwd", "../a.md", "a/../b.md", "a//b.md", "a/", "x\0.md", "a".repeat(501))) {
            refused(Code.INVALID_REQUEST, () -> lair.put(lair.ada, id, name, "x"));
        }
    }

    @Test
    void theLedgerIsReadPageByPageByName() {
        var id = lair.collection(lair.ada, "Isle");
        for (var at = 0; at < 5; at++) {
            lair.put(lair.ada, id, "n" + at + ".txt", "fact " + at);
        }

        var first = lair.knowledge.files(lair.ada, id, null, null, 3);
        var second = lair.knowledge.files(lair.ada, id, null, first.nextCursor(), 3);

        assertThat(first.items()).extracting(KnowledgeFile::name).containsExactly("n0.txt", "n1.txt", "n2.txt");
        assertThat(second.items()).extracting(KnowledgeFile::name).containsExactly("n3.txt", "n4.txt");
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void nothingIsLeftOfWhatWasTakenOut() {
        var id = lair.collection(lair.ada, "Isle");
        lair.put(lair.ada, id, "a.md", "The fox eats berries.");
        lair.put(lair.ada, id, "b.md", "The pig eats berries.");

        lair.knowledge.remove(lair.ada.account(), id, "a.md");
        refused(Code.NOT_FOUND, () -> lair.knowledge.remove(lair.ada.account(), id, "a.md"));

        assertThat(lair.search(lair.ada, "berries"))
                .extracting(KnowledgePassage::file)
                .containsExactly("b.md");
        lair.knowledge.delete(lair.ada.account(), id);
        assertThat(lair.search(lair.ada, "berries")).isEmpty();
        for (var table : List.of("knowledge_file", "knowledge_passage", "search_entry", "knowledge_use")) {
            assertThat(lair.rows(table)).as(table).isZero();
        }
    }

    @Test
    void namesOfCollectionsAreOnesOwn() {
        var id = lair.collection(lair.ada, "Isle");
        lair.collection(lair.eve, "Isle");

        refused(Code.CONFLICT, () -> lair.collection(lair.ada, " ISLE "));
        assertThat(lair.knowledge
                        .list(lair.ada.account(), new Knowledge.Which("isle", null, null), null, 50)
                        .items())
                .singleElement()
                .satisfies(one -> assertThat(one.id()).isEqualTo(id));
        var other = lair.collection(lair.ada, "Other");
        refused(
                Code.CONFLICT,
                () -> lair.knowledge.change(lair.ada.account(), other, new KnowledgeChange("isle", null, null), null));
        var changed = lair.knowledge.change(lair.ada.account(), id, new KnowledgeChange("Cape", "x", null), 1);
        assertThat(changed.version()).isEqualTo(2);
        refused(
                Code.VERSION_CONFLICT,
                () -> lair.knowledge.change(lair.ada.account(), id, new KnowledgeChange("Bay", null, null), 1));
        refused(Code.INVALID_REQUEST, () -> lair.knowledge.make(lair.ada.account(), new KnowledgeDraft(" ", null)));
    }

    @Test
    void aCollectionIsToldWhereItIsOpen() {
        var id = lair.collection(lair.ada, "Isle");
        lair.put(lair.ada, id, "a.md", "蜘蛛害怕火把的亮光。");
        var character = UUID.randomUUID();
        var owner = lair.ada.account();

        assertThat(lair.known(owner, character, "蜘蛛怕什么？")).isEmpty();
        lair.knowledge.use(owner, id, Lair.at(character));
        assertThat(lair.known(owner, character, "蜘蛛怕什么？")).hasSize(1);
        assertThat(lair.known(owner, UUID.randomUUID(), "蜘蛛怕什么？")).isEmpty();
        assertThat(lair.known(owner, character, "你好，今天过得好吗")).as("small talk").isEmpty();
        lair.knowledge.use(owner, id, new KnowledgeUses(List.of(new KnowledgeUses.Use("account", null))));
        assertThat(lair.known(owner, UUID.randomUUID(), "蜘蛛怕什么？")).hasSize(1);
        refused(
                Code.INVALID_REQUEST,
                () -> lair.knowledge.use(
                        owner, id, new KnowledgeUses(List.of(new KnowledgeUses.Use("character", null)))));
    }

    @Test
    void aShortQuestionIsAboutWhatWasSaidBefore() {
        var id = lair.collection(lair.ada, "Isle");
        lair.put(lair.ada, id, "a.txt", "The glass spider fears mirrors.");
        lair.put(lair.ada, id, "b.txt", "The glass spider starts with 350 points of health.");
        lair.put(lair.ada, id, "c.txt", "The snow fox starts with 80 points of health.");
        lair.put(lair.ada, id, "d.txt", "玻璃蜘蛛害怕镜子。");
        lair.put(lair.ada, id, "e.txt", "玻璃蜘蛛的生命值为350点。");
        var character = UUID.randomUUID();
        var owner = lair.ada.account();
        lair.knowledge.use(owner, id, Lair.at(character));

        assertThat(lair.known(
                        owner, character, "And how much health does it have?", "What does the glass spider fear?"))
                .first()
                .extracting(KnowledgePassage::file)
                .isEqualTo("b.txt");
        assertThat(lair.known(owner, character, "那它的生命值呢？", "玻璃蜘蛛怕什么？"))
                .first()
                .extracting(KnowledgePassage::file)
                .isEqualTo("e.txt");
        assertThat(lair.known(
                        owner, character, "Where would I find one of those then, do you reckon?", "A glass spider!"))
                .as("what finds nothing by itself")
                .isNotEmpty();
        assertThat(lair.known(
                        owner, character, "How much health has the snow fox?", "What does the glass spider fear?"))
                .as("what is asked now stands before what was asked then")
                .first()
                .extracting(KnowledgePassage::file)
                .isEqualTo("c.txt");
        assertThat(lair.known(owner, character, "Good morning!", "Did you sleep well?"))
                .isEmpty();
        assertThat(lair.known(owner, character, "And its health?", "Tell me more. ".repeat(5000) + "spider"))
                .as("only so much of a long message is looked at")
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void whatIsAskedIsNoQueryOfTheDatabase() {
        var id = lair.collection(lair.ada, "Isle");
        lair.put(lair.ada, id, "a.md", "The fox eats berries.");

        for (var question : List.of(
                "\"",
                "' OR 1=1 --",
                "fox AND NOT berries",
                "fox*",
                "{shelf}: fox",
                "NEAR(fox, 1)",
                "fox & | !",
                "👻",
                "\\")) {
            assertThat(lair.search(lair.ada, question)).as(question).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void thereIsOnlySoMuchRoom(@TempDir Path folder) {
        try (var small = new Lair(EveryDatabase.SQLITE, folder, 100)) {
            var id = small.collection(small.ada, "Isle");
            small.put(small.ada, id, "a.txt", "x ".repeat(40));

            refused(Code.CONFLICT, () -> small.put(small.ada, id, "b.txt", "y ".repeat(40)));
            assertThat(small.search(small.ada, "y")).isEmpty();
            assertThat(small.rows("knowledge_file")).isEqualTo(1);
        }
    }
}
