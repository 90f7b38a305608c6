package raconteur.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.character.acting.State;
import raconteur.platform.AccountId;
import raconteur.platform.db.Rows;
import raconteur.turn.MessageId;

/** What holds after each answer of a character. It is kept with the answer, and found from there down the tree. */
@Singleton
final class States {
    private final ObjectMapper json;

    States(ObjectMapper json) {
        this.json = json;
    }

    void keep(Handle tx, AccountId owner, MessageId answer, State state) {
        tx.createUpdate("insert into message_state (message_id, account_id, state) values (:id, :owner, :state)")
                .bind("id", answer.toString())
                .bind("owner", owner.toString())
                .bind("state", written(state))
                .execute();
    }

    /** Nothing was answered, so nothing happened. */
    void drop(Handle tx, MessageId answer) {
        tx.createUpdate("delete from message_state where message_id = :id")
                .bind("id", answer.toString())
                .execute();
    }

    /** What holds at a leaf: what was kept with the nearest answer on the way up from it. */
    State at(Handle tx, AccountId owner, ConversationId conversation, @Nullable MessageId leaf) {
        if (leaf == null) {
            return State.NONE;
        }
        return tx.createQuery("with recursive path (id, parent_id, depth) as ("
                        + " select id, parent_id, 1 from message where account_id = :owner and id = :leaf"
                        + "  and conversation_id = :conversation and deleted_at is null"
                        + " union all select m.id, m.parent_id, p.depth + 1 from message m join path p"
                        + "  on m.id = p.parent_id where p.depth < :limit and m.deleted_at is null)"
                        + " select s.state from path p join message_state s on s.message_id = p.id"
                        + " where s.account_id = :owner order by p.depth limit 1")
                .bind("owner", owner.toString())
                .bind("conversation", conversation.toString())
                .bind("leaf", leaf.toString())
                .bind("limit", Context.LONGEST_PATH)
                .mapTo(String.class)
                .findOne()
                .map(this::read)
                .orElse(State.NONE);
    }

    /** Keeps with each copy what holds after its original, on the path of copies. */
    void copy(Handle tx, AccountId owner, Map<UUID, UUID> copies) {
        copies.forEach((original, copy) -> of(tx, owner, original)
                .ifPresent(state -> keep(tx, owner, new MessageId(copy), state.on(id -> copied(copies, id)))));
    }

    private static String copied(Map<UUID, UUID> copies, String id) {
        var copy = copies.get(UUID.fromString(id));
        return copy == null ? id : copy.toString();
    }

    private Optional<State> of(Handle tx, AccountId owner, UUID message) {
        return tx.createQuery("select state from message_state where message_id = :id and account_id = :owner")
                .bind("id", message.toString())
                .bind("owner", owner.toString())
                .map(row -> read(Rows.text(row, "state")))
                .findOne();
    }

    private String written(State state) {
        try {
            return json.writeValueAsString(state);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private State read(String text) {
        try {
            return json.readValue(text, State.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored state cannot be read", broken);
        }
    }
}
