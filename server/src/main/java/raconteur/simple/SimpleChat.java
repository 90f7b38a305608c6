package raconteur.simple;

import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.ConversationId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.protocol.Chat;
import raconteur.protocol.ChatAnswer;
import raconteur.protocol.ChatHistory;
import raconteur.protocol.FetchHistory;
import raconteur.turn.Turns;

/** Asks in tabs and tells what was said there, for HTTP and for the event socket alike. Thread-safe. */
@Singleton
public final class SimpleChat {
    /**
     * A question that was taken.
     *
     * @param tab where it was asked; perhaps a new one
     */
    public record Asked(ConversationId tab, Turns.Taken taken) {}

    /**
     * Takes a question; the answer is told by the turn. Returns at once, unless a preset's prompt must be answered
     * first: then after that, on the caller's (virtual) thread.
     *
     * @param onceKey how a repeated request is recognised, if it can be
     * @param begun told each turn as soon as it is taken: the preset's, if there is one, and the question's
     * @throws raconteur.platform.Refusal among others {@link Code#TOO_MANY_TABS}, {@link Code#TURN_RUNNING},
     *     {@link Code#TOO_SOON}, {@link Code#INSUFFICIENT_BALANCE}
     */
    public Asked ask(
            Caller caller,
            TabHolder holder,
            Chat question,
            @Nullable String onceKey,
            String trace,
            Consumer<Asked> begun) {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * Waits for the answer to a question.
     *
     * @throws raconteur.platform.Refusal why there is none, with its {@code turn_id}
     * @throws InterruptedException when the wait is interrupted; the turn goes on
     */
    public ChatAnswer answer(Caller caller, Asked asked) throws InterruptedException {
        throw new UnsupportedOperationException("not yet");
    }

    /** What was said in one conversation of the caller's, or in all open tabs. */
    public ChatHistory history(Caller caller, TabHolder holder, FetchHistory wish) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Empties and removes a conversation, and frees its tab; {@link Code#NOT_FOUND} when it is not the caller's. */
    public void remove(Caller caller, ConversationId tab) {
        throw new UnsupportedOperationException("not yet");
    }
}
