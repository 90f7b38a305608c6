package raconteur.story.payload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;
import raconteur.story.payload.Field.By;

/** Writes the fields of a payload as JSON Schema. */
final class Schema {
    private final UnaryOperator<String> limits;
    private final boolean whole;

    private Schema(UnaryOperator<String> limits, boolean whole) {
        this.limits = limits;
        this.whole = whole;
    }

    /**
     * What a model is asked for. Lengths are told, not demanded: a text that is too long is worth mending.
     *
     * @param limits by pointer, what to say of the words in a field
     */
    static ObjectNode asked(List<Field> fields, UnaryOperator<String> limits) {
        var mine = fields.stream().filter(field -> field.by() == By.MODEL).toList();
        return new Schema(limits, false).write(mine);
    }

    /** What a client gets. */
    static ObjectNode answered(List<Field> fields) {
        return new Schema(_ -> "", true).write(fields);
    }

    private ObjectNode write(List<Field> fields) {
        var root = object();
        for (var field : fields) {
            var parent = root;
            var path = field.parent();
            if (!path.isEmpty()) {
                parent = child(root, path.substring(1));
            }
            put(parent, field.name(), slot(field), field.optional());
        }
        return root;
    }

    private static ObjectNode child(ObjectNode root, String name) {
        if (root.at("/properties").get(name) instanceof ObjectNode there) {
            return there;
        }
        var child = object();
        put(root, name, child, false);
        return child;
    }

    private ObjectNode slot(Field field) {
        return switch (field.slot()) {
            case Slot.Words words -> words(words, field.pointer());
            case Slot.Choices _ -> choices(field.pointer());
            case Slot.Moments _ -> moments(field.pointer());
            case Slot.Whole number ->
                typed("integer").put("minimum", number.least()).put("maximum", number.most());
            case Slot.OneOf oneOf -> oneOf(next(field, oneOf));
            case Slot.Truth _ -> typed("boolean");
            case Slot.Name _ -> typed("string").put("minLength", 1);
        };
    }

    /** A server may route to where no model may ask to go. */
    private List<String> next(Field field, Slot.OneOf slot) {
        return whole
                        && field.pointer().equals("/routing/next_event_type")
                        && slot.words().size() > 1
                ? EventType.NEXT
                : slot.words();
    }

    private static ObjectNode oneOf(List<String> words) {
        var node = typed("string");
        words.forEach(node.putArray("enum")::add);
        return node;
    }

    private ObjectNode words(Slot.Words words, String pointer) {
        var node = typed("string").put("minLength", 1);
        if (whole) {
            node.put("minLength", words.least()).put("maxLength", words.most());
        }
        return described(node, pointer);
    }

    private ObjectNode choices(String pointer) {
        var item = object();
        if (whole) {
            put(item, "id", typed("integer").put("minimum", 1), false);
        }
        put(item, "text", described(typed("string").put("minLength", 1), pointer), false);
        return list(item, 2, 4);
    }

    private ObjectNode moments(String pointer) {
        var item = object();
        put(item, "event_type", typed("string").put("minLength", 1), false);
        put(item, "choice_text", typed("string").put("minLength", 1), false);
        put(item, "impact", described(typed("string").put("minLength", 1), pointer), false);
        return list(item, 1, 5);
    }

    private static ObjectNode list(ObjectNode item, int least, int most) {
        var node = typed("array").put("minItems", least).put("maxItems", most);
        node.set("items", item);
        return node;
    }

    private ObjectNode described(ObjectNode node, String pointer) {
        var said = limits.apply(pointer);
        return said.isEmpty() ? node : node.put("description", said);
    }

    private static void put(ObjectNode object, String name, ObjectNode schema, boolean optional) {
        object.withObject("/properties").set(name, schema);
        if (!optional) {
            object.withArray("/required").add(name);
        }
    }

    private static ObjectNode object() {
        var node = typed("object");
        node.putObject("properties");
        node.putArray("required");
        return node;
    }

    private static ObjectNode typed(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
