package raconteur.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.character.memory.Memory;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.turn.MessageId;
import raconteur.turn.TurnId;
import raconteur.turn.TurnListener;

/** Lets a character's memory be looked after once an answer has ended, and that is on disk. Thread-safe. */
@Singleton
final class Afterthoughts implements TurnListener {
    /** No answer takes longer; what was never admitted is forgotten after that. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private final Memory memory;
    private final Cache<TurnId, Answering> running =
            Caffeine.newBuilder().expireAfterWrite(LONGEST).build();

    Afterthoughts(Memory memory) {
        this.memory = memory;
    }

    private record Answering(Caller payer, UUID conversation, MessageId answer) {}

    /** A character is being asked. */
    void expect(TurnId turn, Caller payer, UUID conversation, MessageId answer) {
        running.put(turn, new Answering(payer, conversation, answer));
    }

    /** It has not answered. */
    void forget(TurnId turn) {
        running.invalidate(turn);
    }

    @Override
    public void began(AccountId owner, TurnId turn, @Nullable UUID place) {
        // nothing to remember yet
    }

    @Override
    public void ended(AccountId owner, TurnId turn, @Nullable UUID place) {
        var answered = running.getIfPresent(turn);
        if (answered != null) {
            running.invalidate(turn);
            memory.after(answered.payer(), answered.conversation(), answered.answer());
        }
    }
}
