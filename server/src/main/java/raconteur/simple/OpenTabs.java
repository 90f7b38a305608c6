package raconteur.simple;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.ConversationId;
import raconteur.platform.AccountId;
import raconteur.platform.db.Rows;

/** Every tab that is open. Times are the database's own: {@link raconteur.platform.db.Database#clock}. */
@Singleton
final class OpenTabs {
    /**
     * One of them.
     *
     * @param conversation what it shows; null for a page of the web app
     */
    record Row(UUID id, @Nullable ConversationId conversation, long beatAt) {}

    /** The account's, oldest first. */
    List<Row> of(Handle tx, AccountId owner) {
        return tx.createQuery("select * from tab where account_id = :owner order by id")
                .bind("owner", owner.toString())
                .map(row -> read(row))
                .list();
    }

    /** Those of every account that have shown no sign of life since. */
    List<Row> silentSince(Handle tx, long time) {
        return tx.createQuery("select * from tab where beat_at <= :time order by beat_at limit 1000")
                .bind("time", time)
                .map(row -> read(row))
                .list();
    }

    void insert(Handle tx, UUID id, TabHolder holder, @Nullable ConversationId conversation, long now) {
        tx.createUpdate("insert into tab (id, account_id, conversation_id, holder, credential, beat_at)"
                        + " values (:id, :owner, :conversation, :holder, :credential, :now)")
                .bind("id", id.toString())
                .bind("owner", holder.account().toString())
                .bind("conversation", conversation == null ? null : conversation.toString())
                .bind("holder", holder.name())
                .bind("credential", holder.credential().toString())
                .bind("now", now)
                .execute();
    }

    /** Hands an open tab to this holder; false when it is not open. */
    boolean hand(Handle tx, TabHolder holder, ConversationId conversation, long now) {
        return tx.createUpdate("update tab set holder = :holder, credential = :credential, beat_at = :now"
                                + " where account_id = :owner and conversation_id = :conversation")
                        .bind("owner", holder.account().toString())
                        .bind("conversation", conversation.toString())
                        .bind("holder", holder.name())
                        .bind("credential", holder.credential().toString())
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** A sign of life of the page that this holder is; false when it is not counted. */
    boolean beatPage(Handle tx, TabHolder holder, long now) {
        return tx.createUpdate("update tab set beat_at = :now where account_id = :owner and holder = :holder"
                                + " and conversation_id is null")
                        .bind("owner", holder.account().toString())
                        .bind("holder", holder.name())
                        .bind("now", now)
                        .execute()
                > 0;
    }

    void beat(Handle tx, TabHolder holder, long now) {
        tx.createUpdate("update tab set beat_at = :now where account_id = :owner and holder = :holder")
                .bind("owner", holder.account().toString())
                .bind("holder", holder.name())
                .bind("now", now)
                .execute();
    }

    void beat(Handle tx, AccountId owner, ConversationId conversation, long now) {
        tx.createUpdate("update tab set beat_at = :now where account_id = :owner and conversation_id = :conversation")
                .bind("owner", owner.toString())
                .bind("conversation", conversation.toString())
                .bind("now", now)
                .execute();
    }

    /** Counts these as alive now. */
    void beat(Handle tx, List<Row> rows, long now) {
        var batch = tx.prepareBatch("update tab set beat_at = :now where id = :id");
        rows.forEach(
                row -> batch.bind("id", row.id().toString()).bind("now", now).add());
        if (!rows.isEmpty()) {
            batch.execute();
        }
    }

    /** Frees those of these that have shown no sign of life meanwhile. */
    void free(Handle tx, List<Row> rows) {
        var batch = tx.prepareBatch("delete from tab where id = :id and beat_at = :beat");
        rows.forEach(row ->
                batch.bind("id", row.id().toString()).bind("beat", row.beatAt()).add());
        if (!rows.isEmpty()) {
            batch.execute();
        }
    }

    /** Frees the tab that shows a conversation; false when none does. */
    boolean free(Handle tx, AccountId owner, ConversationId conversation) {
        return tx.createUpdate("delete from tab where account_id = :owner and conversation_id = :conversation")
                        .bind("owner", owner.toString())
                        .bind("conversation", conversation.toString())
                        .execute()
                > 0;
    }

    void free(Handle tx, TabHolder holder) {
        tx.createUpdate("delete from tab where account_id = :owner and holder = :holder")
                .bind("owner", holder.account().toString())
                .bind("holder", holder.name())
                .execute();
    }

    /** Frees everything that was opened with a login or key, be it over sockets. */
    void freeAllOf(Handle tx, AccountId owner, UUID credential) {
        tx.createUpdate("delete from tab where account_id = :owner and credential = :credential")
                .bind("owner", owner.toString())
                .bind("credential", credential.toString())
                .execute();
    }

    private static Row read(RowView row) {
        var shown = Rows.optionalId(row, "conversation_id");
        return new Row(
                Rows.id(row, "id"), shown == null ? null : new ConversationId(shown), Rows.number(row, "beat_at"));
    }
}
