package raconteur.source.egress;

import java.net.URI;

/**
 * What was fetched.
 *
 * @param address where it was in the end, after all redirects
 * @param type its media type in lower case, without parameters
 * @param contentType the whole header, empty when there was none
 */
@SuppressWarnings("ArrayRecordComponent") // its bytes are compared by nobody, and changed by nobody
public record Fetched(URI address, String type, String contentType, byte[] body) {
    /** The body as text, by whatever says in which character set it is. */
    public String text() {
        return Charsets.decode(body, contentType);
    }
}
