package raconteur.task;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Which task. */
public record TaskId(UUID value) {
    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
