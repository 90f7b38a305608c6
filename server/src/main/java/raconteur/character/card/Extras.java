package raconteur.character.card;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON that is kept as it came, whatever it means. Two are equal when they say the same, in whatever order. */
public record Extras(ObjectNode json) {
    /** Nothing besides. */
    public static final Extras NONE = new Extras(JsonNodeFactory.instance.objectNode());

    public Extras {
        json = json.deepCopy();
    }

    /** A copy that the caller may change. */
    @Override
    public ObjectNode json() {
        return json.deepCopy();
    }
}
