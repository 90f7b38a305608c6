package raconteur.provider.catalogue;

import java.time.Instant;
import java.util.UUID;

/**
 * A key of the server's own as it is kept.
 *
 * @param sealed it opens only for this provider, id and origin
 * @param origin where it may be sent: scheme, host and port
 */
public record StoredKey(UUID id, String provider, String sealed, String lastFour, String origin, Instant createdAt) {
    /** What it is sealed for. */
    String purpose() {
        return purpose(provider, id, origin);
    }

    static String purpose(String provider, UUID id, String origin) {
        return "server " + provider + " " + id + " " + origin;
    }
}
