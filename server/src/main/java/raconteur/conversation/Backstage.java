package raconteur.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.character.acting.Placement;
import raconteur.platform.AccountId;
import raconteur.platform.Ids;
import raconteur.protocol.Conversation;
import raconteur.protocol.KnowledgeSource;

/** Makes conversations that no list shows: what players of games and characters say to each other. */
@Singleton
public final class Backstage {
    private final Conversations conversations;
    private final MessageSources sources;
    private final ObjectMapper json;
    private final Ids ids;
    private final InstantSource time;

    Backstage(Conversations conversations, MessageSources sources, ObjectMapper json, Ids ids, InstantSource time) {
        this.conversations = conversations;
        this.sources = sources;
        this.json = json;
        this.ids = ids;
        this.time = time;
    }

    /**
     * Makes one in which nothing was said yet.
     *
     * @param role who speaks in it; null for nobody in particular
     */
    public ConversationId begin(Handle tx, AccountId owner, @Nullable Role role, String title) {
        var now = time.instant();
        var speaker = role == null ? null : new Conversation.Speaker(role.id().value(), role.name(), null);
        var made = new Conversation(
                ids.next(),
                title,
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
                now,
                now,
                speaker,
                Placement.AT_POSITION.word());
        var id = new ConversationId(made.id());
        conversations.insert(tx, owner, made, true);
        conversations.conceal(tx, owner, id);
        if (speaker != null) {
            conversations.cast(tx, owner, id, speaker, ids.next().getLeastSignificantBits());
        }
        return id;
    }

    /** The passages of knowledge that an answer was given with. */
    public List<KnowledgeSource> sources(Handle tx, AccountId owner, UUID answer) {
        return sources.of(tx, owner, List.of(answer)).getOrDefault(answer, List.of());
    }
}
