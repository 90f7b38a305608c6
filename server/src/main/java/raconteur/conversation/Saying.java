package raconteur.conversation;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.protocol.ContextPolicy;
import raconteur.protocol.Conversation;
import raconteur.protocol.TakeTurn;
import raconteur.turn.Question;
import raconteur.turn.TurnId;

/**
 * What is to be said, where, and what is special about it.
 *
 * @param once how a repeated request is recognised, if it can be
 * @param trace the request's trace id
 * @param making the conversation, when it is made by this; null when it is there
 * @param policy instead of the conversation's own
 * @param counts whether it is a question of its own; what is said along with one is not
 * @param opening what the conversation begins with, when it is made by this and a character speaks in it
 * @param stage what surrounds it, where it is said in a game: such turns have bounds of their own
 * @param first done before anything else in the transaction that admits it; may refuse
 */
public record Saying(
        ConversationId where,
        TakeTurn wish,
        Question.@Nullable Once once,
        String trace,
        @Nullable Conversation making,
        @Nullable ContextPolicy policy,
        boolean counts,
        Openings.@Nullable Opening opening,
        @Nullable Stage stage,
        BiConsumer<Handle, TurnId> first) {
    /** Something said in a game, in a conversation that is there. */
    public Saying(
            ConversationId where,
            TakeTurn wish,
            Question.@Nullable Once once,
            String trace,
            ContextPolicy policy,
            Stage stage,
            BiConsumer<Handle, TurnId> first) {
        this(where, wish, once, trace, null, policy, false, null, stage, first);
    }

    /** Something said in a conversation that is there, by its own rules. */
    public Saying(ConversationId where, TakeTurn wish, Question.@Nullable Once once, String trace) {
        this(where, wish, once, trace, null, null, true, null, null, (_, _) -> {});
    }

    /** Something said in a conversation that is made by it or there already, in which no character speaks yet. */
    public Saying(
            ConversationId where,
            TakeTurn wish,
            Question.@Nullable Once once,
            String trace,
            @Nullable Conversation making,
            @Nullable ContextPolicy policy,
            boolean counts,
            Consumer<Handle> first) {
        this(where, wish, once, trace, making, policy, counts, null, null, (tx, _) -> first.accept(tx));
    }

    /** The first thing said in a conversation with a character, which is made by it. */
    public Saying(
            Openings.Opening opening,
            TakeTurn wish,
            Question.@Nullable Once once,
            String trace,
            Consumer<Handle> first) {
        this(
                new ConversationId(opening.conversation().id()),
                wish,
                once,
                trace,
                opening.conversation(),
                null,
                true,
                opening,
                null,
                (tx, _) -> first.accept(tx));
    }
}
