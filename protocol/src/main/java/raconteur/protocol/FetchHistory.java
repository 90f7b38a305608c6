package raconteur.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks what was said.
 *
 * @param chatSessionId where; left out: in all open tabs
 * @param before only what stands above this message
 * @param limit messages per tab at most, the newest; 50 when left out
 */
public record FetchHistory(
        @Nullable UUID chatSessionId,
        @Nullable UUID before,
        @Min(1) @Max(200) @Nullable Integer limit) {}
