package raconteur.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.character.acting.Placement;
import raconteur.platform.AccountId;
import raconteur.protocol.Conversation;
import raconteur.protocol.Message;
import raconteur.turn.MessageId;

/**
 * Keeps conversations that were held elsewhere, piece by piece: long ones are not to hold up everybody else. One is
 * hidden until it is whole.
 */
@Singleton
public final class Transcripts {
    private final Conversations conversations;
    private final Messages messages;
    private final Erasure erasure;
    private final Changes changes;
    private final ObjectMapper json;

    Transcripts(Conversations conversations, Messages messages, Erasure erasure, Changes changes, ObjectMapper json) {
        this.conversations = conversations;
        this.messages = messages;
        this.erasure = erasure;
        this.changes = changes;
        this.json = json;
    }

    /**
     * One that is to be kept.
     *
     * @param speaker who speaks in it, as it may be talked with here; null for nobody who is here
     * @param seed from what its draws come
     */
    public record Beginning(
            ConversationId id, String title, Conversation.@Nullable Speaker speaker, long seed, Instant createdAt) {}

    /** One thing that was said in it, or could have been. */
    public record Line(
            MessageId id,
            @Nullable MessageId parent,
            String role,
            Message.Author author,
            String text,
            @Nullable String reasoning,
            boolean hidden,
            Instant at) {}

    public void begin(Handle tx, AccountId owner, Beginning made) {
        var conversation = new Conversation(
                made.id().value(),
                made.title(),
                "",
                null,
                json.createObjectNode(),
                json.createObjectNode().put("kind", "tokens").putNull("budget"),
                null,
                null,
                false,
                false,
                null,
                List.of(),
                null,
                null,
                1,
                made.createdAt(),
                made.createdAt(),
                made.speaker(),
                Placement.AT_POSITION.word());
        conversations.insert(tx, owner, conversation, true);
        if (made.speaker() != null) {
            conversations.cast(tx, owner, made.id(), made.speaker(), made.seed());
        }
    }

    /** Keeps more of it, parents before children. */
    public void add(Handle tx, AccountId owner, ConversationId id, List<Line> lines) {
        messages.insert(tx, owner, id, lines);
    }

    /** It is whole. */
    public void end(Handle tx, AccountId owner, ConversationId id, MessageId leaf, Instant updatedAt) {
        conversations.moveTo(tx, owner, id, leaf.value(), updatedAt);
    }

    /** Makes it the one that is gone on with where only the character is named, if there is none. */
    public void stand(Handle tx, AccountId owner, ConversationId id, CharacterId character) {
        if (conversations.find(tx, owner, id).isPresent()) {
            conversations.claim(tx, owner, id, character);
        }
    }

    /** Takes it away for good, whole or not. */
    public void erase(Handle tx, AccountId owner, ConversationId id) {
        erasure.erase(tx, owner, id);
    }

    /** How many conversations there are, with those that can still be restored. */
    public int count(Handle tx, AccountId owner) {
        return conversations.all(tx, owner).size();
    }

    /** Tells those who look at the account's conversations that there is one more; after it is on disk. */
    public void tell(AccountId owner, ConversationId id) {
        changes.tell(owner, id.value(), ConversationListener.Change.MADE);
    }
}
