package raconteur.source.egress;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param headers by lower-case name, bytes as characters
 */
@SuppressWarnings("ArrayRecordComponent") // its bytes are compared by nobody, and changed by nobody
record Reply(int status, Map<String, String> headers, byte[] body) {
    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** A header that may be written in any script, as many servers do against the rules. */
    @Nullable
    String text(String name) {
        var raw = headers.get(name);
        return raw == null ? null : new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    boolean isRedirect() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> header("location") != null;
            default -> false;
        };
    }
}
