package raconteur.story.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import raconteur.bench.hostile.Limits;
import raconteur.bench.hostile.Vandal;
import raconteur.story.payload.Field;
import raconteur.story.payload.Form;
import raconteur.story.payload.Slot;

/** A model that breaks every rule in every way; the same for the same seed. */
final class Hostile {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final RandomGenerator random;
    private final Vandal vandal;

    Hostile(RandomGenerator random, Constraints constraints) {
        this.random = random;
        this.vandal = new Vandal(random, limits(constraints));
    }

    static Limits limits(Constraints constraints) {
        return new Limits(
                constraints.language(),
                constraints.maxCharsScene(),
                constraints.maxCharsOption(),
                constraints.forbiddenTerms());
    }

    @Nullable
    JsonNode proposal(Form form) {
        return switch (random.nextInt(20)) {
            case 0 -> null;
            case 1 -> MissingNode.getInstance();
            case 2 -> TextNode.valueOf(text());
            case 3 -> TextNode.valueOf("{\"opening\": {\"scene\": \"" + text());
            case 4 -> JSON.arrayNode().add(text()).add(1);
            case 5 -> JSON.numberNode(7);
            case 6 -> JSON.objectNode();
            case 7 -> flat(form);
            default -> whole(form);
        };
    }

    private ObjectNode flat(Form form) {
        var node = JSON.objectNode();
        form.fields().forEach(field -> node.put(field.name(), text()));
        return node;
    }

    private ObjectNode whole(Form form) {
        var node = JSON.objectNode();
        for (var field : form.fields()) {
            if (random.nextInt(12) == 0) {
                continue;
            }
            var parent = field.parent().isEmpty() ? node : node.withObject(field.parent());
            parent.set(field.name(), random.nextInt(10) == 0 ? anything() : value(field));
        }
        if (random.nextInt(15) == 0) {
            node.put("scene", text());
        }
        return node;
    }

    private JsonNode value(Field field) {
        return switch (field.slot()) {
            case Slot.Words _, Slot.Name _ -> TextNode.valueOf(text());
            case Slot.Choices _ -> options();
            case Slot.Moments _ -> moments();
            case Slot.Whole _ -> JSON.numberNode(random.nextInt(-10, 200));
            case Slot.OneOf oneOf -> TextNode.valueOf(random.nextBoolean() ? oneOf.otherwise() : text());
            case Slot.Truth _ -> JSON.booleanNode(random.nextBoolean());
        };
    }

    private JsonNode options() {
        var options = JSON.arrayNode();
        var many = random.nextInt(10);
        var same = text();
        for (var at = 0; at < many; at++) {
            var text = random.nextInt(3) == 0 ? same : text();
            if (random.nextInt(4) == 0) {
                options.add(text);
            } else {
                options.addObject().put("id", random.nextInt(3)).put("text", text);
            }
        }
        return options;
    }

    private JsonNode moments() {
        var moments = JSON.arrayNode();
        for (var many = random.nextInt(9); many > 0; many--) {
            moments.addObject()
                    .put("event_type", text())
                    .put("choice_text", text())
                    .put("impact", text());
        }
        return moments;
    }

    private JsonNode anything() {
        return switch (random.nextInt(6)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.numberNode(1e300);
            case 2 -> JSON.booleanNode(true);
            case 3 -> JSON.arrayNode().add(text()).add(text());
            case 4 -> JSON.objectNode().put("text", text());
            default -> JSON.objectNode().set("a", JSON.arrayNode());
        };
    }

    String text() {
        return vandal.text();
    }
}
