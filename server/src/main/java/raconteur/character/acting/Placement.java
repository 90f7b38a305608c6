package raconteur.character.acting;

import java.util.Locale;

/** Where in a prompt lore stands. */
public enum Placement {
    /** Each entry where it asks to stand. */
    AT_POSITION,
    /** Each behind the message at which it first fired, so that prompts only grow and a provider's cache holds. */
    APPEND;

    /** As it is written on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Placement parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
