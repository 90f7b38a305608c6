package raconteur.turn;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one turn. */
public record TurnId(UUID value) {
    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
