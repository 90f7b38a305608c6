package raconteur.protocol;

import java.time.Instant;
import java.util.UUID;

/**
 * A device that is signed in.
 *
 * @param name what it says it is
 * @param current whether it is the one that asks
 */
public record Device(UUID id, String name, boolean current, Instant createdAt, Instant lastSeenAt, Instant expiresAt) {}
