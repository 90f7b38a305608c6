package raconteur.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;

/**
 * Lets people in where registration is by invitation.
 *
 * @param prefix its first characters, to tell it from others
 * @param uses how many accounts were made with it, of {@code mostUses}
 * @param madeBy the operator who made it, while that account is there
 */
public record Invitation(
        InvitationId id,
        String prefix,
        String note,
        int uses,
        int mostUses,
        @Nullable AccountId madeBy,
        Instant createdAt,
        Instant expiresAt,
        boolean revoked) {
    /** Whether another account can be made with it. */
    public boolean isValidAt(Instant now) {
        return !revoked && uses < mostUses && expiresAt.isAfter(now);
    }
}
