package raconteur.turn.structured;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sets right what is meant but not written as the schema wants it, where nothing is lost or made up by it: a number in
 * a string, one value instead of an array of one, an enumerated word in other letters, a null for what may be absent.
 */
final class Coercion {
    private static final int DEEPEST = 64;
    private static final int MOST_NOTES = 20;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,30})(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?");

    private final JsonNode root;
    private final List<String> notes = new ArrayList<>();

    private Coercion(JsonNode root) {
        this.root = root;
    }

    /** A value set right, and what was done to it. */
    record Coerced(JsonNode value, List<String> notes) {}

    /** Sets a value right by a schema; the given one is left as it is. */
    static Coerced of(JsonNode schema, JsonNode value) {
        var coercion = new Coercion(schema);
        var whole = coercion.unwrapped(schema, value.deepCopy());
        var right = coercion.value(schema, whole, "$", 0);
        return new Coerced(right, List.copyOf(coercion.notes));
    }

    /** {@code {"scene": {…}}} or {@code {"arguments": {…}}} where the inner object was asked for. */
    private JsonNode unwrapped(JsonNode schema, JsonNode value) {
        var wanted = schema.path("properties");
        if (value.size() == 1
                && value.isObject()
                && !wanted.has(value.fieldNames().next())) {
            var inner = value.elements().next();
            if (inner.isObject() && inner.properties().stream().anyMatch(entry -> wanted.has(entry.getKey()))) {
                note("$", "taken out of " + value.fieldNames().next());
                return inner;
            }
        }
        return value;
    }

    private JsonNode value(JsonNode schema, JsonNode value, String path, int depth) {
        var meant = Schemas.deref(root, schema);
        if (depth > DEEPEST || !Schemas.isObject(meant)) {
            return value;
        }
        var branch = branch(meant, value);
        var before = branch == null ? value : value(branch, value, path, depth + 1);
        var typed = enumerated(meant, typed(meant, before, path), path);
        if (typed instanceof ObjectNode object) {
            object(meant, object, path, depth);
        } else if (typed instanceof ArrayNode array) {
            for (var at = 0; at < array.size(); at++) {
                array.set(at, value(meant.path("items"), array.get(at), path + "[" + at + "]", depth + 1));
            }
        }
        for (var part : meant.path("allOf")) {
            typed = value(part, typed, path, depth + 1);
        }
        return typed;
    }

    private void object(JsonNode schema, ObjectNode object, String path, int depth) {
        var properties = schema.path("properties");
        var required = Schemas.required(schema);
        renamed(properties, object, path);
        for (var property : properties.properties()) {
            var name = property.getKey();
            var here = object.get(name);
            if (here == null) {
                continue;
            }
            if (here.isNull() && !required.contains(name) && !Schemas.admitsNull(root, property.getValue())) {
                object.remove(name);
            } else {
                object.set(name, value(property.getValue(), here, path + "." + name, depth + 1));
            }
        }
    }

    /** Names that differ only in the case of letters, or in what stands between words. */
    private void renamed(JsonNode properties, ObjectNode object, String path) {
        for (var property : properties.properties()) {
            var name = property.getKey();
            if (object.has(name)) {
                continue;
            }
            var alike = object.properties().stream()
                    .map(java.util.Map.Entry::getKey)
                    .filter(other -> !properties.has(other) && plain(other).equals(plain(name)))
                    .toList();
            if (alike.size() == 1) {
                object.set(name, object.remove(alike.getFirst()));
                note(path, alike.getFirst() + " renamed to " + name);
            }
        }
    }

    private static String plain(String name) {
        return name.strip().replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
    }

    /** The branch of a union that is meant: one that admits the value as it is, else one that could. */
    private @Nullable JsonNode branch(JsonNode schema, JsonNode value) {
        for (var word : List.of("oneOf", "anyOf")) {
            for (var branch : schema.path(word)) {
                var meant = Schemas.deref(root, branch);
                if (Schemas.admits(Schemas.types(meant), value) && tagged(meant, value)) {
                    return branch;
                }
            }
            if (schema.path(word).size() == 2 && Schemas.admitsNull(root, schema)) {
                // a union with null is one type that may be absent
                var first = schema.path(word).get(0);
                return Schemas.admitsNull(root, first) ? schema.path(word).get(1) : first;
            }
        }
        return null;
    }

    /** Whether the constant properties, by which branches tell themselves apart, are those of the value. */
    private static boolean tagged(JsonNode branch, JsonNode value) {
        return branch.path("properties").properties().stream().allMatch(property -> {
            var constant = property.getValue().get("const");
            return constant == null || !value.has(property.getKey()) || constant.equals(value.get(property.getKey()));
        });
    }

    private JsonNode typed(JsonNode schema, JsonNode value, String path) {
        var types = Schemas.types(schema);
        if (Schemas.admits(types, value) || types.isEmpty()) {
            return value;
        }
        for (var type : types) {
            var changed = switch (type) {
                case NUMBER, INTEGER -> number(value, type == Schemas.Type.INTEGER);
                case BOOLEAN -> truth(value);
                case STRING -> value.isNumber() || value.isBoolean() ? TextNode.valueOf(value.asText()) : null;
                case ARRAY -> array(schema, value);
                case OBJECT -> nested(value, "{");
                case NULL ->
                    value.isTextual() && value.textValue().equals("null") ? JsonNodeFactory.instance.nullNode() : null;
            };
            if (changed != null) {
                note(path, Schemas.type(value) + " taken as " + type);
                return changed;
            }
        }
        return value;
    }

    private static @Nullable JsonNode number(JsonNode value, boolean whole) {
        var text = value.isTextual() ? value.textValue().strip() : "";
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        var number = new BigDecimal(text);
        return whole && number.stripTrailingZeros().scale() > 0 ? null : Salvage.number(number);
    }

    private static @Nullable JsonNode truth(JsonNode value) {
        return switch (value.asText().strip().toLowerCase(Locale.ROOT)) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> null;
        };
    }

    private @Nullable JsonNode array(JsonNode schema, JsonNode value) {
        var nested = nested(value, "[");
        if (nested != null) {
            return nested;
        }
        var types = Schemas.types(Schemas.deref(root, schema.path("items")));
        return value.isNull() || types.isEmpty() || !Schemas.admits(types, value)
                ? null
                : JsonNodeFactory.instance.arrayNode().add(value);
    }

    /** JSON that was written into a string. */
    private static @Nullable JsonNode nested(JsonNode value, String opening) {
        if (!value.isTextual() || !value.textValue().strip().startsWith(opening)) {
            return null;
        }
        try {
            var inner = Lenient.STRICT.readTree(value.textValue());
            return inner.isContainerNode() ? inner : null;
        } catch (JsonProcessingException _) {
            return null; // text that only begins like JSON
        }
    }

    private JsonNode enumerated(JsonNode schema, JsonNode value, String path) {
        var allowed = new ArrayList<JsonNode>();
        schema.path("enum").forEach(allowed::add);
        if (schema.has("const")) {
            allowed.add(schema.get("const"));
        }
        if (allowed.isEmpty() || allowed.contains(value) || !value.isTextual()) {
            return value;
        }
        var alike = allowed.stream()
                .filter(other -> other.isTextual() && plain(other.textValue()).equals(plain(value.textValue())))
                .toList();
        if (alike.size() != 1) {
            return value;
        }
        note(path, value + " taken as " + alike.getFirst());
        return alike.getFirst();
    }

    private void note(String path, String what) {
        if (notes.size() < MOST_NOTES) {
            notes.add(path + ": " + (what.length() > 200 ? what.substring(0, 200) + "…" : what));
        }
    }
}
