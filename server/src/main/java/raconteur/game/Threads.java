package raconteur.game;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.Backstage;
import raconteur.conversation.ConversationId;
import raconteur.conversation.Role;
import raconteur.platform.AccountId;
import raconteur.platform.db.Database;
import raconteur.platform.db.Rows;

/**
 * Where each player's talk with each character stands in each saved world. A world that goes back to an older save
 * takes its talk back to where that stood when the save's epoch began; what was said since stays on a branch that
 * nobody goes to. Each query names its owner.
 */
@Singleton
final class Threads {
    private final Database database;
    private final Backstage backstage;

    Threads(Database database, Backstage backstage) {
        this.database = database;
        this.backstage = backstage;
    }

    /**
     * Whose talk with whom, where.
     *
     * @param npc a character's id, or nothing
     */
    record Key(AccountId owner, String npc, String player, String save) {}

    /**
     * Where it stands.
     *
     * @param leaf the last answer that was told; null when there is none
     */
    record Standing(ConversationId conversation, @Nullable UUID leaf, long epoch) {}

    /** The thread as it stands in this epoch; it is begun, marked or moved back where that is needed. */
    Standing enter(Key key, @Nullable Role role, String title, long epoch) {
        var known = database.read(tx -> find(tx, key));
        if (known.isPresent() && known.get().epoch() == epoch) {
            return known.get();
        }
        return database.transact(tx -> {
            // two who begin or move the same one do so one after the other
            tx.createUpdate("update account set version = version where id = :owner")
                    .bind("owner", key.owner().toString())
                    .execute();
            var found = find(tx, key);
            return found.isEmpty() ? begin(tx, key, role, title, epoch) : moved(tx, key, found.get(), epoch);
        });
    }

    private static Optional<Standing> find(Handle tx, Key key) {
        return tx.createQuery("select t.conversation_id, t.epoch, (select m.id from message m where m.id = t.leaf_id"
                        + "  and m.account_id = :owner and m.deleted_at is null) as leaf"
                        + " from game_thread t join conversation c on c.id = t.conversation_id and c.deleted_at is null"
                        + " where t.account_id = :owner and t.npc = :npc and t.player = :player and t.save = :save")
                .bind("owner", key.owner().toString())
                .bind("npc", key.npc())
                .bind("player", key.player())
                .bind("save", key.save())
                .map(Threads::read)
                .findOne();
    }

    private static Standing read(RowView row) {
        return new Standing(
                new ConversationId(Rows.id(row, "conversation_id")),
                Rows.optionalId(row, "leaf"),
                Rows.number(row, "epoch"));
    }

    private Standing begin(Handle tx, Key key, @Nullable Role role, String title, long epoch) {
        // one whose conversation was deleted is forgotten
        tx.createUpdate("delete from game_thread where account_id = :owner and npc = :npc and player = :player"
                        + " and save = :save")
                .bind("owner", key.owner().toString())
                .bind("npc", key.npc())
                .bind("player", key.player())
                .bind("save", key.save())
                .execute();
        var made = new Standing(backstage.begin(tx, key.owner(), role, title), null, epoch);
        tx.createUpdate("insert into game_thread (account_id, npc, player, save, conversation_id, leaf_id, epoch)"
                        + " values (:owner, :npc, :player, :save, :conversation, null, :epoch)")
                .bind("owner", key.owner().toString())
                .bind("npc", key.npc())
                .bind("player", key.player())
                .bind("save", key.save())
                .bind("conversation", made.conversation().toString())
                .bind("epoch", epoch)
                .execute();
        mark(tx, key.owner(), made);
        return made;
    }

    private static Standing moved(Handle tx, Key key, Standing known, long epoch) {
        if (epoch == known.epoch()) {
            return known;
        }
        var leaf = epoch > known.epoch() ? known.leaf() : leafAt(tx, key.owner(), known.conversation(), epoch);
        var now = new Standing(known.conversation(), leaf, epoch);
        tx.createUpdate("delete from game_mark where account_id = :owner and conversation_id = :conversation"
                        + " and epoch >= :epoch")
                .bind("owner", key.owner().toString())
                .bind("conversation", now.conversation().toString())
                .bind("epoch", epoch)
                .execute();
        mark(tx, key.owner(), now);
        tx.createUpdate("update game_thread set leaf_id = :leaf, epoch = :epoch where account_id = :owner"
                        + " and conversation_id = :conversation")
                .bind("owner", key.owner().toString())
                .bind("conversation", now.conversation().toString())
                .bind("leaf", text(leaf))
                .bind("epoch", epoch)
                .execute();
        return now;
    }

    /** Where it stood when this epoch began: as at the beginning of the first one since in which anything was said. */
    private static @Nullable UUID leafAt(Handle tx, AccountId owner, ConversationId conversation, long epoch) {
        return tx.createQuery("select g.epoch, (select m.id from message m where m.id = g.leaf_id"
                        + "  and m.account_id = :owner and m.deleted_at is null) as leaf, g.conversation_id"
                        + " from game_mark g where g.account_id = :owner and g.conversation_id = :conversation"
                        + " and g.epoch >= :epoch order by g.epoch limit 1")
                .bind("owner", owner.toString())
                .bind("conversation", conversation.toString())
                .bind("epoch", epoch)
                .map(Threads::read)
                .findOne()
                .map(Standing::leaf)
                .orElse(null);
    }

    private static void mark(Handle tx, AccountId owner, Standing thread) {
        tx.createUpdate("insert into game_mark (conversation_id, epoch, account_id, leaf_id)"
                        + " values (:conversation, :epoch, :owner, :leaf)")
                .bind("conversation", thread.conversation().toString())
                .bind("epoch", thread.epoch())
                .bind("owner", owner.toString())
                .bind("leaf", text(thread.leaf()))
                .execute();
    }

    /** An answer was told: talk goes on from it, unless the world has gone back meanwhile. */
    void told(Handle tx, AccountId owner, Standing before, UUID answer) {
        tx.createUpdate("update game_thread set leaf_id = :leaf where account_id = :owner"
                        + " and conversation_id = :conversation and epoch = :epoch")
                .bind("owner", owner.toString())
                .bind("conversation", before.conversation().toString())
                .bind("epoch", before.epoch())
                .bind("leaf", answer.toString())
                .execute();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
