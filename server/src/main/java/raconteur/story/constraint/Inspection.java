package raconteur.story.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import raconteur.story.constraint.Fault.Rule;
import raconteur.story.constraint.Folded.View;
import raconteur.story.payload.Field;
import raconteur.story.payload.Form;
import raconteur.story.payload.Slot;

/** Finds what breaks a constraint in a value that is valid by its schema. For one thread, once. */
final class Inspection {
    private static final int MOST = 12;

    private final Rules rules;
    private final JsonNode value;
    private final List<Fault> faults = new ArrayList<>();

    private Inspection(Rules rules, JsonNode value) {
        this.rules = rules;
        this.value = value;
    }

    static List<Fault> of(Rules rules, Form form, JsonNode value) {
        var inspection = new Inspection(rules, value);
        form.fields().forEach(inspection::field);
        form.together().forEach(inspection::together);
        return inspection.faults.stream().limit(MOST).toList();
    }

    private void field(Field field) {
        var node = value.at(field.pointer());
        switch (field.slot()) {
            case Slot.Words words -> {
                if (node.isTextual()) {
                    least(field.pointer(), node.textValue(), words.least());
                    text(field.pointer(), node.textValue(), rules.most(words));
                }
            }
            case Slot.Choices _ -> choices(field.pointer(), node);
            case Slot.Moments _ -> moments(field.pointer(), node);
            case Slot.Whole _, Slot.OneOf _, Slot.Truth _, Slot.Name _ -> {}
        }
    }

    private void least(String pointer, String text, int least) {
        var length = Cutting.length(text);
        if (least > 1 && length < least) {
            fault(pointer, Rule.LENGTH, length + " characters; write at least " + least);
        }
    }

    private void text(String pointer, String text, int most) {
        var length = Cutting.length(text);
        if (text.isBlank()) {
            fault(pointer, Rule.LENGTH, "it is empty");
        } else if (length > most) {
            fault(pointer, Rule.LENGTH, length + " characters; write at most " + most);
        } else if (!Unseen.without(text).equals(text)) {
            fault(pointer, Rule.SHAPE, "it holds characters that nobody can see");
        }
        var seen = text.length() > Texts.LONGEST ? text.substring(0, Texts.LONGEST) : text;
        term(pointer, seen);
        if (!rules.tongue().speaks(seen)) {
            fault(
                    pointer,
                    Rule.LANGUAGE,
                    "write it in the language " + rules.constraints().language());
        }
    }

    private void term(String pointer, String text) {
        rules.terms().find(text).stream()
                .map(Hit::term)
                .distinct()
                .limit(3)
                .forEach(term ->
                        fault(pointer, Rule.TERM, "the term “" + term + "” is forbidden, also in any disguise"));
    }

    private void choices(String pointer, JsonNode options) {
        var known = new HashSet<String>();
        var said = new StringBuilder();
        for (var at = 0; at < options.size(); at++) {
            var text = options.get(at).path("text").asText("");
            text(pointer + "/" + at + "/text", text, rules.constraints().maxCharsOption());
            said.append(text);
            var letters = Folded.of(text, View.PLAIN).letters();
            if (!known.add(letters.isEmpty() ? text : letters)) {
                fault(pointer + "/" + at, Rule.OPTIONS, "it is the same as another option");
            }
        }
        across(pointer, said.toString());
    }

    private void moments(String pointer, JsonNode moments) {
        for (var at = 0; at < moments.size(); at++) {
            var choice = moments.get(at).path("choice_text").asText("");
            var impact = moments.get(at).path("impact").asText("");
            text(
                    pointer + "/" + at + "/choice_text",
                    choice,
                    rules.constraints().maxCharsOption());
            text(pointer + "/" + at + "/impact", impact, Moments.LONGEST);
            across(pointer + "/" + at, choice + impact);
        }
    }

    private void together(List<Field> group) {
        var said = new StringBuilder();
        group.forEach(field -> said.append(value.at(field.pointer()).asText("")));
        across(group.getFirst().parent(), said.toString());
    }

    /** Terms that only come about where one text ends and the next begins; those inside were found before. */
    private void across(String pointer, String joined) {
        var seen = joined.length() > Texts.LONGEST ? joined.substring(0, Texts.LONGEST) : joined;
        if (faults.stream()
                .noneMatch(fault -> fault.rule() == Rule.TERM && fault.pointer().startsWith(pointer))) {
            term(pointer, seen);
        }
    }

    private void fault(String pointer, Rule rule, String message) {
        faults.add(new Fault(pointer, rule, message));
    }
}
