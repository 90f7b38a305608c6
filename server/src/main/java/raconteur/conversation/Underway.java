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

/**
 * Answers of characters that are being given here, and who asked for them. Apart from {@link Afterthoughts}, because
 * memory asks models, and so must not be needed by what keeps their answers. Thread-safe.
 */
@Singleton
final class Underway {
    /** No answer takes longer; what was never admitted is forgotten after that. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private final Cache<TurnId, Asked> running =
            Caffeine.newBuilder().expireAfterWrite(LONGEST).build();

    Underway() {}

    /** Who asked, where, and the answer that is being given. */
    record Asked(Caller payer, UUID conversation, MessageId answer) {}

    void began(TurnId turn, Asked asked) {
        running.put(turn, asked);
    }

    /** It came to nothing. */
    void forget(TurnId turn) {
        running.invalidate(turn);
    }

    /** Takes it out; nothing when it was forgotten, or no character was asked. */
    Optional<Asked> ended(TurnId turn) {
        return Optional.ofNullable(running.asMap().remove(turn));
    }
}
