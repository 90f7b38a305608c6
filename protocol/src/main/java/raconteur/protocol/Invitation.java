package raconteur.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation.
 *
 * @param prefix its first characters, to tell it from others
 * @param uses how many accounts were made with it, of {@code mostUses}
 * @param valid whether another account can be made with it now
 * @param invite what a new member gives when registering, in the one answer that makes it and never again
 * @param link the page that fills it in
 */
public record Invitation(
        UUID id,
        String prefix,
        String note,
        int uses,
        int mostUses,
        boolean valid,
        Instant createdAt,
        Instant expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String invite,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String link) {}
