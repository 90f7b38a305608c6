package raconteur.story;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Which story, or rather which run of it. */
public record StoryId(UUID value) {
    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
