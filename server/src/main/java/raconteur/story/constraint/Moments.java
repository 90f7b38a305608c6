package raconteur.story.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import raconteur.story.constraint.Mending.Step;
import raconteur.story.payload.EventType;
import raconteur.story.payload.Kind;
import raconteur.story.payload.Topic;

/** One to five choices that mattered in a story. For one thread. */
final class Moments {
    private static final int MOST = 5;
    static final int LONGEST = 200;

    private final Rules rules;
    private final BiConsumer<Step, String> note;
    private final ArrayNode moments = JsonNodeFactory.instance.arrayNode();

    Moments(Rules rules, BiConsumer<Step, String> note) {
        this.rules = rules;
        this.note = note;
    }

    /** What is given, else what was proposed, else what is kept: choices that were really made. */
    ArrayNode of(JsonNode proposed, @Nullable JsonNode given, @Nullable JsonNode kept) {
        add(given == null ? proposed : given);
        if (moments.isEmpty() && kept != null) {
            note.accept(Step.KEPT, "the choices that were made");
            add(kept);
        }
        if (moments.isEmpty()) {
            note.accept(Step.TEMPLATE, "safe words");
            safe();
        }
        return moments;
    }

    private void add(JsonNode list) {
        for (var item : Proposal.items(list)) {
            if (moments.size() == MOST) {
                note.accept(Step.DROPPED, "more than " + MOST + " were proposed");
                return;
            }
            var choice = mended(
                    item.path("choice_text"), Kind.OPTION, rules.constraints().maxCharsOption());
            var impact = mended(item.path("impact"), Kind.TEXT, LONGEST);
            if (choice == null || impact == null || !rules.terms().clean(choice + impact)) {
                note.accept(Step.DROPPED, "a choice that cannot be shown was taken out");
            } else {
                add(item.path("event_type").asText(""), choice, impact);
            }
        }
    }

    private @Nullable String mended(JsonNode node, Kind kind, int most) {
        var text = Proposal.text(node);
        return text == null ? null : rules.texts().mend(kind, text, most, note);
    }

    private void add(String type, String choice, String impact) {
        var known = EventType.of(type).orElse(EventType.DECISION);
        ObjectNode moment = moments.addObject();
        moment.put("event_type", known.wire()).put("choice_text", choice).put("impact", impact);
    }

    private void safe() {
        for (var choice : rules.safe().all(Topic.CHOICE, rules.constraints().maxCharsOption())) {
            for (var impact : rules.safe().all(Topic.IMPACT, LONGEST)) {
                if (rules.terms().clean(choice + impact)) {
                    add("", choice, impact);
                    return;
                }
            }
        }
        throw new Safe.None();
    }
}
