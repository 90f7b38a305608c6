package raconteur.story.scenario;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import raconteur.protocol.Scenario;

/** Scenarios as trees, and as they are kept: what an author left out is left out there too. */
final class Documents {
    static final String FORMAT = "raconteur.scenario/1";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .build();

    private Documents() {}

    static ObjectNode tree(Scenario scenario) {
        return MAPPER.valueToTree(scenario);
    }

    /** What a tree without faults says. */
    static Scenario scenario(JsonNode tree) {
        try {
            return MAPPER.treeToValue(tree, Scenario.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a scenario without faults cannot be read", broken);
        }
    }

    static String write(Scenario scenario) {
        return tree(scenario).toString();
    }

    static Scenario read(String kept) {
        try {
            return MAPPER.readValue(kept, Scenario.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("what was kept cannot be read", broken);
        }
    }

    /** For a file: with the name of its format before all else. */
    static ObjectNode file(Scenario scenario) {
        var file = MAPPER.createObjectNode().put("format", FORMAT);
        file.setAll(tree(scenario));
        return file;
    }

    /** The tree without fields that say nothing: null is the same as left out. */
    static JsonNode withoutNulls(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            var left = MAPPER.createObjectNode();
            object.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .forEach(field -> left.set(field.getKey(), withoutNulls(field.getValue())));
            return left;
        }
        if (tree instanceof ArrayNode array) {
            var left = MAPPER.createArrayNode();
            array.forEach(item -> left.add(withoutNulls(item)));
            return left;
        }
        return tree;
    }
}
