package raconteur.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A letter that has not reached anybody by itself.
 *
 * @param purpose {@code verify}, {@code reset} or {@code notice}
 * @param state {@code waiting}: it will be tried again; {@code kept}: there is no mail server, so pass it on yourself;
 *     {@code refused}: the mail server did not take it
 * @param reason what the mail server said
 * @param expiresAt until when its links are good
 * @param subject only where this one letter was asked for
 * @param text only where this one letter was asked for
 */
public record Letter(
        UUID id,
        String purpose,
        String address,
        String state,
        @Nullable String reason,
        int tries,
        Instant createdAt,
        Instant expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String subject,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String text) {}
