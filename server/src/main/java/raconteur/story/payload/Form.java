package raconteur.story.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import raconteur.turn.structured.Shape;

/** What the payload of an answer is made of. There is one for each type of event; they are prepared once. Immutable. */
public final class Form {
    private static final Map<EventType, Form> FORMS = forms();

    private final EventType type;
    private final List<Field> fields;
    private final Shape asked;
    private final Shape answered;

    Form(EventType type, List<Field> fields) {
        this.type = type;
        this.fields = List.copyOf(fields);
        this.asked = Shape.of(type.wire(), Schema.asked(this.fields, _ -> ""));
        this.answered = Shape.of(type.wire(), Schema.answered(this.fields));
    }

    private static Map<EventType, Form> forms() {
        var forms = new EnumMap<EventType, Form>(EventType.class);
        for (var type : EventType.values()) {
            forms.put(type, new Form(type, Fields.of(type)));
        }
        return forms;
    }

    /** The form of the answers to events of a type. */
    public static Form of(EventType type) {
        var form = FORMS.get(type);
        if (form == null) {
            throw new IllegalStateException("no form for " + type);
        }
        return form;
    }

    public EventType type() {
        return type;
    }

    /** All fields, in the order in which they stand in the answer. */
    public List<Field> fields() {
        return fields;
    }

    /** What a model is asked for: no ids, no hit points, nothing that the server knows. */
    public Shape asked() {
        return asked;
    }

    /**
     * The same with the limits of a session told to the model as descriptions.
     *
     * @param limits what to say of the words in a field; empty for nothing
     */
    public Shape asked(UnaryOperator<String> limits) {
        return Shape.of(type.wire(), Schema.asked(fields, limits));
    }

    /** The whole payload as a client gets it, with routing and meta. */
    public Shape answered() {
        return answered;
    }

    /** The schema of {@link #answered()}, for the published description of the surface. */
    public ObjectNode schema() {
        return Schema.answered(fields);
    }

    /** The words that a reader sees one after the other: those that stand in one object, in their order. */
    public List<List<Field>> together() {
        var groups = new LinkedHashMap<String, List<Field>>();
        for (var field : fields) {
            if (field.slot() instanceof Slot.Words) {
                groups.computeIfAbsent(field.parent(), _ -> new java.util.ArrayList<>())
                        .add(field);
            }
        }
        return groups.values().stream()
                .filter(group -> group.size() > 1)
                .map(List::copyOf)
                .toList();
    }
}
