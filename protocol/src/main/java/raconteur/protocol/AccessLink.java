package raconteur.protocol;

import java.time.Instant;

/**
 * A link to hand to its person, by a way that nobody else reads.
 *
 * @param link opens the page that sets another password; good once
 */
public record AccessLink(String link, Instant expiresAt) {}
