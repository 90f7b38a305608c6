package raconteur.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import raconteur.platform.Caller;
import raconteur.turn.MessageId;
import raconteur.turn.TurnId;

/** Which running answers are a character's, to be thought about once they have ended. Thread-safe. */
@Singleton
final class Afterthoughts {
    /** No answer takes longer; what was never admitted is forgotten after that. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private final Cache<TurnId, Answering> running =
            Caffeine.newBuilder().expireAfterWrite(LONGEST).build();

    Afterthoughts() {}

    /** A character that is answering somebody. */
    record Answering(Caller payer, UUID conversation, MessageId answer) {}

    /** A character is being asked. */
    void expect(TurnId turn, Caller payer, UUID conversation, MessageId answer) {
        running.put(turn, new Answering(payer, conversation, answer));
    }

    /** It has not answered. */
    void forget(TurnId turn) {
        running.invalidate(turn);
    }

    /** What there is to think about, once. */
    Optional<Answering> take(TurnId turn) {
        return Optional.ofNullable(running.asMap().remove(turn));
    }
}
