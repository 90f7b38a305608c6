package raconteur.character;

import java.util.Locale;

/**
 * Which picture shows a character.
 *
 * @param version grows with every change, so that an address means one picture for ever; 0 before the first
 */
public record Portrait(Kind kind, int version) {
    /** There was never one. */
    public static final Portrait NONE = new Portrait(Kind.NONE, 0);

    /** Where it came from. */
    public enum Kind {
        /** There is none. */
        NONE,
        /** It came with the card, whose files hold it whole. */
        CARD,
        /** It was set here, in place of whatever came with the card. */
        OWN,
        /** There was one, and it was taken away. */
        REMOVED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isThere() {
        return switch (kind) {
            case CARD, OWN -> true;
            case NONE, REMOVED -> false;
        };
    }

    Portrait next(Kind other) {
        return new Portrait(other, version + 1);
    }
}
