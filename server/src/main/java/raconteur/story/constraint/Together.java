package raconteur.story.constraint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import raconteur.story.constraint.Mending.Step;
import raconteur.story.payload.Field;
import raconteur.story.payload.Form;
import raconteur.story.payload.Slot;

/** Looks for terms in what is read one after the other, when each text for itself is clean. For one thread. */
final class Together {
    private final Rules rules;
    private final Form form;
    private final ObjectNode payload;
    private final List<Mending> mendings;

    Together(Rules rules, Form form, ObjectNode payload, List<Mending> mendings) {
        this.rules = rules;
        this.form = form;
        this.payload = payload;
        this.mendings = mendings;
    }

    void mend() {
        for (var group : form.together()) {
            var present = group.stream()
                    .filter(field -> payload.at(field.pointer()).isTextual())
                    .toList();
            var said = new ArrayList<String>();
            for (var field : present) {
                said.add(payload.at(field.pointer()).textValue());
                if (!rules.terms().clean(String.join("", said))) {
                    said.removeLast();
                    said.add(instead(field, said));
                }
            }
        }
    }

    private String instead(Field field, List<String> before) {
        var words = (Slot.Words) field.slot();
        var joined = String.join("", before);
        mendings.add(new Mending(
                Step.TEMPLATE, field.pointer(), "it made a forbidden term with what stands before it; safe words"));
        for (var text : rules.safe().all(words.topic(), rules.most(words))) {
            if (rules.terms().clean(joined + text)) {
                set(field, text);
                return text;
            }
        }
        throw new Safe.None();
    }

    private void set(Field field, String text) {
        ((ObjectNode) payload.at(field.parent())).put(field.name(), text);
    }
}
