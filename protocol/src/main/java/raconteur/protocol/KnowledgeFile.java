package raconteur.protocol;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a collection's ledger.
 *
 * @param name its path with slashes, or for a page of a wiki the wiki's host and the page's title
 * @param hash SHA-256 of its bytes in 64 lower-case hexadecimal digits; for a page of a wiki {@code rev-} and its
 *     revision
 * @param bytes its size as it came
 * @param state {@code done}, or {@code failed} where it could not be read
 * @param passageCount passages that came of it
 * @param error why it failed, in the caller's language
 * @param url where it is from, for a page of a wiki
 */
public record KnowledgeFile(
        UUID id,
        String name,
        String hash,
        long bytes,
        String state,
        int passageCount,
        @Nullable Problem error,
        @Nullable String url,
        @Nullable String licence,
        Instant updatedAt) {
    /** Why it could not be read; {@code code} is a word that stays. */
    public record Problem(String code, String message) {}
}
