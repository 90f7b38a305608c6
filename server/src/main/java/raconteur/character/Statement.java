package raconteur.character;

/** One thing that is said of a character, and what that rests on. The text is never blank. */
public record Statement(String text, Provenance provenance) {
    public Statement {
        if (text.isBlank()) {
            throw new IllegalArgumentException("nothing is said");
        }
    }
}
