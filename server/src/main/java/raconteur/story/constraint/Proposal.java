package raconteur.story.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import raconteur.story.constraint.Mending.Step;
import raconteur.story.payload.Field;
import raconteur.story.payload.Kind;
import raconteur.story.payload.Slot;

/** Reads what a model proposed with as much patience as can be had without making anything up. */
final class Proposal {
    private static final int MOST_ITEMS = 64;

    private final JsonNode root;

    Proposal(@Nullable JsonNode root) {
        this.root = root == null ? MissingNode.getInstance() : root;
    }

    boolean isObject() {
        return root.isObject();
    }

    /** What stands in a field, or under its name where it need not stand. */
    JsonNode at(Field field, BiConsumer<Step, String> note) {
        var there = root.at(field.pointer());
        if (!there.isMissingNode() && !there.isNull()) {
            return there;
        }
        var top = root.path(field.name());
        if (top.isValueNode() && !top.isNull() && !field.parent().isEmpty()) {
            note.accept(Step.READ, "taken from the top of the answer");
            return top;
        }
        return MissingNode.getInstance();
    }

    /** The words in a field; null if there are none. */
    @Nullable
    String words(Field field, BiConsumer<Step, String> note) {
        var words = text(at(field, note));
        if (words == null && field.slot() instanceof Slot.Words slot && slot.kind() == Kind.SCENE) {
            words = scene(field, note);
        }
        return words;
    }

    /**
     * A scene that is not where it should be: a string in place of its object, or an answer that is nothing but prose.
     */
    private @Nullable String scene(Field field, BiConsumer<Step, String> note) {
        var parent = root.at(field.parent());
        if (parent.isTextual()) {
            note.accept(Step.READ, "the scene was a string instead of an object");
            return parent.textValue();
        }
        if (root.isTextual() && root.textValue().indexOf('{') < 0) {
            note.accept(Step.READ, "the answer was prose; it is taken as the scene");
            return root.textValue();
        }
        return null;
    }

    /** Strings and numbers are words; so is the text of an object, and what several of them say one after the other. */
    static @Nullable String text(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isNumber()) {
            return node.asText();
        }
        if (node.isObject() && node.path("text").isTextual()) {
            return node.path("text").textValue();
        }
        if (node.isArray() && !node.isEmpty() && node.path(0).isTextual()) {
            return String.join(
                    " ",
                    items(node).stream()
                            .filter(JsonNode::isTextual)
                            .map(JsonNode::textValue)
                            .toList());
        }
        return null;
    }

    /** The first items of a list; the values of an object in place of one. */
    static List<JsonNode> items(JsonNode node) {
        var items = new ArrayList<JsonNode>();
        if (node.isContainerNode()) {
            for (var item : node) {
                if (items.size() == MOST_ITEMS) {
                    break;
                }
                items.add(item);
            }
        }
        return items;
    }
}
