package raconteur.protocol;

import java.time.Instant;

/**
 * A link to read a story by.
 *
 * @param token shown this once; only its digest is kept
 * @param path of the page that it opens
 */
public record StoryShare(String token, String path, Instant createdAt) {}
