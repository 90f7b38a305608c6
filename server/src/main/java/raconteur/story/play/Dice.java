package raconteur.story.play;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Throws that only the seed of a run and the number of an event decide: whoever throws again throws the same. */
public final class Dice {
    private final ByteBuffer bits;

    private Dice(byte[] bits) {
        this.bits = ByteBuffer.wrap(bits);
    }

    public static Dice of(String runSeed, int number) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return new Dice(
                    digest.digest(("raconteur.dice:" + number + ":" + runSeed).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The next throw, from 1 to {@code sides}; there are eight of them. */
    public int roll(int sides) {
        return (int) ((Integer.toUnsignedLong(bits.getInt()) * sides) >>> 32) + 1;
    }
}
