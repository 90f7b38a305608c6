package raconteur.conversation;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.character.memory.Counterpart;
import raconteur.character.memory.Paths;
import raconteur.platform.AccountId;
import raconteur.protocol.Message;
import raconteur.turn.MessageId;

/** Shows memory the paths of conversations. */
@Singleton
final class TalkPaths implements Paths {
    private final Conversations conversations;
    private final Messages messages;

    TalkPaths(Conversations conversations, Messages messages) {
        this.conversations = conversations;
        this.messages = messages;
    }

    @Override
    public Optional<Path> path(Handle tx, AccountId owner, UUID conversation, @Nullable MessageId leaf) {
        var found = conversations.find(tx, owner, new ConversationId(conversation));
        var speaker = found.isEmpty() ? null : found.get().character();
        if (speaker == null) {
            return Optional.empty();
        }
        var leafId = found.get().leafId();
        var current = leafId == null ? null : new MessageId(leafId);
        var wanted = leaf == null ? current : leaf;
        var path = wanted == null ? List.<Message>of() : upwards(tx, owner, conversation, wanted);
        if (wanted != null && path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Path(
                conversation,
                new CharacterId(speaker.id()),
                speaker.name(),
                current,
                path.reversed().stream().map(TalkPaths::said).toList()));
    }

    private List<Message> upwards(Handle tx, AccountId owner, UUID conversation, MessageId leaf) {
        return messages.upwards(tx, owner, new ConversationId(conversation), leaf, Integer.MAX_VALUE);
    }

    private static Said said(Message message) {
        return new Said(
                new MessageId(message.id()),
                by(message),
                message.author().name(),
                message.text(),
                message.state().equals("running"),
                message.hidden(),
                message.createdAt());
    }

    private static @Nullable Counterpart by(Message message) {
        var author = message.author();
        return message.role().equals("user") && author.id() != null
                ? new Counterpart(UUID.fromString(author.id()), author.name())
                : null;
    }

    @Override
    public Optional<UUID> standing(Handle tx, AccountId owner, CharacterId character) {
        return conversations.standing(tx, owner, character).map(ConversationId::value);
    }
}
