package raconteur.account.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail that is on its way or that nobody took.
 *
 * @param sealed subject and text
 * @param reason what the mail server said last
 * @param expiresAt until when it is worth anything
 */
public record StoredLetter(
        LetterId id,
        Purpose purpose,
        String address,
        String sealed,
        State state,
        @Nullable String reason,
        int tries,
        Instant createdAt,
        Instant expiresAt) {
    /** What a letter is for. */
    public enum Purpose {
        VERIFY,
        RESET,
        NOTICE
    }

    /** Where a letter is. */
    public enum State {
        /** It will be tried, or tried again. */
        WAITING,

        /** There is no mail server: an operator passes it on. */
        KEPT,

        /** The mail server did not take it. */
        REFUSED
    }
}
