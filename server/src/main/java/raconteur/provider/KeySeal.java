package raconteur.provider;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;
import raconteur.platform.Secret;

/**
 * Seals providers' keys for the database: AES-256-GCM under a key of this installation's secret, a fresh nonce each
 * time. A sealed key opens only as what it was sealed for, so that none can be moved to another row. Thread-safe.
 */
@Singleton
public final class KeySeal {
    private static final Logger LOG = Logger.getLogger(KeySeal.class);
    private static final String PURPOSE = "provider keys";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    public KeySeal(Secret secret) {
        this.key = new SecretKeySpec(secret.key(PURPOSE), "AES");
    }

    /**
     * What is kept of a key; never the same twice.
     *
     * @param purpose whose key it is and where it may be sent; needed again to open it
     */
    public String seal(String purpose, ApiKey open) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose)
                    .doFinal(open.value().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(NONCE + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The key, or nothing when this is not what was sealed for that purpose: somebody has changed the database. */
    public Optional<ApiKey> open(String purpose, String sealed) {
        try {
            var bytes = Base64.getDecoder().decode(sealed);
            var nonce = ByteBuffer.wrap(bytes).slice(0, NONCE);
            var text = cipher(Cipher.DECRYPT_MODE, bytes(nonce), purpose).doFinal(bytes, NONCE, bytes.length - NONCE);
            return Optional.of(new ApiKey(new String(text, StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            LOG.warnf("A stored key cannot be opened (%s) and is not used: enter it again.", purpose);
            LOG.debug("It was not sealed for this, or not with this secret.", broken);
            return Optional.empty();
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
