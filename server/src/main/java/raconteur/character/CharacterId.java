package raconteur.character;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one character, for ever. */
public record CharacterId(UUID value) {
    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
