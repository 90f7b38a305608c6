package raconteur.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lorebook as it is kept.
 *
 * @param entries in the words of SillyTavern's world files, with every field there is
 * @param extra fields of the book that mean nothing to us
 * @param remarks what of it is not taken as it stands
 */
public record LorebookState(
        UUID id,
        String name,
        String description,
        @Nullable Integer scanDepth,
        @Nullable Integer tokenBudget,
        @Nullable Boolean recursiveScanning,
        List<JsonNode> entries,
        JsonNode extra,
        List<Remark> remarks,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    /**
     * Something in a book that is not taken as it stands.
     *
     * @param path where, such as {@code entries[3].key[0]}
     * @param message in the caller's language
     */
    public record Remark(String path, String message) {}
}
