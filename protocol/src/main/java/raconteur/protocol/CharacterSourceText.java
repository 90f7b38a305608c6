package raconteur.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The text that a character was made from, and where that is from. */
public record CharacterSourceText(
        String kind,
        @Nullable String title,
        @Nullable String url,
        @Nullable String revision,
        @Nullable String licence,
        @Nullable String licenceUrl,
        @Nullable Instant fetchedAt,
        String text) {}
