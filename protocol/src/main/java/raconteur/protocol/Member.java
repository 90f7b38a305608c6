package raconteur.protocol;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as operators see it. */
public record Member(
        UUID id,
        String username,
        @Nullable String email,
        boolean emailVerified,
        String role,
        boolean suspended,
        Instant createdAt) {}
