package raconteur.protocol;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone who can sign in.
 *
 * @param emailVerified whether its owner has shown to read what is sent to the address
 * @param pendingEmail an address that takes the place of this one once the link sent to it is opened
 * @param avatar where its picture is, if it has one; another one has another address
 * @param role {@code member} or {@code operator}
 * @param version counts its changes; send it back with one
 */
public record Account(
        UUID id,
        String username,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String pendingEmail,
        @Nullable String avatar,
        String role,
        long version,
        Instant createdAt) {}
