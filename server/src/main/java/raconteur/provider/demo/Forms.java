package raconteur.provider.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes up a value of a JSON Schema: always the same one for the same schema, valid, and in words of a language. */
final class Forms {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 48;
    /** Beyond this depth only what must be there is made, so that schemas that contain themselves come to an end. */
    private static final int FRUGAL = 8;

    private static final int LONGEST_CHAIN = 16;

    private final JsonNode root;
    private final Words words;

    private Forms(JsonNode root, boolean chinese) {
        this.root = root;
        this.words = new Words(chinese);
    }

    /** The value as JSON text. */
    static String value(String schema, boolean chinese) {
        try {
            var root = JSON.readTree(schema);
            return new Forms(root, chinese).make(root, "", 0, 0).toString();
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("not a schema", broken);
        }
    }

    /** @param index which one of an array's items it is, from 0 */
    private JsonNode make(JsonNode schema, String name, int index, int depth) {
        var meant = merged(schema);
        if (depth > DEEPEST) {
            return NODES.nullNode();
        }
        if (meant.has("const")) {
            return meant.get("const");
        }
        if (meant.path("enum").isArray() && !meant.path("enum").isEmpty()) {
            return meant.get("enum").get(index % meant.get("enum").size());
        }
        for (var word : List.of("oneOf", "anyOf")) {
            if (meant.path(word).isArray() && !meant.path(word).isEmpty()) {
                return make(united(meant, chosen(meant.get(word), depth)), name, index, depth + 1);
            }
        }
        return switch (type(meant, depth)) {
            case "object" -> object(meant, index, depth);
            case "array" -> array(meant, name, depth);
            case "integer" -> Numbers.make(meant, index, true);
            case "number" -> Numbers.make(meant, index, false);
            case "boolean" -> NODES.booleanNode(false);
            case "null" -> NODES.nullNode();
            default -> NODES.textNode(words.text(meant, name, index));
        };
    }

    private static String type(JsonNode schema, int depth) {
        var type = schema.path("type");
        if (type.isArray()) {
            var names = new java.util.ArrayList<String>();
            type.forEach(word -> names.add(word.asText()));
            if (depth > FRUGAL && names.contains("null")) {
                return "null";
            }
            names.remove("null");
            return names.isEmpty() ? "null" : names.getFirst();
        }
        if (type.isTextual()) {
            return type.textValue();
        }
        return schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
    }

    /** The first branch that is something; nothing where it is deep already. */
    private JsonNode chosen(JsonNode branches, int depth) {
        JsonNode first = null;
        for (var branch : branches) {
            var isNull = resolved(branch).path("type").asText().equals("null");
            if (isNull && depth > FRUGAL) {
                return branch;
            }
            first = first == null && !isNull ? branch : first;
        }
        return first == null ? branches.get(0) : first;
    }

