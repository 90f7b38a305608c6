package raconteur.turn.structured;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** Shapes that tests ask for. */
final class Shapes {
    /** Two things that must be there, and some that may. */
    static final Shape TALE = Shape.of("tale", """
            {"type": "object",
             "properties": {
               "title": {"type": "string", "minLength": 1, "maxLength": 40},
               "count": {"type": "integer", "minimum": 0},
               "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 4},
               "mood": {"enum": ["calm", "tense", "平静"]},
               "open": {"type": "boolean"},
               "hero": {"type": "object",
                        "properties": {"name": {"type": "string"}, "age": {"type": "number"}},
                        "required": ["name"], "additionalProperties": false}},
             "required": ["title", "count"], "additionalProperties": false}
            """);

    private Shapes() {}

    static JsonNode json(String text) {
        try {
            return Lenient.STRICT.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }
}
