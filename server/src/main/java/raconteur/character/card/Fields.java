package raconteur.character.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/**
 * Takes the fields of an object out of it, one by one. What is empty counts as absent; what is not what it should be
 * stays in it: so whatever is left at the end is what the taker's values do not say. For one object.
 */
final class Fields {
    private static final int MOST_NOTES = 100;
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final ObjectNode left;
    private final String at;
    private final List<Refusal.Field> notes;

    /** @param at where the object stands, such as {@code data.}, for the notes */
    Fields(ObjectNode left, String at, List<Refusal.Field> notes) {
        this.left = left;
        this.at = at;
        this.notes = notes;
    }

    Extras rest() {
        return new Extras(left);
    }

    String text(String name) {
        var value = left.path(name);
        var text = scalar(value);
        if (text == null) {
            dropIfEmptyOrNote(name, "is no text", "不是文本");
            return "";
        }
        if (!value.isTextual()) {
            note(name, "is no text, and was taken as one", "不是文本，已按文本处理");
        }
        left.remove(name);
        return text;
    }

    List<String> texts(String name) {
        var value = left.path(name);
        if (value.isTextual() && !value.textValue().isEmpty()) {
            note(name, "is no list, and was taken as one of one", "不是列表，已按单项列表处理");
            left.remove(name);
            return List.of(value.textValue());
        }
        var all = new ArrayList<String>();
        for (var one : value) {
            if (!one.isTextual()) {
                all.clear();
                break;
            }
            all.add(one.textValue());
        }
        if (!value.isArray() || all.isEmpty()) {
            dropIfEmptyOrNote(name, "is no list of texts", "不是文本列表");
            return List.of();
        }
        left.remove(name);
        return List.copyOf(all);
    }

    Map<String, String> textsByName(String name) {
        var all = new LinkedHashMap<String, String>();
        for (var one : left.path(name).properties()) {
            if (!one.getValue().isTextual()) {
                note(name, "holds something else than texts", "含有非文本内容");
                return Map.of();
            }
            all.put(one.getKey(), one.getValue().textValue());
        }
        if (all.isEmpty()) {
            dropIfEmptyOrNote(name, "is no object of texts", "不是文本对象");
        } else {
            left.remove(name);
        }
        return Collections.unmodifiableMap(all);
    }

    /** A time in seconds, as far as it is one. */
    @Nullable
    Instant moment(String name) {
        var value = left.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() > LATEST) {
            dropIfEmptyOrNote(name, "is no time in seconds", "不是以秒计的时间");
            return null;
        }
        left.remove(name);
        return Instant.ofEpochSecond(value.longValue());
    }

    Optional<ObjectNode> object(String name) {
        if (left.path(name) instanceof ObjectNode object && !object.isEmpty()) {
            left.remove(name);
            return Optional.of(object);
        }
        dropIfEmptyOrNote(name, "is no object", "不是对象");
        return Optional.empty();
    }

    /** The objects of a list, unless something else is among them. */
    List<ObjectNode> objects(String name) {
        var all = new ArrayList<ObjectNode>();
        for (var one : left.path(name)) {
            if (!(one instanceof ObjectNode object)) {
                note(name, "holds something else than objects", "含有非对象内容");
                return List.of();
            }
            all.add(object);
        }
        if (!left.path(name).isArray()) {
            dropIfEmptyOrNote(name, "is no list", "不是列表");
        } else if (!all.isEmpty()) {
            left.remove(name); // an empty list stays: it says that there are none, where nothing says "the usual"
        }
        return List.copyOf(all);
    }

    void note(String name, String en, String zh) {
        if (notes.size() < MOST_NOTES) {
            notes.add(new Refusal.Field(at + name, new Text(en, zh)));
        }
    }

    private void dropIfEmptyOrNote(String name, String en, String zh) {
        var value = left.path(name);
        var isEmpty = value.isMissingNode()
                || value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.textValue().isEmpty());
        if (isEmpty) {
            left.remove(name);
        } else {
            note(name, en, zh);
        }
    }

    private static @Nullable String scalar(JsonNode value) {
        return value.isTextual() || value.isNumber() || value.isBoolean() ? value.asText() : null;
    }
}
