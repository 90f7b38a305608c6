package raconteur.character.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.character.CharacterId;
import raconteur.platform.Caller;
import raconteur.platform.db.EveryDatabase;
import raconteur.turn.MessageId;

/** Events as they are kept: whose they are, where they hang, and how they go. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class MemoryEventsTest {
    private static final Line LINE = Talks.line("Ada | buys | a lamp", Talks.ADA, null);

    private final Village village;
    private final Caller eve;
    private final Caller ada;
    private final UUID talk;

    MemoryEventsTest(EveryDatabase kind, @TempDir Path folder) {
        village = new Village(kind, folder);
        eve = village.member("eve", 100, 100, 100);
        ada = village.member("ada", 100, 100, 100);
        talk = village.conversation(ada, Talks.LIN);
    }

    @AfterEach
    void end() {
        village.close();
    }

    private boolean append(Caller owner, MessageId message, MemoryEvent event) {
        return village.world
                .database()
                .transact(tx -> village.events.append(tx, owner.account(), Talks.LIN, talk, message, event));
    }

    private static MemoryEvent made(Line... lines) {
        return new MemoryEvent.Shortened(List.of(), List.of(lines));
    }

    private int count() {
        return village.world
                .database()
                .read(tx -> tx.createQuery("select count(*) from memory_event")
                        .mapTo(Integer.class)
                        .one());
    }

    private List<MemoryEvent> along(Caller owner, CharacterId character, List<MessageId> path) {
        return village.world.database().read(tx -> village.events.along(tx, owner.account(), character, path)).stream()
                .map(MemoryEvents.Row::event)
                .toList();
    }

    @Test
    void aStrangerReadsAndAddsNothing() {
        var leaf = village.exchanges(ada, talk, null, "hello");
        assertThat(append(ada, leaf, made(LINE))).isTrue();
        var path = village.path(ada, talk, leaf);

        assertThat(along(eve, Talks.LIN, path)).isEmpty();
        assertThat(append(eve, leaf, made(LINE))).isFalse();
        village.world.database().transact(tx -> {
            assertThat(village.events.naming(tx, eve.account(), Talks.LIN, LINE.id()))
                    .isEmpty();
            village.events.copy(
                    tx, eve.account(), talk, talk, new LinkedHashMap<>(java.util.Map.of(leaf, path.getFirst())));
            return true;
        });
        assertThat(along(ada, Talks.LIN, path)).containsExactly(made(LINE));
    }

    @Test
    void anotherCharacterRemembersNothing() {
        var leaf = village.exchanges(ada, talk, null, "hello");
        append(ada, leaf, made(LINE));

        assertThat(along(ada, new CharacterId(new UUID(8, 8)), village.path(ada, talk, leaf)))
                .isEmpty();
        assertThat(along(ada, Talks.LIN, List.of())).isEmpty();
    }

    @Test
    void theyComeInTheOrderOfThePathNotOfTheirMaking() {
        var first = village.exchanges(ada, talk, null, "one");
        var second = village.exchanges(ada, talk, first, "two");
        var elsewhere = village.exchanges(ada, talk, first, "other");
        append(ada, second, made());
        append(ada, second, new MemoryEvent.Forgotten(List.of(LINE.id())));
        append(ada, elsewhere, new MemoryEvent.Erased(List.of()));
        append(ada, first, made(LINE));

        assertThat(along(ada, Talks.LIN, village.path(ada, talk, second)))
                .containsExactly(made(LINE), made(), new MemoryEvent.Forgotten(List.of(LINE.id())));
        assertThat(along(ada, Talks.LIN, village.path(ada, talk, elsewhere)))
                .containsExactly(made(LINE), new MemoryEvent.Erased(List.of()));
    }

    @Test
    void theyGoWithTheirMessageAndNoneIsHungOnOneThatIsGone() {
        var first = village.exchanges(ada, talk, null, "one");
        var second = village.exchanges(ada, talk, first, "two");
        append(ada, first, made());
        append(ada, second, made(LINE));
        village.purge(second);

        assertThat(append(ada, second, made())).isFalse();
        assertThat(along(ada, Talks.LIN, List.of(first))).containsExactly(made());
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void theyGoWithTheConversationAndWithTheAccount() {
        append(ada, village.exchanges(ada, talk, null, "one"), made(LINE));

        village.world
                .database()
                .transact(tx -> tx.createUpdate("delete from account where id = :id")
                        .bind("id", ada.account().toString())
                        .execute());

        assertThat(count()).isZero();
    }

    @Test
    void copiesSpeakOfTheCopiesAndLinesKeepTheirIds() {
        var leaf = village.exchanges(ada, talk, null, "one");
        var later = village.exchanges(ada, talk, leaf, "two");
        var line = new Line(LINE.id(), LINE.text(), village.path(ada, talk, leaf), Talks.ADA, null, Talks.AT);
        append(ada, leaf, new MemoryEvent.Shortened(line.messages(), List.of(line)));
        append(ada, later, made());
        var fork = village.conversation(ada, Talks.LIN);
        var copy = village.exchanges(ada, fork, null, "one");
        var copies = new LinkedHashMap<MessageId, MessageId>();
        var originals = village.path(ada, talk, leaf);
        var twins = village.path(ada, fork, copy);
        for (var at = 0; at < originals.size(); at++) {
            copies.put(originals.get(at), twins.get(at));
        }

        village.world.database().transact(tx -> {
            village.memory.copied(tx, ada.account(), talk, fork, copies);
            return true;
        });

        var there = along(ada, Talks.LIN, twins);
        assertThat(there).hasSize(1);
        assertThat(there.getFirst().made().getFirst().id()).isEqualTo(LINE.id());
        assertThat(there.getFirst().made().getFirst().messages()).isEqualTo(twins);
        assertThat(((MemoryEvent.Shortened) there.getFirst()).messages()).isEqualTo(twins);
    }
}
