package raconteur.turn;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one message, wherever it is kept. */
public record MessageId(UUID value) {
    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
