package raconteur.story.constraint;

/**
 * Something in a proposal that may not be shown.
 *
 * @param pointer the field, a JSON pointer; empty for the whole
 * @param message one short sentence in English, for a model to read
 */
public record Fault(String pointer, Rule rule, String message) {
    /** What was broken. */
    public enum Rule {
        SHAPE,
        LENGTH,
        OPTIONS,
        TERM,
        LANGUAGE
    }

    /** As a model is told of it. */
    public String sentence() {
        return pointer.isEmpty() ? message : pointer + ": " + message;
    }
}
