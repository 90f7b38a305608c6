package raconteur.turn.structured;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is made of an answer.
 *
 * @param value what was found in it, set right; null when there is no object at all
 * @param messages what is wrong with it; empty when it can be used
 * @param isOfShape whether it is at least valid by the schema
 * @param notes what was set right
 */
record Verdict(@Nullable JsonNode value, List<String> messages, boolean isOfShape, List<String> notes) {
    private static final int MOST_MESSAGES = 12;
    private static final int LONGEST_MESSAGE = 400;

    /** Judges an answer: the first object in it that can be used counts, else the first one. */
    static Verdict of(Shape shape, String answer, Function<JsonNode, List<String>> check) {
        Verdict best = null;
        for (var found : JsonInText.find(answer)) {
            var verdict = judge(shape, found, check);
            if (verdict.messages().isEmpty()) {
                return verdict;
            }
            if (best == null || (verdict.isOfShape() && !best.isOfShape())) {
                best = verdict;
            }
        }
        return best == null ? none(answer) : best;
    }

    private static Verdict none(String answer) {
        var what = answer.isBlank() ? "$: the answer was empty" : "$: there is no JSON object in the answer";
        return new Verdict(null, List.of(what), false, List.of());
    }

    private static Verdict judge(Shape shape, JsonInText.Found found, Function<JsonNode, List<String>> check) {
        var right = Coercion.of(shape.schema(), found.object());
        var notes = new ArrayList<>(found.notes());
        notes.addAll(right.notes());
        var faults = shape.faults(right.value());
        if (!faults.isEmpty()) {
            return new Verdict(right.value(), faults, false, notes);
        }
        var own = check.apply(right.value()).stream()
                .limit(MOST_MESSAGES)
                .map(message ->
                        message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…")
                .toList();
        return new Verdict(right.value(), own, true, notes);
    }
}
