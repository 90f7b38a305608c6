package raconteur.turn.structured;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A grammar in GBNF that lets through what a schema allows: properties in their order, optional ones as null. Keywords
 * that a grammar cannot say are left to the validator.
 */
final class Grammar {
    private static final int LONGEST_COUNT = 1000;
    private static final int DEEPEST = 32;

    private static final String BASE = """
            ws ::= | " " | "\\n" [ \\t]{0,20}
            char ::= [^"\\\\\\x7F\\x00-\\x1F] | [\\\\] (["\\\\bfnrt] | "u" [0-9a-fA-F]{4})
            string ::= "\\"" char* "\\""
            integer ::= "-"? ("0" | [1-9] [0-9]{0,15})
            number ::= integer ("." [0-9]{1,15})? ([eE] [-+]? [0-9]{1,3})?
            boolean ::= "true" | "false"
            null ::= "null"
            value ::= object | array | string | number | boolean | null
            object ::= "{" ws (string ws ":" ws value (ws "," ws string ws ":" ws value)*)? ws "}"
            array ::= "[" ws (value (ws "," ws value)*)? ws "]"
            """;

    private final JsonNode root;
    private final Map<String, String> rules = new LinkedHashMap<>();
    private final Map<String, String> references = new LinkedHashMap<>();

    private Grammar(JsonNode root) {
        this.root = root;
    }

    /** The grammar of a schema. */
    static String of(JsonNode schema) {
        var grammar = new Grammar(schema);
        var whole = grammar.expression(schema, 0);
        var written = grammar.rules.entrySet().stream()
                .map(rule -> rule.getKey() + " ::= " + rule.getValue() + "\n")
                .collect(Collectors.joining());
        return "root ::= ws " + whole + " ws\n" + written + BASE;
    }

    private String expression(JsonNode schema, int depth) {
        if (depth > DEEPEST || !Schemas.isObject(schema)) {
            return "value";
        }
        if (schema.has("$ref")) {
            return reference(schema, depth);
        }
        if (schema.has("const")) {
            return literal(schema.get("const").toString());
        }
        if (schema.has("enum")) {
            return either(list(schema.get("enum")).stream()
                    .map(value -> literal(value.toString()))
                    .toList());
        }
        for (var word : List.of("anyOf", "oneOf")) {
            if (schema.has(word)) {
                return either(list(schema.get(word)).stream()
                        .map(branch -> expression(branch, depth + 1))
                        .toList());
            }
        }
        var types = Schemas.types(schema);
        return types.isEmpty()
                ? "value"
                : either(types.stream().map(type -> typed(type, schema, depth)).toList());
    }

    private String reference(JsonNode schema, int depth) {
        var key = schema.get("$ref").asText();
        var known = references.get(key);
        if (known != null) {
            return known;
        }
        var name = "def" + references.size();
        references.put(key, name);
        rules.put(name, "value");
        rules.put(name, expression(Schemas.deref(root, schema), depth + 1));
        return name;
    }

    private String typed(Schemas.Type type, JsonNode schema, int depth) {
        return switch (type) {
            case OBJECT -> object(schema, depth);
            case ARRAY -> array(schema, depth);
            case STRING -> string(schema);
            case NUMBER -> "number";
            case INTEGER -> "integer";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
        };
    }

    private String object(JsonNode schema, int depth) {
        if (schema.path("properties").isEmpty()) {
            return "object";
        }
        var required = Schemas.required(schema);
        var members = new ArrayList<String>();
        for (var property : schema.path("properties").properties()) {
            var value = expression(property.getValue(), depth + 1);
            members.add(literal("\"" + property.getKey() + "\"") + " ws \":\" ws "
                    + (required.contains(property.getKey()) ? value : "(" + value + " | null)"));
        }
        return rule("\"{\" ws " + String.join(" ws \",\" ws ", members) + " ws \"}\"");
    }

    private String array(JsonNode schema, int depth) {
        var item = expression(schema.path("items"), depth + 1);
        var least = count(schema, "minItems", 0);
        var most = count(schema, "maxItems", LONGEST_COUNT);
        if (most == 0) {
            return rule("\"[\" ws \"]\"");
        }
        var more = "(ws \",\" ws " + item + "){" + Math.max(0, least - 1) + "," + (most - 1) + "}";
        var some = item + " " + more;
        return rule("\"[\" ws " + (least == 0 ? "(" + some + ")?" : some) + " ws \"]\"");
    }

    private String string(JsonNode schema) {
        if (!schema.has("minLength") && !schema.has("maxLength")) {
            return "string";
        }
        var least = count(schema, "minLength", 0);
        var most = schema.path("maxLength").asInt(LONGEST_COUNT + 1);
        return rule("\"\\\"\" char{" + least + "," + (most > LONGEST_COUNT ? "" : String.valueOf(most)) + "} \"\\\"\"");
    }

    private static int count(JsonNode schema, String word, int otherwise) {
        return Math.clamp(schema.path(word).asInt(otherwise), 0, LONGEST_COUNT);
    }

    /** A rule of its own for an expression; the same expression has the same rule. */
    private String rule(String expression) {
        for (var rule : rules.entrySet()) {
            if (rule.getValue().equals(expression)) {
                return rule.getKey();
            }
        }
        var name = "r" + rules.size();
        rules.put(name, expression);
        return name;
    }

    private static String either(List<String> branches) {
        return branches.size() == 1 ? branches.getFirst() : "(" + String.join(" | ", branches) + ")";
    }

    private static String literal(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static List<JsonNode> list(JsonNode array) {
        var all = new ArrayList<JsonNode>();
        array.forEach(all::add);
        return all;
    }
}
