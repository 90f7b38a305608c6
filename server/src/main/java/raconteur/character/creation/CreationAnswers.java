package raconteur.character.creation;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.turn.Answers;
import raconteur.turn.MessageId;
import raconteur.turn.TurnEvent;
import raconteur.turn.TurnId;

/** The surface of characters in the making: what is said there is in their profiles and is no message. */
@Singleton
final class CreationAnswers implements Answers {
    static final String SURFACE = "creation";

    CreationAnswers() {}

    @Override
    public String surface() {
        return SURFACE;
    }

    @Override
    public boolean isBoundElsewhere() {
        return true;
    }

    @Override
    public void ended(Handle tx, Ended answer) {
        throw new IllegalStateException("a profile fills no message: " + answer.message());
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
