package raconteur.source;

import java.util.Arrays;
import java.util.List;
import raconteur.source.egress.No;

/**
 * A picture of a page as it came: bytes for whoever draws it anew, never to be shown as they are.
 *
 * @param type what its first bytes say it is: {@code image/png}, {@code image/jpeg} or {@code image/gif}
 */
@SuppressWarnings("ArrayRecordComponent") // its bytes are compared by nobody, and changed by nobody
public record Picture(byte[] bytes, String type) {
    private record Kind(String type, byte... start) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("image/png", (byte) 0x89, (byte) 'P', (byte) 'N', (byte) 'G'),
            new Kind("image/jpeg", (byte) 0xff, (byte) 0xd8, (byte) 0xff),
            new Kind("image/gif", (byte) 'G', (byte) 'I', (byte) 'F', (byte) '8'));

    /**
     * A picture by its bytes, whatever the site called it.
     *
     * @throws raconteur.platform.Refusal if it is none of those that are read
     */
    static Picture of(byte[] bytes) {
        for (var kind : KINDS) {
            var start = kind.start();
            if (bytes.length > start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length)) {
                return new Picture(bytes, kind.type());
            }
        }
        throw No.unreadable();
    }
}
