package raconteur.turn;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one generation. */
public record GenerationId(UUID value) {
    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
