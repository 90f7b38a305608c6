package raconteur.story.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;
import raconteur.story.constraint.Mending.Step;
import raconteur.story.payload.EventType;
import raconteur.story.payload.Field;
import raconteur.story.payload.Form;
import raconteur.story.payload.Kind;
import raconteur.story.payload.Slot;
import raconteur.story.payload.Speech;
import raconteur.story.payload.Topic;
import raconteur.turn.structured.Shape;

/**
 * The constraints of one session at work. Costs milliseconds to make: keep it as long as the session is at hand.
 * Immutable and thread-safe; nothing here blocks.
 */
public final class Compliance {
    private static final int LONGEST_TEXT = 600;

    private final Rules rules;

    private Compliance(Rules rules) {
        this.rules = rules;
    }

    /** Loads the tables of characters, which takes a second, so that no player waits for it. */
    public static void warm() {
        of(new Constraints("zh", Constraints.RATING, Constraints.SCENE, Constraints.OPTION, List.of("warm")));
    }

    /**
     * Puts constraints to work.
     *
     * @throws Refusal 422 naming {@code constraints.language}, {@code constraints.forbidden_terms},
     *     {@code constraints.max_chars_scene} or {@code constraints.max_chars_option} where no safe answer could be
     *     made
     */
    public static Compliance of(Constraints constraints) {
        var speech = Speech.of(constraints.language())
                .orElseThrow(() -> Refusal.invalid(
                        "constraints.language",
                        "stories are told in zh, zh-Hans, zh-Hant, en, ja, ko, de, fr and es",
                        "故事支持的语言：zh、zh-Hans、zh-Hant、en、ja、ko、de、fr、es"));
        var compliance = new Compliance(Rules.of(constraints, speech));
        compliance.requireSafe();
        return compliance;
    }

    /** Refuses constraints under which we ourselves could not say anything. */
    private void requireSafe() {
        try {
            for (var type : EventType.values()) {
                var form = Form.of(type);
                var safe = new Work(rules, form, null, Fallback.NONE).done().payload();
                if (!Inspection.of(rules, form, safe).isEmpty()) {
                    throw new Safe.None();
                }
            }
        } catch (Safe.None _) {
            throw Refusal.invalid(
                    "constraints.forbidden_terms",
                    "with these terms not even a safe answer could be written",
                    "在这些禁用词下无法写出任何安全的回答");
        }
    }

    public Constraints constraints() {
        return rules.constraints();
    }

    /** What to ask a model for; the limits of this session are told in it. */
    public Shape asked(Form form) {
        var told = new LinkedHashMap<String, String>();
        for (var field : form.fields()) {
            switch (field.slot()) {
                case Slot.Words words -> told.put(field.pointer(), told(words.least(), rules.most(words)));
                case Slot.Choices _ ->
                    told.put(field.pointer(), told(1, constraints().maxCharsOption()));
                case Slot.Moments _ -> told.put(field.pointer(), told(1, Moments.LONGEST));
                case Slot.Whole _, Slot.OneOf _, Slot.Truth _, Slot.Name _ -> {}
            }
        }
        return form.asked(pointer -> told.getOrDefault(pointer, ""));
    }

    private static String told(int least, int most) {
        return least > 1 ? least + " to " + most + " characters" : "at most " + most + " characters";
    }

    /** What in a proposal may not be shown; empty if it can be taken as it is. */
    public List<Fault> faults(Form form, JsonNode proposal) {
        var shape = form.asked().faults(proposal);
        return shape.isEmpty()
                ? Inspection.of(rules, form, proposal)
                : shape.stream()
                        .map(message -> new Fault("", Fault.Rule.SHAPE, message))
                        .toList();
    }

    /** Makes of anything, also of nothing, a whole payload that breaks no constraint. Never fails. */
    public Mended mend(Form form, @Nullable JsonNode proposal, Fallback fallback) {
        try {
            var mended = new Work(rules, form, proposal, fallback).done();
            if (Inspection.of(rules, form, mended.payload()).isEmpty()) {
                return mended;
            }
        } catch (Safe.None _) {
            // what was proposed leaves no room for safe words beside it: then nothing of it stands
        }
        var safe = new Work(rules, form, null, facts(form, fallback)).done();
        var mendings = new ArrayList<Mending>();
        mendings.add(new Mending(Step.TEMPLATE, "", "nothing of the answer could stand beside safe words"));
        mendings.addAll(safe.mendings());
        return new Mended(safe.payload(), mendings);
    }

    /** What the server says apart from words for people: it stands in any case. */
    private static Fallback facts(Form form, Fallback fallback) {
        var facts = form.fields().stream()
                .filter(field -> switch (field.slot()) {
                    case Slot.Words _, Slot.Choices _, Slot.Moments _ -> false;
                    case Slot.Whole _, Slot.OneOf _, Slot.Truth _, Slot.Name _ -> true;
                })
                .map(Field::pointer)
                .collect(Collectors.toSet());
        return new Fallback(List.of(), only(facts, fallback.given()), only(facts, fallback.kept()), List.of());
    }

    private static Map<String, JsonNode> only(Set<String> pointers, Map<String, JsonNode> values) {
        var some = new LinkedHashMap<>(values);
        some.keySet().retainAll(pointers);
        return some;
    }

    /** One text that breaks no constraint, made of any; safe words if nothing of it can be shown. Never fails. */
    public String mended(Kind kind, String text) {
        var most = most(kind);
        var mended = rules.texts().mend(kind, text, most, (_, _) -> {});
        return mended != null ? mended : rules.safe().pick(topic(kind), most, rules.terms()::clean);
    }

    /** A filter for a text that is streamed. */
    public HoldBack holdBack(Kind kind) {
        return new HoldBack(rules, kind, most(kind));
    }

    private int most(Kind kind) {
        return switch (kind) {
            case SCENE, LINE -> constraints().maxCharsScene();
            case OPTION -> constraints().maxCharsOption();
            case TEXT -> LONGEST_TEXT;
        };
    }

    private static Topic topic(Kind kind) {
        return switch (kind) {
            case SCENE -> Topic.SCENE;
            case LINE -> Topic.LINE;
            case OPTION -> Topic.CHOICE;
            case TEXT -> Topic.MEMORY;
        };
    }
}
