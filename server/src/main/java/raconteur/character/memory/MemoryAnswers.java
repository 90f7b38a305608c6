package raconteur.character.memory;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.turn.Answers;
import raconteur.turn.MessageId;
import raconteur.turn.TurnEvent;
import raconteur.turn.TurnId;

/** The surface of memory: what is said there becomes lines and is no message. */
@Singleton
final class MemoryAnswers implements Answers {
    static final String SURFACE = "memory";

    MemoryAnswers() {}

    @Override
    public String surface() {
        return SURFACE;
    }

    @Override
    public void ended(Handle tx, Ended answer) {
        throw new IllegalStateException("memory fills no message: " + answer.message());
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