    private JsonNode object(JsonNode schema, int index, int depth) {
        var made = NODES.objectNode();
        var required = new java.util.HashSet<String>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (depth <= FRUGAL || required.contains(property.getKey())) {
                made.set(property.getKey(), make(property.getValue(), property.getKey(), index, depth + 1));
            }
        }
        var more = schema.path("additionalProperties");
        for (var name : required) {
            if (!made.has(name)) {
                made.set(name, make(more.isObject() ? more : NODES.objectNode(), name, index, depth + 1));
            }
        }
        var least = schema.path("minProperties").asInt(0);
        for (var at = 1; made.size() < least && at <= least; at++) {
            made.set("key_" + at, make(more.isObject() ? more : NODES.objectNode(), "key", at - 1, depth + 1));
        }
        return made;
    }

    private JsonNode array(JsonNode schema, String name, int depth) {
        var made = NODES.arrayNode();
        var first = schema.path("prefixItems");
        var least = schema.path("minItems").asInt(0);
        var most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        var usual = depth > FRUGAL ? least : Math.max(least, Math.min(most, 2));
        var items = schema.path("items");
        for (var at = 0; at < Math.min(Math.max(usual, Math.min(first.size(), most)), 1000); at++) {
            var item = make(at < first.size() ? first.get(at) : items, name, at, depth + 1);
            if (schema.path("uniqueItems").asBoolean() && contains(made, item)) {
                break; // there are no more different ones
            }
            made.add(item);
        }
        return made;
    }

    private static boolean contains(ArrayNode made, JsonNode item) {
        for (var other : made) {
            if (other.equals(item)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode resolved(JsonNode schema) {
        var found = schema;
        for (var hop = 0; hop < LONGEST_CHAIN && found.path("$ref").isTextual(); hop++) {
            var reference = found.path("$ref").textValue();
            found = reference.equals("#") || !reference.startsWith("#/") ? root : root.at(reference.substring(1));
        }
        return found;
    }

    /** The schema with what its reference and its {@code allOf} say. */
    private JsonNode merged(JsonNode schema) {
        var meant = resolved(schema);
        JsonNode whole = meant;
        for (var part : meant.path("allOf")) {
            whole = united(whole, part);
        }
        return whole;
    }

    private ObjectNode united(JsonNode one, JsonNode other) {
        var whole = one instanceof ObjectNode object ? object.deepCopy() : NODES.objectNode();
        for (var word : List.of("oneOf", "anyOf", "allOf")) {
            whole.remove(word);
        }
        resolved(other).properties().forEach(entry -> {
            var there = whole.get(entry.getKey());
            if (there instanceof ObjectNode mine && entry.getValue() instanceof ObjectNode more) {
                mine.setAll(more);
            } else if (there instanceof ArrayNode mine && entry.getKey().equals("required")) {
                entry.getValue().forEach(mine::add);
            } else {
                whole.set(entry.getKey(), entry.getValue());
            }
        });
        return whole;
    }

    /** Numbers within their bounds. */
    private static final class Numbers {
        private Numbers() {}

        static JsonNode make(JsonNode schema, int index, boolean whole) {
            var step = schema.has("multipleOf") ? schema.get("multipleOf").decimalValue() : BigDecimal.ONE;
            var least = least(schema, step, whole);
            var most = most(schema, step, whole);
            var start = least != null ? least : most != null && most.signum() < 0 ? most : step;
            var wanted = start.add(step.multiply(BigDecimal.valueOf(index)));
            if (least != null && least.signum() <= 0 && (most == null || most.compareTo(step) >= 0)) {
                wanted = step.multiply(BigDecimal.valueOf(index + 1L)); // one rather than nothing or less
            }
            var made = most != null && wanted.compareTo(most) > 0 ? most : wanted;
            made = least != null && made.compareTo(least) < 0 ? least : made;
            return made.stripTrailingZeros().scale() <= 0 ? NODES.numberNode(made.longValue()) : NODES.numberNode(made);
        }

        private static @Nullable BigDecimal least(JsonNode schema, BigDecimal step, boolean whole) {
            if (schema.path("exclusiveMinimum").isNumber()) {
                var open = schema.get("exclusiveMinimum").decimalValue();
                var half = whole || schema.has("multipleOf") ? step : between(schema, open);
                return raised(open.add(half), step, whole || schema.has("multipleOf"));
            }
            return schema.path("minimum").isNumber()
                    ? raised(schema.get("minimum").decimalValue(), step, whole || schema.has("multipleOf"))
                    : null;
        }

        private static @Nullable BigDecimal most(JsonNode schema, BigDecimal step, boolean whole) {
            var exact = whole || schema.has("multipleOf");
            if (schema.path("exclusiveMaximum").isNumber()) {
                var open = schema.get("exclusiveMaximum").decimalValue();
                var lowered = lowered(open, step, exact);
                return !exact || lowered.compareTo(open) == 0
                        ? lowered.subtract(exact ? step : between(schema, null))
                        : lowered;
            }
            return schema.path("maximum").isNumber()
                    ? lowered(schema.get("maximum").decimalValue(), step, exact)
                    : null;
        }

        /** A small distance that stays between open bounds. */
        private static BigDecimal between(JsonNode schema, @Nullable BigDecimal low) {
            var high = schema.has("exclusiveMaximum") ? schema.get("exclusiveMaximum") : schema.path("maximum");
            var from = low != null
                    ? low
                    : schema.has("exclusiveMinimum")
                            ? schema.get("exclusiveMinimum").decimalValue()
                            : null;
            return from == null || !high.isNumber()
                    ? new BigDecimal("0.5")
                    : high.decimalValue().subtract(from).divide(BigDecimal.valueOf(4), 12, RoundingMode.HALF_UP);
        }

        private static BigDecimal raised(BigDecimal bound, BigDecimal step, boolean exact) {
            return exact ? bound.divide(step, 0, RoundingMode.CEILING).multiply(step) : bound;
        }

        private static BigDecimal lowered(BigDecimal bound, BigDecimal step, boolean exact) {
            return exact ? bound.divide(step, 0, RoundingMode.FLOOR).multiply(step) : bound;
        }
    }
}
