package raconteur.story.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import raconteur.story.constraint.Folded.View;
import raconteur.story.constraint.Mending.Step;
import raconteur.story.payload.Kind;
import raconteur.story.payload.Option;
import raconteur.story.payload.Topic;

/** Two to four options with distinct texts, numbered from 1. For one thread. */
final class Choices {
    static final int LEAST = 2;
    static final int MOST = 4;

    private final Rules rules;
    private final BiConsumer<Step, String> note;
    private final List<String> texts = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    Choices(Rules rules, BiConsumer<Step, String> note) {
        this.rules = rules;
        this.note = note;
    }

    ArrayNode offered(JsonNode proposed, @Nullable JsonNode given, List<Option> last) {
        var items = Proposal.items(given == null ? proposed : given);
        if (items.size() > MOST) {
            note.accept(Step.DROPPED, items.size() + " options were proposed; the first " + MOST + " stand");
        }
        for (var item : items) {
            add(item);
        }
        if (texts.size() < LEAST) {
            note.accept(Step.KEPT, texts.size() + " options can be offered; those of the last event are added");
            last.forEach(option -> add(rules.texts().mend(Kind.OPTION, option.text(), most(), (_, _) -> {})));
        }
        if (texts.size() < LEAST) {
            note.accept(Step.TEMPLATE, "safe options");
            safe();
        }
        return written();
    }

    private void add(JsonNode item) {
        var text = Proposal.text(item);
        if (text == null || texts.size() == MOST) {
            return;
        }
        var mended = rules.texts().mend(Kind.OPTION, text, most(), note);
        if (mended == null) {
            note.accept(Step.DROPPED, "an option that cannot be offered was taken out");
        } else if (!add(mended)) {
            note.accept(
                    Step.DROPPED, "an option that is there already, or makes a term with its neighbour, was taken out");
        }
    }

    /** Adds an option, if there is room and it is none of those that are there. */
    private boolean add(@Nullable String text) {
        if (text == null || texts.size() == MOST || !known.add(same(text))) {
            return false;
        }
        texts.add(text);
        if (!rules.terms().clean(String.join("", texts))) {
            texts.removeLast();
            return false;
        }
        return true;
    }

    /** Two options are the same to a reader when only signs and case tell them apart. */
    private static String same(String text) {
        var letters = Folded.of(text, View.PLAIN).letters();
        return letters.isEmpty() ? text : letters;
    }

    private void safe() {
        var all = rules.safe().all(Topic.CHOICE, most());
        for (var text : all) {
            if (texts.size() < LEAST + 1) {
                add(text);
            }
        }
        if (texts.size() < LEAST) {
            // no pair goes with the one that is there
            texts.clear();
            known.clear();
            pair(all);
        }
    }

    private void pair(List<String> all) {
        for (var first : all) {
            for (var second : all) {
                if (add(first) && add(second)) {
                    return;
                }
                texts.clear();
                known.clear();
            }
        }
        throw new Safe.None();
    }

    private int most() {
        return rules.constraints().maxCharsOption();
    }

    private ArrayNode written() {
        var options = JsonNodeFactory.instance.arrayNode();
        for (var at = 0; at < texts.size(); at++) {
            options.addObject().put("id", at + 1).put("text", texts.get(at));
        }
        return options;
    }
}
