package raconteur.conversation;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.character.memory.Memory;
import raconteur.platform.AccountId;
import raconteur.turn.TurnId;
import raconteur.turn.TurnListener;

/** Lets a character's memory be looked after once an answer has ended, and that is on disk. Thread-safe. */
@Singleton
final class Afterthoughts implements TurnListener {
    private final Memory memory;
    private final Underway underway;

    Afterthoughts(Memory memory, Underway underway) {
        this.memory = memory;
        this.underway = underway;
    }

    @Override
    public void began(AccountId owner, TurnId turn, @Nullable UUID place) {
        // nothing to remember yet
    }

    @Override
    public void ended(AccountId owner, TurnId turn, @Nullable UUID place) {
        underway.ended(turn).ifPresent(asked -> memory.after(asked.payer(), asked.conversation(), asked.answer()));
    }
}
