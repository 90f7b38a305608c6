package raconteur.story.constraint;

/**
 * One thing that was changed in a proposal.
 *
 * @param pointer the field, a JSON pointer; empty for the whole
 * @param what one short sentence in English, for an author's inspection; it never quotes a forbidden term
 */
public record Mending(Step step, String pointer, String what) {
    /** The ways to mend, gentlest first. */
    public enum Step {
        /** The value was meant but written otherwise, or stood elsewhere. */
        READ,
        /** Characters that nobody sees were taken out, or characters of the other script exchanged. */
        CLEANED,
        /** Cut at the end of a sentence, or of a word where there was none. */
        CUT,
        /** A forbidden term gave way to a word that says nothing. */
        REPLACED,
        /** A sentence was taken out. */
        DROPPED,
        /** Options or words of the last event, or what the server knows, stand in. */
        KEPT,
        /** Safe words of the house stand in. */
        TEMPLATE
    }
}
