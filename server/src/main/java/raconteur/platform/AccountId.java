package raconteur.platform;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one account, for ever. */
public record AccountId(UUID value) {
    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
