package raconteur.character.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The lorebook inside of a card, as it came: what its entries mean is the lorebooks' matter. */
public record Book(ObjectNode json) {
    public Book {
        json = json.deepCopy();
    }

    /** A copy that the caller may change. */
    @Override
    public ObjectNode json() {
        return json.deepCopy();
    }

    /** What it is called, or the empty text. */
    public String name() {
        return json.path("name").asText("");
    }

    /** How many entries it has. */
    public int size() {
        JsonNode entries = json.path("entries");
        return entries.size();
    }
}
