package raconteur.character.creation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import raconteur.character.Category;
import raconteur.character.Trait;
import raconteur.turn.structured.Shape;

/** What an answer about each facet must look like; made once. */
final class Forms {
    static final int LONGEST_BRIEF = 600;
    static final int LONGEST_GREETING = 600;

    /** A model may write more than is kept; beyond this its answer is no good. */
    private static final int SLACK = 4;

    private static final int LONGEST_QUOTE = 400;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<Detail, Map<String, Shape>> ALL = all();

    private Forms() {}

    static Shape of(Facet facet, Detail detail) {
        var form = ALL.getOrDefault(detail, Map.of()).get(facet.key());
        if (form == null) {
            throw new IllegalStateException("no form: " + facet);
        }
        return form;
    }

    private static Map<Detail, Map<String, Shape>> all() {
        var all = new EnumMap<Detail, Map<String, Shape>>(Detail.class);
        for (var detail : Detail.values()) {
            var forms = new HashMap<String, Shape>();
            for (var facet : Facet.ALL) {
                var category = facet.category();
                forms.put(
                        facet.key(),
                        Shape.of(facet.key(), category == null ? introduction() : traits(category, detail)));
            }
            all.put(detail, forms);
        }
        return all;
    }

    private static ObjectNode traits(Category category, Detail detail) {
        var form = object();
        for (var trait : category.traits()) {
            add(form, trait.key(), trait.isList() ? list(trait, detail) : said(trait, detail));
        }
        return form;
    }

    private static ObjectNode list(Trait trait, Detail detail) {
        var list = JSON.objectNode().put("type", "array").put("maxItems", detail.most() * SLACK);
        list.set("items", said(trait, detail));
        return list;
    }

    private static ObjectNode said(Trait trait, Detail detail) {
        var said = object();
        add(said, "text", text(trait.label().en() + " (" + trait.label().zh() + ")", detail.longest() * SLACK));
        add(said, "quote", text("copied from the source, or empty", LONGEST_QUOTE * SLACK));
        return said;
    }

    private static ObjectNode introduction() {
        var form = object();
        add(form, "brief", text("2 to 4 sentences", LONGEST_BRIEF * SLACK).put("minLength", 1));
        add(
                form,
                "greeting",
                text("what the character says first", LONGEST_GREETING * SLACK).put("minLength", 1));
        return form;
    }

    private static ObjectNode object() {
        var object = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        object.putObject("properties");
        object.putArray("required");
        return object;
    }

    private static void add(ObjectNode object, String name, ObjectNode property) {
        object.withObjectProperty("properties").set(name, property);
        object.withArrayProperty("required").add(name);
    }

    private static ObjectNode text(String description, int longest) {
        return JSON.objectNode()
                .put("type", "string")
                .put("description", description)
                .put("maxLength", longest);
    }
}
