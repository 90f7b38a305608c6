package raconteur.protocol;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone who can sign in.
 *
 * @param role {@code member} or {@code operator}
 * @param version counts its changes; send it back with one
 */
public record Account(UUID id, String username, @Nullable String email, String role, long version, Instant createdAt) {}
