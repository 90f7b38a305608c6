package raconteur.account;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A credential for programs, as everyone but its holder knows it.
 *
 * @param prefix its first characters, to tell it from others
 * @param scopes what it is for; its owner's own rights bound it at every use
 * @param expiresAt when it ends, if ever
 */
public record ApiKey(
        KeyId id,
        String name,
        String prefix,
        Set<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }
}
