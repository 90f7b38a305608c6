package raconteur.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one conversation, for ever. */
public record ConversationId(UUID value) {
    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
