package raconteur.turn.structured;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Reads JSON Schema as far as values are made and set right by it. */
final class Schemas {
    private static final int LONGEST_CHAIN = 16;
    private static final int DEEPEST = 64;

    /** The types of JSON Schema. */
    enum Type {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        INTEGER,
        BOOLEAN,
        NULL
    }

    private Schemas() {}

    /** Refuses references that lead out of the schema, and schemas that are too deep to walk. */
    static void requireLocal(JsonNode schema) {
        requireLocal(schema, schema, 0);
    }

    private static void requireLocal(JsonNode root, JsonNode node, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("the schema is nested too deeply");
        }
        for (var word : new String[] {"$ref", "$dynamicRef", "$recursiveRef"}) {
            var reference = node.path(word);
            if (reference.isTextual() && !resolvable(root, reference.textValue())) {
                throw new IllegalArgumentException("a reference leads nowhere in the schema: " + reference);
            }
        }
        node.forEach(child -> requireLocal(root, child, depth + 1));
    }

    private static boolean resolvable(JsonNode root, String reference) {
        return reference.equals("#")
                || (reference.startsWith("#/")
                        && !root.at(reference.substring(1)).isMissingNode());
    }

    /** The schema that a reference stands for; itself when it is none. */
    static JsonNode deref(JsonNode root, JsonNode schema) {
        var found = schema;
        for (var hop = 0; hop < LONGEST_CHAIN && found.path("$ref").isTextual(); hop++) {
            var reference = found.path("$ref").textValue();
            found = reference.equals("#") ? root : root.at(reference.substring(1));
        }
        return found;
    }

    /** The types that a schema names, or that its keywords speak of; empty where it leaves them open. */
    static Set<Type> types(JsonNode schema) {
        var types = EnumSet.noneOf(Type.class);
        var named = schema.path("type");
        if (named.isTextual()) {
            types.add(type(named.textValue()));
        }
        named.forEach(word -> types.add(type(word.asText())));
        if (types.isEmpty()) {
            if (schema.has("const")) {
                types.add(type(schema.get("const")));
            }
            schema.path("enum").forEach(value -> types.add(type(value)));
        }
        if (types.isEmpty() && schema.has("properties")) {
            types.add(Type.OBJECT);
        }
        if (types.isEmpty() && schema.has("items")) {
            types.add(Type.ARRAY);
        }
        return types;
    }

    private static Type type(String word) {
        try {
            return Type.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("there is no type " + word + " in JSON Schema", unknown);
        }
    }

    /** The type of a value. */
    static Type type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> Type.OBJECT;
            case ARRAY -> Type.ARRAY;
            case STRING, BINARY -> Type.STRING;
            case NUMBER -> value.isIntegralNumber() ? Type.INTEGER : Type.NUMBER;
            case BOOLEAN -> Type.BOOLEAN;
            case NULL, MISSING -> Type.NULL;
        };
    }

    /** Whether a value is of one of the types; no type at all admits any. */
    static boolean admits(Set<Type> types, JsonNode value) {
        var type = type(value);
        return types.isEmpty()
                || types.contains(type)
                || (type == Type.INTEGER && types.contains(Type.NUMBER))
                || (type == Type.NUMBER
                        && types.contains(Type.INTEGER)
                        && value.decimalValue().stripTrailingZeros().scale() <= 0);
    }

    /** Whether null is one of the values of a schema. */
    static boolean admitsNull(JsonNode root, JsonNode schema) {
        var meant = deref(root, schema);
        if (types(meant).contains(Type.NULL)) {
            return true;
        }
        for (var word : new String[] {"anyOf", "oneOf"}) {
            for (var branch : meant.path(word)) {
                if (admitsNull(root, branch)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The names of the properties that must be there. */
    static Set<String> required(JsonNode schema) {
        var names = new HashSet<String>();
        schema.path("required").forEach(name -> names.add(name.asText()));
        return names;
    }

    static boolean isObject(JsonNode schema) {
        return schema.getNodeType() == JsonNodeType.OBJECT;
    }
}
