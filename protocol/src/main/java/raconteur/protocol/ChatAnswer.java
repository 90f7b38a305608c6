package raconteur.protocol;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer on the simple chat surface.
 *
 * @param status always 0: it worked
 * @param id the answer's message
 * @param chatSessionId the tab it stands in
 * @param model which one answered
 * @param usage null when nothing was used that could be counted
 */
public record ChatAnswer(
        int status,
        UUID id,
        String output,
        UUID chatSessionId,
        Instant createdAt,
        UUID turnId,
        @Nullable String model,
        Message.@Nullable Usage usage) {}
