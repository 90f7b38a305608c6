package raconteur.turn.structured;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** Schemas of all kinds, the same for the same seed. */
final class RandomSchemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String[] NAMES = {"title", "scene", "options", "id", "text", "score", "reason", "is_correct"};

    private final Random random;

    private RandomSchemas(long seed) {
        this.random = new Random(seed);
    }

    static ObjectNode of(long seed) {
        var schemas = new RandomSchemas(seed);
        var root = schemas.object(0);
        var defs = root.putObject("$defs");
        defs.set("leaf", schemas.leaf());
        var tree = defs.putObject("tree").put("type", "object");
        tree.putObject("properties").putObject("name").put("type", "string");
        tree.withObject("/properties")
                .putObject("children")
                .put("type", "array")
                .putObject("items")
                .put("$ref", "#/$defs/tree");
        tree.putArray("required").add("name");
        tree.put("additionalProperties", false);
        return root;
    }

    private ObjectNode any(int depth) {
        var kind = random.nextInt(depth > 3 ? 5 : 9);
        return switch (kind) {
            case 5 -> object(depth + 1);
            case 6 -> array(depth + 1);
            case 7 -> {
                var union = NODES.objectNode();
                union.putArray(random.nextBoolean() ? "oneOf" : "anyOf")
                        .add(object(depth + 1))
                        .add(NODES.objectNode().put("type", "null"));
                yield union;
            }
            case 8 -> NODES.objectNode().put("$ref", random.nextBoolean() ? "#/$defs/leaf" : "#/$defs/tree");
            default -> leaf();
        };
    }

    private ObjectNode object(int depth) {
        var object = NODES.objectNode().put("type", "object");
        var properties = object.putObject("properties");
        var required = object.putArray("required");
        for (var name : NAMES) {
            if (random.nextInt(3) == 0) {
                properties.set(name, any(depth));
                if (random.nextBoolean()) {
                    required.add(name);
                }
            }
        }
        object.put("additionalProperties", false);
        return object;
    }

    private ObjectNode array(int depth) {
        var array = NODES.objectNode().put("type", "array");
        array.set("items", any(depth));
        var least = random.nextInt(4);
        if (random.nextBoolean()) {
            array.put("minItems", least);
        }
        if (random.nextBoolean()) {
            array.put("maxItems", least + random.nextInt(3));
        }
        return array;
    }

    private ObjectNode leaf() {
        var leaf = NODES.objectNode();
        switch (random.nextInt(6)) {
            case 0 -> {
                var least = random.nextInt(30);
                leaf.put("type", "string").put("minLength", least).put("maxLength", least + random.nextInt(40));
            }
            case 1 -> leaf.putArray("enum").add("EASY").add("normal").add("困难");
            case 2 -> {
                var least = random.nextInt(200) - 100;
                leaf.put("type", "integer").put("minimum", least).put("maximum", least + random.nextInt(9));
            }
            case 3 ->
                leaf.put("type", "number").put("exclusiveMinimum", 0).put("exclusiveMaximum", random.nextInt(1, 4));
            case 4 -> leaf.put("const", random.nextBoolean() ? "END" : "始");
            default -> leaf.put("type", random.nextBoolean() ? "boolean" : "string");
        }
        return leaf;
    }
}
