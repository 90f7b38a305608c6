package raconteur.account;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Money;

/**
 * A credential for programs, as everyone but its holder knows it.
 *
 * @param prefix its first characters, to tell it from others
 * @param scopes what it is for; its owner's own rights bound it at every use
 * @param expiresAt when it ends, if ever
 * @param bounds what else it may do less than its owner
 * @param budget what it may spend in all, if that is bounded
 * @param lastUsedAt when it was used last, within some minutes
 */
public record ApiKey(
        KeyId id,
        String name,
        String prefix,
        Set<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        Caller.Bounds bounds,
        @Nullable Money budget,
        @Nullable Instant lastUsedAt) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }
}
