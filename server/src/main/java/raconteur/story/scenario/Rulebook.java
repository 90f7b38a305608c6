package raconteur.story.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import raconteur.platform.Nearest;

/** The published JSON Schema of scenarios, and what it says of one, in both languages. Immutable. */
public final class Rulebook {
    private static final int MOST_FAULTS = 100;

    /** UTF-16 units of a name that is repeated to whoever wrote it. */
    private static final int LONGEST_NAME = 60;

    private static final String TEXT = load();
    private static final JsonNode SCHEMA = parsed(TEXT);
    private static final JsonSchema VALIDATOR = JsonSchemaFactory.getInstance(
                    SpecVersion.VersionFlag.V202012,
                    builder -> builder.schemaLoaders(loaders -> loaders.values(known -> {
                                known.clear();
                                known.add(DisallowSchemaLoader.getInstance());
                            }))
                            .enableSchemaCache(false))
            .getSchema(
                    SCHEMA,
                    SchemaValidatorsConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .locale(Locale.ENGLISH)
                            .build());

    private Rulebook() {}

    private static String load() {
        try (var in = Objects.requireNonNull(Rulebook.class.getResourceAsStream("scenario.schema.json"))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The schema as it is published. */
    public static String text() {
        return TEXT;
    }

    /** What breaks the schema, in the order of the text as far as it has one. */
    static List<Fault> faults(Sheet sheet) {
        var faults = new LinkedHashMap<String, Fault>();
        for (var message : VALIDATOR.validate(sheet.tree())) {
            var fault = fault(sheet, message);
            faults.putIfAbsent(fault.path() + " " + message.getType(), fault);
            if (faults.size() >= MOST_FAULTS) {
                break;
            }
        }
        return List.copyOf(faults.values());
    }

    private static Fault fault(Sheet sheet, ValidationMessage message) {
        var path = path(message);
        var rule = message.getSchemaNode();
        return switch (message.getType()) {
            case "required" -> Fault.of(sheet, Sheet.path(path, message.getProperty()), "is missing", "缺失");
            case "additionalProperties" -> unknown(sheet, path, message);
            case "type" -> Fault.of(sheet, path, "must be " + type(rule)[0], "须为" + type(rule)[1]);
            case "minLength" -> least(sheet, path, rule.asInt());
            case "maxLength" ->
                Fault.of(
                        sheet,
                        path,
                        "must have at most " + rule.asInt() + " characters",
                        "最多 " + rule.asInt() + " 个字符");
            case "minItems" -> Fault.of(sheet, path, "must not be empty", "不能为空");
            case "maxItems" ->
                Fault.of(sheet, path, "must have at most " + rule.asInt() + " items", "最多 " + rule.asInt() + " 项");
            case "uniqueItems" -> Fault.of(sheet, path, "must not name anything twice", "不能重复");
            case "enum" -> {
                var words = StreamSupport.stream(rule.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "));
                yield Fault.of(sheet, path, "must be one of " + words, "须为以下之一：" + words);
            }
            case "minimum" -> Fault.of(sheet, path, "must be at least " + rule.asText(), "不能小于 " + rule.asText());
            case "maximum" -> Fault.of(sheet, path, "must be at most " + rule.asText(), "不能大于 " + rule.asText());
            default -> Fault.of(sheet, path, message.getMessage(), message.getMessage());
        };
    }

    private static Fault least(Sheet sheet, String path, int least) {
        return least == 1
                ? Fault.of(sheet, path, "must not be empty", "不能为空")
                : Fault.of(sheet, path, "must have at least " + least + " characters", "至少 " + least + " 个字符");
    }

    private static String[] type(JsonNode rule) {
        return switch (rule.asText()) {
            case "string" -> new String[] {"text", "文本"};
            case "integer" -> new String[] {"a whole number", "整数"};
            case "boolean" -> new String[] {"true or false", " true 或 false"};
            case "array" -> new String[] {"a list", "列表"};
            case "object" -> new String[] {"an object with fields", "带字段的对象"};
            default -> new String[] {rule.asText(), rule.asText()};
        };
    }

    private static Fault unknown(Sheet sheet, String path, ValidationMessage message) {
        var whole = message.getProperty();
        var name = whole.length() <= LONGEST_NAME ? whole : whole.substring(0, LONGEST_NAME) + "…";
        var known = new ArrayList<String>();
        properties(message).fieldNames().forEachRemaining(known::add);
        var nearest = Nearest.among(name, known);
        return Fault.of(
                sheet,
                Sheet.path(path, name),
                "there is no such field; the nearest is “" + nearest + "”",
                "没有该字段；最接近的是“" + nearest + "”");
    }

    /** Of the object in which something unknown stands: its rules are beside the one that it breaks. */
    private static JsonNode properties(ValidationMessage message) {
        var location = message.getSchemaLocation().getFragment().toString();
        return SCHEMA.at(location.substring(0, location.lastIndexOf('/')) + "/properties");
    }

    private static String path(ValidationMessage message) {
        var path = "";
        var location = message.getInstanceLocation();
        for (var at = 0; at < location.getNameCount(); at++) {
            var step = location.getElement(at);
            path = step instanceof Integer item ? Sheet.path(path, item) : Sheet.path(path, String.valueOf(step));
        }
        return path;
    }
}
