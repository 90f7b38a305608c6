package raconteur.story.constraint;

/**
 * Lets through of a text that is being written what can no longer become part of a violation. What comes out is the
 * beginning of what {@link Compliance#mended} makes of the whole, however it was cut into pieces. For one thread.
 */
public final class HoldBack {
    private final Compliance compliance;
    private final raconteur.story.payload.Kind kind;
    private final StringBuilder come = new StringBuilder();

    HoldBack(Compliance compliance, raconteur.story.payload.Kind kind) {
        this.compliance = compliance;
        this.kind = kind;
    }

    /** More of the text; what may be shown now. */
    public String pass(String piece) {
        come.append(piece);
        return "";
    }

    /** The text is at its end; what may be shown of the rest. */
    public String end() {
        return compliance.mended(kind, come.toString());
    }

    /** Whether nothing more will come out: a limit was reached, or a violation. */
    public boolean stopped() {
        return false;
    }
}
