package raconteur.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;

/**
 * A task that is wanted.
 *
 * @param subject the character, … it is about
 * @param input what the work has to know; kept with the task
 * @param parts their names, in the order in which they are shown
 * @param once how a repeated request is recognised
 */
public record Order(
        Caller caller,
        String kind,
        @Nullable UUID subject,
        JsonNode input,
        List<String> parts,
        @Nullable Once once) {
    /**
     * A repeatable request.
     *
     * @param key the caller's own
     * @param fingerprint of everything that was wanted: another one under the same key is refused
     */
    public record Once(String key, String fingerprint) {}

    public Order {
        parts = List.copyOf(parts);
    }
}
