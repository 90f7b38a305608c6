package raconteur.character.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.UUID;
import raconteur.turn.MessageId;

/**
 * What a memory task has to know.
 *
 * @param leaf at which the memory is brought within its budgets
 * @param whole whether all that may be compressed is, whatever the budget of the session
 */
record Errand(UUID conversation, MessageId leaf, boolean whole) {
    JsonNode input() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("conversation", conversation.toString())
                .put("leaf", leaf.toString())
                .put("whole", whole);
    }

    static Errand of(JsonNode input) {
        return new Errand(
                UUID.fromString(input.path("conversation").asText()),
                new MessageId(UUID.fromString(input.path("leaf").asText())),
                input.path("whole").asBoolean());
    }
}
