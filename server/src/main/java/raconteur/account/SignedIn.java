package raconteur.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A login as its device gets it: the only time the two tokens are known.
 *
 * @param token what to show with every request until it expires
 * @param refreshToken good once for the next pair
 * @param conversation the fresh page the login begins with
 */
public record SignedIn(
        Account account,
        LoginId login,
        String token,
        Instant expiresAt,
        String refreshToken,
        Optional<UUID> conversation) {}
