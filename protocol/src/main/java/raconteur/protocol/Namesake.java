package raconteur.protocol;

/**
 * One of those who go by a name in an encyclopedia.
 *
 * @param snippet by which a person tells it from the others, plain text
 * @param href where its page is; empty when only the title is known
 */
public record Namesake(String title, String snippet, String href) {}
