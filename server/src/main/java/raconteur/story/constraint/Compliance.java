package raconteur.story.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;
import raconteur.story.payload.Form;
import raconteur.story.payload.Kind;
import raconteur.turn.structured.Shape;

/**
 * The constraints of one session at work. Costs milliseconds to make: keep it as long as the session is at hand.
 * Immutable and thread-safe; nothing here blocks.
 */
public final class Compliance {
    private final Constraints constraints;

    private Compliance(Constraints constraints) {
        this.constraints = constraints;
    }

    /**
     * Puts constraints to work.
     *
     * @throws Refusal 422 naming {@code constraints.language}, {@code constraints.forbidden_terms},
     *     {@code constraints.max_chars_scene} or {@code constraints.max_chars_option} where no safe answer could be
     *     made
     */
    public static Compliance of(Constraints constraints) {
        return new Compliance(constraints);
    }

    public Constraints constraints() {
        return constraints;
    }

    /** What to ask a model for; the limits of this session are told in it. */
    public Shape asked(Form form) {
        return form.asked();
    }

    /** What in a proposal may not be shown; empty if it can be taken as it is. */
    public List<Fault> faults(Form form, JsonNode proposal) {
        return form.asked().faults(proposal).stream()
                .map(message -> new Fault("", Fault.Rule.SHAPE, message))
                .toList();
    }

    /** Makes of anything, also of nothing, a whole payload that breaks no constraint. Never fails. */
    public Mended mend(Form form, @Nullable JsonNode proposal, Fallback fallback) {
        if (!(proposal instanceof ObjectNode payload) || !faults(form, proposal).isEmpty()) {
            throw new IllegalStateException("no proposal of the form is mended yet");
        }
        return new Mended(payload.deepCopy(), List.of());
    }

    /** One text that breaks no constraint, made of any. */
    public String mended(Kind kind, String text) {
        return Unseen.without(text).strip();
    }

    /** A filter for a text that is streamed. */
    public HoldBack holdBack(Kind kind) {
        return new HoldBack(this, kind);
    }
}
