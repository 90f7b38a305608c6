package raconteur.scenarios.surface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import raconteur.scenarios.Json;
import raconteur.scenarios.Stage;

/** The server's OpenAPI document. */
final class Published {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** Operations that may be asked for without any credential, by their path: contract §1, doors. */
    static final Set<String> PUBLIC = Set.of(
            "/api/setup",
            "/api/register",
            "/api/login",
            "/api/logout",
            "/login",
            "/logout",
            "/api/token/refresh",
            "/api/verify-email",
            "/api/resend-email",
            "/api/password-reset",
            "/api/password-reset/confirm",
            "/api/shared/stories/{token}",
            "/api/public/characters/{id}",
            "/api/public/characters/{id}/avatar",
            "/health",
            "/livez",
            "/readyz",
            "/version",
            "/metrics");

    /** One operation; {@code body} is the schema of its JSON body. */
    record Operation(
            String method,
            String path,
            List<JsonNode> query,
            @Nullable JsonNode body) {
        String at(String id) {
            return path.replaceAll("\\{[^}]*}", id);
        }

        boolean takesId() {
            return path.contains("{");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final JsonNode document;

    Published(Stage stage) {
        this.document = stage.nobody().get("/openapi.json").expect(200).json();
    }

    List<Operation> operations() {
        var found = new ArrayList<Operation>();
        for (var path : document.path("paths").properties()) {
            for (var one : path.getValue().properties()) {
                if (METHODS.contains(one.getKey())) {
                    found.add(
                            operation(one.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), one.getValue()));
                }
            }
        }
        return found;
    }

    private Operation operation(String method, String path, JsonNode one) {
        var query = StreamSupport.stream(one.path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .toList();
        var body =
                one.path("requestBody").path("content").path("application/json").path("schema");
        return new Operation(method, path, query, body.isMissingNode() ? null : resolve(body));
    }

    /** The methods that each path takes. */
    Map<String, Set<String>> methods() {
        return operations().stream()
                .collect(Collectors.groupingBy(
                        Operation::path, Collectors.mapping(Operation::method, Collectors.toSet())));
    }

    /** What a reference points to. */
    JsonNode resolve(JsonNode schema) {
        var reference = schema.path("$ref").asText();
        return reference.isEmpty()
                ? schema
                : document.at(reference.substring(1)); // "#/components/…" is a JSON pointer after its first sign
    }

    static Set<String> required(JsonNode schema) {
        return StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    /** A body that fits: what is required, and the words where there are any. */
    ObjectNode fitting(JsonNode schema, String id) {
        var body = Json.of();
        var required = required(schema);
        for (var property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) || property.getKey().equals("text")) {
                body.set(property.getKey(), value(property.getKey(), resolve(property.getValue()), id));
            }
        }
        return body;
    }

    private JsonNode value(String name, JsonNode schema, String id) {
        if (schema.path("format").asText().equals("uuid")) {
            return Json.read("\"" + id + "\"");
        }
        return switch (schema.path("type").asText()) {
            case "boolean" -> Json.read("true");
            case "integer", "number" -> Json.read(schema.path("minimum").asText("1"));
            case "array" -> Json.of("a", List.of()).path("a");
            case "object" -> fitting(schema, id);
            case "string" ->
                Json.read("\""
                        + (schema.has("pattern")
                                ? schema.path("pattern").asText().split("\\|", -1)[0]
                                : name + "-fits")
                        + "\"");
            default -> throw new AssertionError("a type that no test knows: " + name + " " + schema);
        };
    }
}
