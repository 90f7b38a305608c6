package raconteur.turn;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;

/** A surface whose answers are no messages: whoever asks keeps what came of them in a place of its own. */
public interface Messageless extends Answers {
    @Override
    default void ended(Handle tx, Ended answer) {
        throw new IllegalStateException(surface() + " fills no message: " + answer.message());
    }

    @Override
    default List<?> messages(AccountId owner, TurnId turn) {
        return List.of();
    }

    @Override
    default List<TurnEvent.Spoken> spoken(AccountId owner, TurnId turn) {
        return List.of();
    }

    @Override
    default Optional<String> text(Handle tx, AccountId owner, MessageId message) {
        return Optional.empty();
    }
}
