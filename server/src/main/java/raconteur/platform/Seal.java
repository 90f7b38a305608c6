package raconteur.platform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals texts for the database: AES-256-GCM under a key of this installation's secret, a fresh nonce each time. What
 * was sealed opens only as what it was sealed for, so that none can be moved to another row. Thread-safe.
 */
public final class Seal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** A seal whose key serves this purpose only. */
    public Seal(Secret secret, String purpose) {
        this.key = new SecretKeySpec(secret.key(purpose), "AES");
    }

    /**
     * What is kept of a text; never the same twice.
     *
     * @param place what it is and where it stands; needed again to open it
     */
    public String close(String place, String open) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(open.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(NONCE + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The text, or nothing when this is not what was sealed for that place: somebody has changed the database. */
    public Optional<String> open(String place, String sealed) {
        try {
            var bytes = Base64.getDecoder().decode(sealed);
            var nonce = bytes(ByteBuffer.wrap(bytes).slice(0, NONCE));
            var text = cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(bytes, NONCE, bytes.length - NONCE);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
