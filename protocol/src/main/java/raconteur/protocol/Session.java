package raconteur.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A login.
 *
 * @param status always 0: it worked
 * @param token what to send as bearer until it expires; none for a new account whose address must be verified first
 * @param refreshToken good once for the next pair; none for browsers, which have it in a cookie
 * @param conversationId the fresh conversation it begins with
 * @param emailVerification for a new account: none, optional or mandatory
 */
public record Session(
        int status,
        String message,
        @Nullable String token,
        @Nullable Instant expiresAt,
        @Nullable String refreshToken,
        Account account,
        @Nullable UUID conversationId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String emailVerification) {}
