package raconteur.platform;

/** One sentence in every language the server speaks. */
public record Text(String en, String zh) {
    /** The sentence as a reader of this language wants it. */
    public String in(Language language) {
        return switch (language) {
            case EN -> en;
            case ZH -> zh;
        };
    }
}
