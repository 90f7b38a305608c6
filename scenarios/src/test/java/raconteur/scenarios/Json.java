package raconteur.scenarios;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reading and writing JSON in tests. */
public final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Json() {}

    /** An object of members and values in turn: texts, numbers, flags, lists, nodes, null. */
    public static ObjectNode of(@Nullable Object... membersAndValues) {
        var object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < membersAndValues.length; i += 2) {
            object.set(String.valueOf(membersAndValues[i]), MAPPER.valueToTree(membersAndValues[i + 1]));
        }
        return object;
    }

    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    /** The elements of a list, or of the {@code items} of a page. */
    public static List<JsonNode> items(JsonNode list) {
        var array = list.isArray() ? list : list.path("items");
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** One member of every element, as text. */
    public static List<String> each(JsonNode list, String member) {
        return items(list).stream().map(item -> item.path(member).asText()).toList();
    }
}
