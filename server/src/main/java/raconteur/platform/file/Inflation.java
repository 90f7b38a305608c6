package raconteur.platform.file;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import raconteur.platform.Refusal;

/** Unpacks deflated bytes, but never more than was agreed: a kilobyte may claim to be a gigabyte. */
public final class Inflation {
    private static final int STEP = 16 * 1024;

    private Inflation() {}

    /**
     * What the bytes from {@code from} to {@code to} hold.
     *
     * @param isBare without zlib's head and sum
     * @throws Refusal {@link raconteur.platform.Code#BODY_TOO_LARGE} above {@code most} bytes,
     *     {@link raconteur.platform.Code#MALFORMED}
     */
    public static byte[] inflated(byte[] bytes, int from, int to, boolean isBare, int most) {
        var inflater = new Inflater(isBare);
        try {
            inflater.setInput(bytes, from, to - from);
            var out = new ByteArrayOutputStream((int) Math.min(most, 4L * Math.max(STEP, to - from)));
            var step = new byte[STEP];
            while (!inflater.finished()) {
                var count = inflater.inflate(step);
                if (count == 0 && !inflater.finished()) {
                    throw broken();
                }
                if (count > most - out.size()) {
                    throw Flaw.tooLarge(
                            "Something compressed in the file is too large when it is unpacked.", "文件中的压缩内容解压后过大。");
                }
                out.write(step, 0, count);
            }
            return out.toByteArray();
        } catch (DataFormatException _) {
            throw broken();
        } finally {
            inflater.end();
        }
    }

    private static Refusal broken() {
        return Flaw.malformed("Something compressed in the file cannot be unpacked.", "文件中的压缩内容无法解压。");
    }
}
