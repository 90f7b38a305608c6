package raconteur.knowledge.text;

/**
 * A passage of a file.
 *
 * @param title headings or keys above it, from the outermost on; empty for none
 */
public record Piece(String title, String text) {
    /** Stands between the parts of a title. */
    public static final String BELOW = " › ";
}
