package raconteur.source;

/**
 * One of those who go by a name.
 *
 * @param title of its page
 * @param snippet by which a person tells it from its namesakes, plain text
 * @param href where its page is; empty when only the title is known
 */
public record Meaning(String title, String snippet, String href) {
    /** Whoever it is that goes by this name first of all. */
    public static Meaning named(String title) {
        return new Meaning(title, "", "");
    }
}
