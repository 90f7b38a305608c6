package raconteur.conversation;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import raconteur.platform.AccountId;
import raconteur.protocol.Conversation;
import raconteur.protocol.Message;

/** Tells whoever wants to hear of it that a conversation is not as it was. Thread-safe. */
@Singleton
public final class Changes {
    private final List<ConversationListener> listeners = new CopyOnWriteArrayList<>();

    public void listen(ConversationListener listener) {
        listeners.add(listener);
    }

    Conversation tell(AccountId owner, Conversation conversation, ConversationListener.Change change) {
        tell(owner, conversation.id(), change);
        return conversation;
    }

    /** A message in it was changed. */
    Message tell(AccountId owner, Message message) {
        tell(owner, message.conversationId(), ConversationListener.Change.CHANGED);
        return message;
    }

    void tell(AccountId owner, UUID conversation, ConversationListener.Change change) {
        var id = new ConversationId(conversation);
        listeners.forEach(listener -> listener.changed(owner, id, change));
    }
}
