package raconteur.provider;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import raconteur.platform.Seal;
import raconteur.platform.Secret;

/**
 * Seals providers' keys for the database. A sealed key opens only as what it was sealed for, so that none can be moved
 * to another row. Thread-safe.
 */
@Singleton
public final class KeySeal {
    private static final Logger LOG = Logger.getLogger(KeySeal.class);

    private final Seal seal;

    public KeySeal(Secret secret) {
        this.seal = new Seal(secret, "provider keys");
    }

    /**
     * What is kept of a key; never the same twice.
     *
     * @param purpose whose key it is and where it may be sent; needed again to open it
     */
    public String seal(String purpose, ApiKey open) {
        return seal.close(purpose, open.value());
    }

    /** The key, or nothing when this is not what was sealed for that purpose: somebody has changed the database. */
    public Optional<ApiKey> open(String purpose, String sealed) {
        var open = seal.open(purpose, sealed);
        if (open.isEmpty()) {
            LOG.warnf("A stored key cannot be opened (%s) and is not used: enter it again.", purpose);
        }
        return open.map(ApiKey::new);
    }
}
