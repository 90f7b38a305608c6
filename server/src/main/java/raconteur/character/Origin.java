package raconteur.character;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a character was made from, for people who want to look it up or must name it.
 *
 * @param kind such as {@code zhwiki}, {@code url} or {@code text}
 * @param revision of the page
 * @param length of the text that is kept of it, in code points
 */
public record Origin(
        String kind,
        @Nullable String title,
        @Nullable String url,
        @Nullable String revision,
        @Nullable String licence,
        @Nullable String licenceUrl,
        @Nullable Instant fetchedAt,
        int length) {
    /** The same where the text itself is not kept. */
    Origin withoutText() {
        return new Origin(kind, title, url, revision, licence, licenceUrl, fetchedAt, 0);
    }
}
