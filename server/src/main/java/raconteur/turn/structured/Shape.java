package raconteur.turn.structured;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a value must be: a name and a JSON Schema (2020-12) whose root is an object. It is prepared once for every way
 * to ask for it, so keep it. References may only point into the schema itself; nothing is ever fetched. Immutable.
 */
public final class Shape {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final int MOST_MESSAGES = 12;
    private static final int LONGEST_MESSAGE = 240;

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.values(known -> {
                        known.clear();
                        known.add(DisallowSchemaLoader.getInstance());
                    }))
                    .enableSchemaCache(false));

    private final String name;
    private final ObjectNode schema;
    private final String text;
    private final Optional<String> strict;
    private final JsonSchema validator;

    private Shape(String name, ObjectNode schema) {
        this.name = name;
        this.schema = schema;
        this.text = schema.toString();
        this.strict = StrictSchema.of(schema).map(JsonNode::toString);
        this.validator = FACTORY.getSchema(
                schema,
                SchemaValidatorsConfig.builder()
                        .pathType(PathType.JSON_PATH)
                        .locale(Locale.ENGLISH)
                        .formatAssertionsEnabled(true)
                        .build());
    }

    /**
     * The shape of this name.
     *
     * @param name letters, digits, {@code _} and {@code -}, at most 64: models see it
     * @param schema JSON Schema as text
     * @throws IllegalArgumentException if it is no such schema
     */
    public static Shape of(String name, String schema) {
        try {
            return of(name, Lenient.STRICT.readTree(schema));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("not JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    /** The same from JSON that was read. */
    public static Shape of(String name, JsonNode schema) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name: " + name);
        }
        if (!(schema instanceof ObjectNode object)
                || !"object".equals(schema.path("type").asText())) {
            throw new IllegalArgumentException("the root of a schema must be of type object");
        }
        Schemas.requireLocal(object);
        return new Shape(name, object.deepCopy());
    }

    public String name() {
        return name;
    }

    /** The schema as it was given; do not change it. */
    ObjectNode schema() {
        return schema;
    }

    /** The schema as it was given, in one line. */
    String text() {
        return text;
    }

    /** The schema as providers enforce it; nothing where they could not. */
    Optional<String> strict() {
        return strict;
    }

    /** What is wrong with a value, for a model to read: short, with JSON paths; empty if it is valid. */
    public List<String> faults(JsonNode value) {
        return validator.validate(value).stream()
                .map(ValidationMessage::getMessage)
                .map(message ->
                        message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…")
                .distinct()
                .limit(MOST_MESSAGES)
                .toList();
    }
}
