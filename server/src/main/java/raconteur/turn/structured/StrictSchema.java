package raconteur.turn.structured;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a schema the way providers enforce it: no further properties, every property required, an optional one
 * nullable instead, and no keyword that they refuse. What they do not enforce stands in the description, and is checked
 * by us. {@link Coercion} takes the nulls away again.
 */
final class StrictSchema {
    private static final Set<String> KEPT = Set.of(
            "description",
            "enum",
            "const",
            "pattern",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minItems",
            "maxItems");

    private static final Set<String> FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");

    private static final List<String> BEYOND = List.of(
            "not", "if", "dependentRequired", "dependentSchemas", "patternProperties", "prefixItems", "contains");

    private final ObjectNode root;

    private StrictSchema(ObjectNode root) {
        this.root = root;
    }

    /** It cannot be said in the strict subset. */
    private static final class Beyond extends RuntimeException {
        Beyond(String what) {
            super(what, null, false, false);
        }
    }

    /** The strict form; nothing where the schema says more than that subset can. */
    static Optional<ObjectNode> of(ObjectNode schema) {
        try {
            var strict = new StrictSchema(schema);
            var whole = strict.write(schema);
            for (var shelf : List.of("$defs", "definitions")) {
                if (schema.has(shelf)) {
                    var defs = whole.putObject(shelf);
                    schema.get(shelf).properties().forEach(def -> defs.set(def.getKey(), strict.write(def.getValue())));
                }
            }
            return Optional.of(whole);
        } catch (Beyond _) {
            return Optional.empty();
        }
    }

    private ObjectNode write(JsonNode schema) {
        if (!Schemas.isObject(schema)) {
            throw new Beyond("a schema that is true or false");
        }
        for (var word : BEYOND) {
            if (schema.has(word)) {
                throw new Beyond(word);
            }
        }
        if (schema.has("$ref")) {
            return node().put("$ref", schema.get("$ref").asText());
        }
        if (schema.has("allOf")) {
            return write(merged(schema));
        }
        var strict = node();
        schema.properties().forEach(entry -> keep(strict, entry.getKey(), entry.getValue()));
        union(strict, schema);
        lengths(strict, schema);
        var types = Schemas.types(schema);
        if (types.isEmpty() && !strict.has("anyOf")) {
            throw new Beyond("a value of any type");
        }
        type(strict, types);
        if (types.contains(Schemas.Type.OBJECT)) {
            object(strict, schema);
        }
        if (types.contains(Schemas.Type.ARRAY)) {
            if (!schema.has("items")) {
                throw new Beyond("an array of anything");
            }
            strict.set("items", write(schema.get("items")));
        }
        return strict;
    }

    private static void keep(ObjectNode strict, String word, JsonNode value) {
        if (KEPT.contains(word) || (word.equals("format") && FORMATS.contains(value.asText()))) {
            strict.set(word, value.deepCopy());
        }
    }

    private void union(ObjectNode strict, JsonNode schema) {
        for (var word : List.of("anyOf", "oneOf")) {
            if (schema.has(word)) {
                var branches = strict.putArray("anyOf");
                schema.get(word).forEach(branch -> branches.add(write(branch)));
            }
        }
    }

    private static void type(ObjectNode strict, Set<Schemas.Type> types) {
        var words = types.stream()
                .map(type -> type.name().toLowerCase(java.util.Locale.ROOT))
                .toList();
        if (words.size() == 1) {
            strict.put("type", words.getFirst());
        } else if (!words.isEmpty()) {
            var array = strict.putArray("type");
            words.forEach(array::add);
        }
    }

    private void object(ObjectNode strict, JsonNode schema) {
        var more = schema.path("additionalProperties");
        if (!more.isMissingNode() && !more.equals(JsonNodeFactory.instance.booleanNode(false))) {
            throw new Beyond("properties of any name");
        }
        var mandatory = Schemas.required(schema);
        var properties = strict.putObject("properties");
        var required = strict.putArray("required");
        schema.path("properties").properties().forEach(property -> {
            var written = write(property.getValue());
            properties.set(
                    property.getKey(),
                    mandatory.contains(property.getKey()) || Schemas.admitsNull(root, property.getValue())
                            ? written
                            : nullable(written));
            required.add(property.getKey());
        });
        strict.put("additionalProperties", false);
    }

    private static ObjectNode nullable(ObjectNode written) {
        var type = written.path("type");
        if (type.isMissingNode() || written.has("const")) {
            var either = node();
            if (written.has("anyOf") && !written.has("const")) {
                ((ArrayNode) written.get("anyOf")).addObject().put("type", "null");
                return written;
            }
            either.putArray("anyOf").add(written).addObject().put("type", "null");
            return either;
        }
        var types = written.putArray("type");
        if (type.isTextual()) {
            types.add(type);
        } else {
            type.forEach(types::add);
        }
        types.add("null");
        if (written.get("enum") instanceof ArrayNode values) {
            values.addNull();
        }
        return written;
    }

    /** Lengths are not enforced, but a model that reads of them keeps them more often. */
    private static void lengths(ObjectNode strict, JsonNode schema) {
        var least = schema.path("minLength");
        var most = schema.path("maxLength");
        if (least.isMissingNode() && most.isMissingNode()) {
            return;
        }
        var words = least.isMissingNode()
                ? "At most " + most.asInt() + " characters."
                : most.isMissingNode()
                        ? "At least " + least.asInt() + " characters."
                        : least.asInt() + " to " + most.asInt() + " characters.";
        var said = strict.path("description").asText("");
        strict.put("description", said.isEmpty() ? words : said + " " + words);
    }

    /** Schemas that all hold, as one; only their keywords of objects are put together. */
    private JsonNode merged(JsonNode schema) {
        var whole = ((ObjectNode) schema).deepCopy();
        whole.remove("allOf");
        for (var part : schema.get("allOf")) {
            Schemas.deref(root, part).properties().forEach(entry -> {
                var name = entry.getKey();
                var there = whole.get(name);
                if (there == null) {
                    whole.set(name, entry.getValue().deepCopy());
                } else if (there instanceof ObjectNode mine && entry.getValue() instanceof ObjectNode more) {
                    mine.setAll(more.deepCopy());
                } else if (there instanceof ArrayNode mine && name.equals("required")) {
                    entry.getValue().forEach(mine::add);
                } else if (!there.equals(entry.getValue())) {
                    throw new Beyond("schemas that say different things of " + name);
                }
            });
        }
        return whole;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
