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
final class MemoryCare implements TurnListener {
    private final Memory memory;
    private final Afterthoughts afterthoughts;

    MemoryCare(Memory memory, Afterthoughts afterthoughts) {
        this.memory = memory;
        this.afterthoughts = afterthoughts;
    }

    @Override
    public void began(AccountId owner, TurnId turn, @Nullable UUID place) {
        // nothing to remember yet
    }

    @Override
    public void ended(AccountId owner, TurnId turn, @Nullable UUID place) {
        afterthoughts
                .take(turn)
                .ifPresent(answered -> memory.after(answered.payer(), answered.conversation(), answered.answer()));
    }
}
