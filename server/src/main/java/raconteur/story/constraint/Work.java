package raconteur.story.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import raconteur.story.constraint.Mending.Step;
import raconteur.story.payload.Field;
import raconteur.story.payload.Form;
import raconteur.story.payload.Kind;
import raconteur.story.payload.Slot;

/** Makes one payload: field by field, then what is read together. For one thread, once. */
final class Work {
    private final Rules rules;
    private final Form form;
    private final Proposal proposal;
    private final Fallback fallback;
    private final ObjectNode payload = JsonNodeFactory.instance.objectNode();
    private final List<Mending> mendings = new ArrayList<>();

    Work(Rules rules, Form form, @Nullable JsonNode proposal, Fallback fallback) {
        this.rules = rules;
        this.form = form;
        this.proposal = new Proposal(proposal);
        this.fallback = fallback;
    }

    Mended done() {
        if (!proposal.isObject()) {
            note("", Step.TEMPLATE, "there was no JSON object");
        }
        for (var field : form.fields()) {
            var value = value(field);
            if (value != null) {
                put(field, value);
            }
        }
        new Together(rules, form, payload, mendings).mend();
        return new Mended(payload, mendings);
    }

    private @Nullable JsonNode value(Field field) {
        return switch (field.slot()) {
            case Slot.Words words -> words(field, words);
            case Slot.Choices _ ->
                new Choices(rules, notes(field))
                        .offered(proposed(field), fallback.given().get(field.pointer()), fallback.lastOptions());
            case Slot.Moments _ ->
                new Moments(rules, notes(field))
                        .of(
                                proposed(field),
                                fallback.given().get(field.pointer()),
                                fallback.kept().get(field.pointer()));
            case Slot.Whole whole -> whole(field, whole);
            case Slot.OneOf oneOf -> oneOf(field, oneOf);
            case Slot.Truth truth -> truth(field, truth);
            case Slot.Name _ -> name(field);
        };
    }

    private JsonNode proposed(Field field) {
        return proposal.at(field, notes(field));
    }

    private @Nullable JsonNode words(Field field, Slot.Words words) {
        var most = rules.most(words);
        var notes = notes(field);
        var given = fallback.given().get(field.pointer());
        var text = given == null ? null : Proposal.text(given);
        if (text == null && field.by() == Field.By.MODEL) {
            text = proposal.words(field, notes);
        }
        var mended = text == null ? null : rules.texts().mend(words.kind(), text, most, notes);
        if (mended == null && field.optional()) {
            if (text != null) {
                note(field.pointer(), Step.DROPPED, "left out");
            }
            return null;
        }
        if (mended == null) {
            mended = kept(field, words, most);
        }
        return TextNode.valueOf(words.least() > 1 ? filled(field, words, mended) : mended);
    }

    private String kept(Field field, Slot.Words words, int most) {
        var kept = fallback.kept().get(field.pointer());
        var text = kept == null ? null : Proposal.text(kept);
        var mended = text == null ? null : rules.texts().mend(words.kind(), text, most, notes(field));
        if (mended != null) {
            note(field.pointer(), Step.KEPT, "as it was before");
            return mended;
        }
        note(field.pointer(), Step.TEMPLATE, "safe words");
        return words.least() > 1 ? "" : rules.safe().pick(words.topic(), most, rules.terms()::clean);
    }

    private String filled(Field field, Slot.Words words, String text) {
        if (Cutting.length(text) >= words.least()) {
            return text;
        }
        note(field.pointer(), Step.KEPT, "filled up to " + words.least() + " characters");
        var told = fallback.told().stream()
                .map(scene -> rules.texts().mend(Kind.TEXT, scene, words.least(), (_, _) -> {}))
                .filter(scene -> scene != null && !text.contains(scene))
                .toList();
        try {
            return rules.safe().filled(text, told, words.least(), words.most());
        } catch (Safe.None _) {
            note(field.pointer(), Step.TEMPLATE, "safe words");
            return rules.safe().filled("", List.of(), words.least(), words.most());
        }
    }

    private JsonNode whole(Field field, Slot.Whole whole) {
        var node = known(field);
        var text = node == null ? null : Proposal.text(node);
        if (node == null || text == null) {
            return IntNode.valueOf(otherwise(field, whole.otherwise()));
        }
        try {
            var number = (long) Double.parseDouble(text.strip().replace("%", ""));
            var bounded = Math.clamp(number, whole.least(), whole.most());
            if (bounded != number || !node.isIntegralNumber()) {
                note(field.pointer(), Step.READ, "taken as " + bounded);
            }
            return IntNode.valueOf(bounded);
        } catch (NumberFormatException _) {
            return IntNode.valueOf(otherwise(field, whole.otherwise()));
        }
    }

    private int otherwise(Field field, int number) {
        var kept = fallback.kept().get(field.pointer());
        if (field.by() == Field.By.MODEL) {
            note(field.pointer(), Step.KEPT, "no number was proposed");
        }
        return kept != null && kept.canConvertToInt() ? kept.intValue() : number;
    }

    private JsonNode oneOf(Field field, Slot.OneOf oneOf) {
        var given = fallback.given().get(field.pointer());
        if (given != null) {
            return given;
        }
        var node = field.by() == Field.By.MODEL ? proposed(field) : TextNode.valueOf(oneOf.otherwise());
        var text = node.isTextual() ? node.textValue().strip() : "";
        for (var word : oneOf.words()) {
            if (word.equals(text)) {
                return TextNode.valueOf(word);
            }
        }
        for (var word : oneOf.words()) {
            if (word.equalsIgnoreCase(text)) {
                note(field.pointer(), Step.READ, "taken as " + word);
                return TextNode.valueOf(word);
            }
        }
        note(field.pointer(), Step.TEMPLATE, "none of the words that are allowed; taken as " + oneOf.otherwise());
        return TextNode.valueOf(oneOf.otherwise());
    }

    private JsonNode truth(Field field, Slot.Truth truth) {
        var node = known(field);
        if (node != null && node.isBoolean()) {
            return node;
        }
        if (node != null) {
            var word = node.asText().strip().toLowerCase(Locale.ROOT);
            if (word.equals("true") || word.equals("false")) {
                note(field.pointer(), Step.READ, "taken as " + word);
                return BooleanNode.valueOf(word.equals("true"));
            }
        }
        if (field.by() == Field.By.MODEL) {
            note(field.pointer(), Step.TEMPLATE, "neither true nor false; taken as " + truth.otherwise());
        }
        return BooleanNode.valueOf(truth.otherwise());
    }

    private JsonNode name(Field field) {
        var given = fallback.given().get(field.pointer());
        return given != null && given.isTextual() && !given.textValue().isEmpty() ? given : TextNode.valueOf("unknown");
    }

    /** What the server says, else what was proposed; null if neither says anything. */
    private @Nullable JsonNode known(Field field) {
        var given = fallback.given().get(field.pointer());
        if (given != null) {
            return given;
        }
        var proposed = field.by() == Field.By.MODEL ? proposed(field) : null;
        return proposed == null || proposed.isMissingNode() ? null : proposed;
    }

    private void put(Field field, JsonNode value) {
        var parent = field.parent().isEmpty() ? payload : payload.withObject(field.parent());
        parent.set(field.name(), value);
    }

    private BiConsumer<Step, String> notes(Field field) {
        return (step, what) -> note(field.pointer(), step, what);
    }

    private void note(String pointer, Step step, String what) {
        mendings.add(new Mending(step, pointer, what));
    }
}
