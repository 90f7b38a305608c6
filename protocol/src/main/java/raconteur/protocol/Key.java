package raconteur.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key of a program.
 *
 * @param prefix its first characters, to tell it from others
 * @param scopes what it is for
 * @param perMinute how many requests it may make in a minute
 * @param models what it may ask; none: everything its owner may
 * @param lastUsedAt when it was used last, within some minutes
 * @param key the key itself, in the one answer that makes it and never again
 */
public record Key(
        UUID id,
        String name,
        String prefix,
        List<String> scopes,
        @Nullable Instant expiresAt,
        @Nullable Integer perMinute,
        @Nullable String budget,
        List<String> models,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {}
