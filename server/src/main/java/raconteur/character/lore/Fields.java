package raconteur.character.lore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Text;

/**
 * An object from a stranger. What is taken is gone from it, so that the rest is what nobody knew. A field of the wrong
 * type is remarked upon and counts as missing. For one object.
 */
final class Fields {
    private final ObjectNode rest;
    private final String path;
    private final List<Remark> remarks;

    Fields(ObjectNode object, String path, List<Remark> remarks) {
        this.rest = object.deepCopy();
        this.path = path;
        this.remarks = remarks;
    }

    ObjectNode rest() {
        return rest;
    }

    String text(String name) {
        var node = take(name);
        if (node != null && !node.isValueNode()) {
            mistyped(name);
            return "";
        }
        return node == null ? "" : node.asText();
    }

    int whole(String name, int fallback) {
        var found = whole(name);
        return found == null ? fallback : found;
    }

    @Nullable
    Integer whole(String name) {
        var found = number(name);
        return found == null ? null : (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, found));
    }

    /** A number, or the text of one. */
    @Nullable
    Double number(String name) {
        var node = take(name);
        if (node == null) {
            return null;
        }
        if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            return node.doubleValue();
        }
        if (node.isTextual() && node.textValue().strip().matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            return Double.valueOf(node.textValue().strip());
        }
        if (!(node.isTextual() && node.textValue().isBlank())) {
            mistyped(name);
        }
        return null;
    }

    boolean flag(String name, boolean fallback) {
        var found = flag(name);
        return found == null ? fallback : found;
    }

    @Nullable
    Boolean flag(String name) {
        var node = take(name);
        if (node == null) {
            return null;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.doubleValue() != 0;
        }
        if (node.isTextual()
                && (node.textValue().equals("true") || node.textValue().equals("false"))) {
            return node.textValue().equals("true");
        }
        mistyped(name);
        return null;
    }

    /** A list of texts, or one text with commas. */
    List<String> texts(String name) {
        var node = take(name);
        var found = new ArrayList<String>();
        if (node == null) {
            return found;
        }
        if (node.isTextual()) {
            for (var part : node.textValue().split(",", -1)) {
                if (!part.isBlank()) {
                    found.add(part.strip());
                }
            }
        } else if (node.isArray()) {
            for (var one : node) {
                if (one.isTextual() || one.isNumber()) {
                    found.add(one.asText());
                } else {
                    mistyped(name);
                }
            }
        } else {
            mistyped(name);
        }
        return found;
    }

    /** The object of this name; an empty one when there is none. */
    ObjectNode object(String name) {
        var node = take(name);
        if (node instanceof ObjectNode object) {
            return object;
        }
        // other programs write an empty list where they have an empty object
        if (node != null && !(node.isArray() && node.isEmpty())) {
            mistyped(name);
        }
        return JsonNodeFactory.instance.objectNode();
    }

    @Nullable
    JsonNode take(String name) {
        var node = rest.remove(name);
        return node == null || node.isNull() ? null : node;
    }

    void remark(String name, String en, String zh) {
        if (remarks.size() < Bounds.REMARKS) {
            remarks.add(new Remark(path.isEmpty() ? name : path + "." + name, new Text(en, zh)));
        }
    }

    private void mistyped(String name) {
        remark(name, "this is not of the type it must be, and is left out", "类型不符，已忽略");
    }
}
