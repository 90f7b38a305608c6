package raconteur.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a character was made from.
 *
 * @param length of the text that is kept of it, in code points
 */
public record CharacterSource(
        String kind,
        @Nullable String title,
        @Nullable String url,
        @Nullable String revision,
        @Nullable String licence,
        @Nullable String licenceUrl,
        @Nullable Instant fetchedAt,
        int length) {}
