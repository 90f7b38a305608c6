package raconteur.character.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.character.CharacterId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.Memories;
import raconteur.protocol.MemoryChange;
import raconteur.turn.MessageId;

/** Memory as a person reads and rewrites it. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class NotebookTest {
    private static final Notebook.Place STANDING = new Notebook.Place(Talks.LIN, null);

    private final Village village;
    private final Caller eve;
    private final Caller ada;
    private final UUID talk;
    private final MessageId first;
    private final MessageId leaf;

    NotebookTest(EveryDatabase kind, @TempDir Path folder) {
        village = new Village(kind, folder).remembering();
        eve = village.member("eve", 100, 100, 100);
        ada = village.member("ada", 100, 1000, 1000);
        talk = village.conversation(ada, Talks.LIN);
        first = village.exchanges(ada, talk, null, "w1 " + "一".repeat(60), "w2", "w3", "w4");
        leaf = village.exchanges(ada, talk, first, "w5", "w6");
        village.digest(ada, talk, leaf);
    }

    @AfterEach
    void end() {
        village.close();
    }

    private Memories now() {
        return village.notebook.get(ada.account(), STANDING);
    }

    private static MemoryChange change(Memories seen, @Nullable UUID leaf, MemoryChange.ShortTerm... more) {
        var lines = new java.util.ArrayList<MemoryChange.ShortTerm>();
        seen.shortTerm().forEach(line -> lines.add(new MemoryChange.ShortTerm(line.id(), line.text())));
        lines.addAll(List.of(more));
        return new MemoryChange(
                leaf == null ? new UUID(0, 0) : leaf,
                lines,
                seen.longTerm().stream()
                        .map(line -> new MemoryChange.LongTerm(line.id(), line.text(), null))
                        .toList(),
                null);
    }

    private static void refused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private List<String> shortTerm(MessageId at) {
        return village.notebook.get(ada.account(), new Notebook.Place(Talks.LIN, talk, at)).shortTerm().stream()
                .map(Memories.Line::text)
                .toList();
    }

    @Test
    void aStrangerFindsNothing() {
        var line = now().shortTerm().getFirst().id();

        refused(Code.NOT_FOUND, () -> village.notebook.get(eve.account(), STANDING));
        refused(Code.NOT_FOUND, () -> village.notebook.get(eve.account(), new Notebook.Place(Talks.LIN, talk, leaf)));
        refused(
                Code.NOT_FOUND,
                () -> village.notebook.rewrite(
                        eve.account(), new Notebook.Place(Talks.LIN, talk), change(now(), leaf.value())));
        refused(Code.NOT_FOUND, () -> village.notebook.erase(eve.account(), Talks.LIN, line));
        refused(Code.NOT_FOUND, () -> village.notebook.compress(eve, new Notebook.Place(Talks.LIN, talk)));
        refused(
                Code.NOT_FOUND,
                () -> village.notebook.get(ada.account(), new Notebook.Place(new CharacterId(new UUID(8, 8)), talk)));
        assertThat(now().shortTerm().getFirst().id()).isEqualTo(line);
    }

    @Test
    void itIsShownWithItsBudgetsAndWhatIsUsed() {
        var seen = now();

        assertThat(seen.conversationId()).isEqualTo(talk);
        assertThat(seen.leaf()).isEqualTo(leaf.value());
        assertThat(seen.version()).isEqualTo(1);
        assertThat(seen.budgets()).isEqualTo(new Memories.Sizes(100, 1000, 1000));
        assertThat(seen.used().session()).isEqualTo(20);
        assertThat(seen.used().shortTerm()).isPositive();
        assertThat(seen.compressing()).isFalse();
        assertThat(seen.shortTerm()).isNotEmpty();
        assertThat(seen.shortTerm().getFirst().counterpart())
                .isEqualTo(new Memories.Who(Talks.ADA.id(), Talks.ADA.name()));
        assertThat(seen.shortTerm().getFirst().messages()).isNotEmpty();
    }

    @Test
    void whatAPersonWritesHoldsFromThereOnAndNotBefore() {
        var before = shortTerm(leaf);
        var seen = now();

        village.notebook.rewrite(
                ada.account(),
                STANDING,
                change(seen, seen.leaf(), new MemoryChange.ShortTerm(null, " Lin | owes\n| tea ")));
        var later = village.exchanges(ada, talk, leaf, "w7");
        var other = village.exchanges(ada, talk, first, "again");

        assertThat(shortTerm(leaf)).hasSize(before.size() + 1).contains("Lin | owes | tea");
        assertThat(shortTerm(later)).contains("Lin | owes | tea");
        assertThat(shortTerm(other)).doesNotContain("Lin | owes | tea");
    }

    @Test
    void linesAreChangedTakenOutAndJudged() {
        var seen = now();
        var line = seen.shortTerm().getFirst();

        var after = village.notebook.rewrite(
                ada.account(),
                STANDING,
                new MemoryChange(
                        leaf.value(),
                        List.of(new MemoryChange.ShortTerm(line.id(), "other words")),
                        List.of(new MemoryChange.LongTerm(null, "for long", 3)),
                        seen.version()));
        var gone = village.notebook.rewrite(
                ada.account(),
                STANDING,
                new MemoryChange(
                        leaf.value(),
                        List.of(),
                        List.of(new MemoryChange.LongTerm(
                                after.longTerm().getFirst().id(), "for long", 9)),
                        after.version()));

        assertThat(after.shortTerm()).hasSize(1);
        assertThat(after.shortTerm().getFirst().text()).isEqualTo("other words");
        assertThat(after.shortTerm().getFirst().messages()).isEqualTo(line.messages());
        assertThat(gone.shortTerm()).isEmpty();
        assertThat(gone.longTerm().getFirst().importance()).isEqualTo(9);
        assertThat(gone.version()).isEqualTo(3);
        assertThat(gone.used().session()).as("what was compressed stays so").isEqualTo(20);
    }

    @Test
    void anotherTabIsNotWrittenOver() {
        var seen = now();
        var moved = village.exchanges(ada, talk, leaf, "w7");

        refused(
                Code.VERSION_CONFLICT,
                () -> village.notebook.rewrite(ada.account(), STANDING, change(seen, seen.leaf())));
        village.stand(talk, leaf);
        village.notebook.rewrite(
                ada.account(), STANDING, change(seen, seen.leaf(), new MemoryChange.ShortTerm(null, "mine")));
        var stale = new MemoryChange(leaf.value(), List.of(), List.of(), seen.version());
        refused(Code.VERSION_CONFLICT, () -> village.notebook.rewrite(ada.account(), STANDING, stale));

        assertThat(shortTerm(leaf)).contains("mine");
        assertThat(shortTerm(moved)).contains("mine");
    }

    @Test
    void aLineThatIsNotThereCannotBeNamed() {
        var seen = now();
        var strange = new MemoryChange.ShortTerm(new UUID(4, 4), "strange");
        var twice = new MemoryChange.ShortTerm(seen.shortTerm().getFirst().id(), "twice");

        refused(
                Code.INVALID_REQUEST,
                () -> village.notebook.rewrite(ada.account(), STANDING, change(seen, seen.leaf(), strange)));
        refused(
                Code.INVALID_REQUEST,
                () -> village.notebook.rewrite(ada.account(), STANDING, change(seen, seen.leaf(), twice)));
        refused(
                Code.INVALID_REQUEST,
                () -> village.notebook.rewrite(
                        ada.account(), STANDING, change(seen, seen.leaf(), new MemoryChange.ShortTerm(null, " \n "))));
        assertThat(now()).isEqualTo(seen);
    }

    @Test
    void whatIsTakenOutForGoodIsNowhereAnyMore() {
        var line = now().shortTerm().getFirst();
        var later = village.exchanges(ada, talk, leaf, "w7");
        var fork = village.conversation(ada, Talks.LIN);
        var copies = new LinkedHashMap<MessageId, MessageId>();
        MessageId copy = null;
        for (var message : village.path(ada, talk, leaf)) {
            copy = village.say(ada, fork, copy, Talks.ADA, "copy");
            copies.put(message, copy);
        }
        var forked = copies.getOrDefault(leaf, leaf);
        village.world.database().transact(tx -> {
            village.memory.copied(tx, ada.account(), talk, fork, copies);
            return true;
        });
        assertThat(village.remembered(ada, fork, forked).shortTerm())
                .anyMatch(one -> one.id().equals(line.id()));

        village.notebook.erase(ada.account(), Talks.LIN, line.id());

        assertThat(shortTerm(leaf)).doesNotContain(line.text());
        assertThat(shortTerm(later)).doesNotContain(line.text());
        assertThat(village.remembered(ada, fork, forked).shortTerm())
                .noneMatch(one -> one.id().equals(line.id()));
        refused(Code.NOT_FOUND, () -> village.notebook.erase(ada.account(), Talks.LIN, line.id()));
        refused(Code.NOT_FOUND, () -> village.notebook.erase(ada.account(), Talks.LIN, new UUID(3, 3)));
    }

    @Test
    void allButTheLastExchangesIsCompressedOnRequest() {
        village.exchanges(ada, talk, leaf, "w7", "w8");

        var task = village.notebook.compress(ada, STANDING).orElseThrow();

        assertThat(village.workshops.ended(ada, task).status()).isEqualTo("done");
        assertThat(now().used().session()).isEqualTo(16);
        assertThat(village.notebook.compress(ada, STANDING)).isEmpty();
    }

    @Test
    void recallKnowsThePathTheOwnerAndTheCounterpart() {
        var path = village.path(ada, talk, leaf);
        var early = village.path(ada, talk, first);
        village.world.database().read(tx -> {
            var hers = village.memory.recall(tx, ada.account(), Talks.LIN, path, Talks.ADA.id(), "w1");
            assertThat(hers.shortTerm()).isNotEmpty();
            assertThat(hers.compressed()).containsExactlyInAnyOrderElementsOf(path.subList(0, 2));
            var bea = village.memory.recall(tx, ada.account(), Talks.LIN, path, Talks.BEA.id(), "w1");
            assertThat(bea.shortTerm()).isEmpty();
            assertThat(village.memory.recall(tx, ada.account(), Talks.LIN, early, Talks.ADA.id(), "w1"))
                    .isEqualTo(Recollection.NOTHING);
            assertThat(village.memory.recall(tx, eve.account(), Talks.LIN, path, Talks.ADA.id(), "w1"))
                    .isEqualTo(Recollection.NOTHING);
            return true;
        });
    }
}
