package raconteur.conversation;

import raconteur.platform.AccountId;

/** Hears of conversations that are not as they were, after that is on disk. Must neither block nor throw. */
public interface ConversationListener {
    /** What happened to a conversation. */
    enum Change {
        MADE,
        CHANGED,
        DELETED,
        RESTORED
    }

    void changed(AccountId owner, ConversationId conversation, Change change);
}
