package raconteur.protocol;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an account appears in talk. */
public record Persona(
        UUID id,
        String name,
        String description,
        @Nullable String avatar,
        boolean isDefault,
        int version,
        Instant createdAt) {}
