package raconteur.turn;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;

/** Where the answers of a surface are kept. Implemented above, called in the turn's own transactions. */
public interface Answers {
    /** The {@link Question#surface} it keeps answers of. */
    String surface();

    /**
     * Whether something else bounds how many of its turns run, as it does of tasks and of games: such turns neither
     * count among an account's running ones nor wait for those.
     */
    default boolean isBoundElsewhere() {
        return false;
    }

    /** An answer is over; in the transaction that settles it. */
    void ended(Handle tx, Ended answer);

    /** The messages of a turn as the API shows them, oldest first; empty when the turn is not the owner's. */
    List<?> messages(AccountId owner, TurnId turn);

    /** What was said in a turn, with the thinking; empty when the turn is not the owner's. */
    List<TurnEvent.Spoken> spoken(AccountId owner, TurnId turn);

    /** The text of one message, for inspection; nothing when it is not the owner's or was deleted. */
    Optional<String> text(Handle tx, AccountId owner, MessageId message);

    /**
     * How an answer ended.
     *
     * @param usage null when nothing was used that could be counted
     */
    record Ended(
            TurnId turn,
            MessageId message,
            TurnState state,
            String text,
            String reasoning,
            String model,
            @Nullable Usage usage) {}
}
