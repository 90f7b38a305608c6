package raconteur.character.creation;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.turn.Answers;
import raconteur.turn.MessageId;
import raconteur.turn.TurnEvent;
import raconteur.turn.TurnId;

/** A surface on which people ask, of which nothing is kept. */
final class People implements Answers {
    static final String SURFACE = "people";

    @Override
    public String surface() {
        return SURFACE;
    }

    @Override
    public void ended(Handle tx, Ended answer) {
        throw new AssertionError("no message was begun");
    }

    @Override
    public List<?> messages(AccountId owner, TurnId turn) {
        return List.of();
    }

    @Override
    public List<TurnEvent.Spoken> spoken(AccountId owner, TurnId turn) {
        return List.of();
    }

    @Override
    public Optional<String> text(Handle tx, AccountId owner, MessageId message) {
        return Optional.empty();
    }
}
