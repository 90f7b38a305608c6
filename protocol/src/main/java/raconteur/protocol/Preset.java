package raconteur.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A beginning that can be used again: a title and a prompt.
 *
 * @param autoSend whether using it sends the prompt at once, and names the conversation after it
 * @param shared whether it is everybody's; operators make those
 */
public record Preset(
        UUID id,
        String title,
        String prompt,
        boolean autoSend,
        boolean shared,
        @Nullable String model,
        JsonNode parameters,
        int version,
        Instant createdAt) {}
