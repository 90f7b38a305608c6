package raconteur.character.memory;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import raconteur.character.CharacterId;
import raconteur.platform.AccountId;
import raconteur.platform.Ids;
import raconteur.platform.db.Rows;
import raconteur.turn.MessageId;

/** All that happened to memories. Each query names its owner; nothing is ever changed. */
@Singleton
final class MemoryEvents {
    private final Ids ids;
    private final InstantSource time;

    MemoryEvents(Ids ids, InstantSource time) {
        this.ids = ids;
        this.time = time;
    }

    /**
     * An event as it is kept.
     *
     * @param message it hangs on
     * @param number of the events there, from 1
     */
    record Row(
            UUID id,
            CharacterId character,
            UUID conversation,
            MessageId message,
            long number,
            MemoryEvent event,
            Instant at) {}

    /**
     * What happened along a path, in its order.
     *
     * @param path root first
     */
    List<Row> along(Handle tx, AccountId owner, CharacterId character, List<MessageId> path) {
        if (path.isEmpty()) {
            return List.of();
        }
        var places = new HashMap<MessageId, Integer>();
        path.forEach(message -> places.put(message, places.size()));
        return tx
                .createQuery(
                        "select e.* from memory_event e where e.account_id = :owner and e.character_id = :character"
                                + " and e.conversation_id = (select m.conversation_id from message m"
                                + "  where m.account_id = :owner and m.id = :leaf)")
                .bind("owner", owner.toString())
                .bind("character", character.toString())
                .bind("leaf", path.getLast().toString())
                .map(MemoryEvents::read)
                .list()
                .stream()
                .filter(row -> places.containsKey(row.message()))
                .sorted(Comparator.<Row>comparingInt(row -> places.getOrDefault(row.message(), 0))
                        .thenComparingLong(Row::number))
                .toList();
    }

    /** The events of a character that may have to do with a line, on every branch and in every fork. */
    List<Row> naming(Handle tx, AccountId owner, CharacterId character, UUID line) {
        return tx.createQuery("select * from memory_event where account_id = :owner and character_id = :character"
                        + " and body like :line order by message_id, number")
                .bind("owner", owner.toString())
                .bind("character", character.toString())
                .bind("line", "%\"" + line + "\"%")
                .map(MemoryEvents::read)
                .list();
    }

    /**
     * Hangs an event on a message.
     *
     * @return false when that message is gone or not the owner's, or something else happened there at the same moment
     */
    boolean append(
            Handle tx,
            AccountId owner,
            CharacterId character,
            UUID conversation,
            MessageId message,
            MemoryEvent event) {
        return append(tx, owner, new Row(ids.next(), character, conversation, message, 0, event, time.instant()));
    }

    private static boolean append(Handle tx, AccountId owner, Row row) {
        return tx.createUpdate("insert into memory_event (id, account_id, character_id, conversation_id, message_id,"
                                + " number, kind, body, created_at) select :id, m.account_id, :character,"
                                + " m.conversation_id, m.id, (select coalesce(max(e.number), 0) + 1 from memory_event e"
                                + "  where e.message_id = m.id), :kind, :body, :at from message m where m.id = :message"
                                + " and m.account_id = :owner and m.conversation_id = :conversation"
                                + " on conflict (message_id, number) do nothing")
                        .bind("id", row.id().toString())
                        .bind("owner", owner.toString())
                        .bind("character", row.character().toString())
                        .bind("conversation", row.conversation().toString())
                        .bind("message", row.message().toString())
                        .bind("kind", MemoryJson.kind(row.event()))
                        .bind("body", MemoryJson.write(row.event()))
                        .bind("at", row.at().toEpochMilli())
                        .execute()
                == 1;
    }

    /** Gives copies of messages what had happened at the originals; lines keep their ids. */
    void copy(Handle tx, AccountId owner, UUID from, UUID to, Map<MessageId, MessageId> copies) {
        tx.createQuery("select * from memory_event where account_id = :owner and conversation_id = :from"
                        + " order by message_id, number")
                .bind("owner", owner.toString())
                .bind("from", from.toString())
                .map(MemoryEvents::read)
                .list()
                .forEach(row -> {
                    var copy = copies.get(row.message());
                    if (copy != null) {
                        var event = MemoryJson.renamed(row.event(), message -> copies.getOrDefault(message, message));
                        append(tx, owner, new Row(ids.next(), row.character(), to, copy, 0, event, row.at()));
                    }
                });
    }

    private static Row read(RowView row) {
        return new Row(
                Rows.id(row, "id"),
                new CharacterId(Rows.id(row, "character_id")),
                Rows.id(row, "conversation_id"),
                new MessageId(Rows.id(row, "message_id")),
                Rows.number(row, "number"),
                MemoryJson.read(Rows.text(row, "kind"), Rows.text(row, "body")),
                Rows.time(row, "created_at"));
    }
}
