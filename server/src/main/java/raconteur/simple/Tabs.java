package raconteur.simple;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.ConversationId;
import raconteur.platform.Caller;
import raconteur.platform.Code;

/**
 * The open tabs of every account, so many and no more. A tab is freed when it is closed or deleted, when its login
 * ends, or when its holder shows no sign of life for a while and no answer is being written in it. Thread-safe.
 */
@Singleton
public final class Tabs {
    /**
     * Opens a tab: a new conversation, which shows in lists once something was said in it, or one that there is. One
     * that is open already stays open and becomes this holder's.
     *
     * @throws raconteur.platform.Refusal {@link Code#TOO_MANY_TABS} with the ids {@code open}; {@link Code#NOT_FOUND}
     */
    public ConversationId open(Caller caller, TabHolder holder, @Nullable ConversationId wanted) {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * Counts a page of the web app, which shows whatever conversation it likes, as one tab.
     *
     * @throws raconteur.platform.Refusal {@link Code#TOO_MANY_TABS} with the ids {@code open}
     */
    public void openPage(TabHolder holder) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Closes a tab of the caller's; {@link Code#NOT_FOUND} when it is not open. */
    public void close(Caller caller, ConversationId tab) {
        throw new UnsupportedOperationException("not yet");
    }

    /** A sign of life: keeps the holder's tabs open. */
    public void beat(TabHolder holder) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Frees everything that a holder kept open, since it is gone. */
    public void release(TabHolder holder) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The conversations that are open in the caller's tabs, oldest first. */
    public List<UUID> open(Caller caller) {
        throw new UnsupportedOperationException("not yet");
    }
}
