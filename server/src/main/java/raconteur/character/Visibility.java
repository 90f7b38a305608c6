package raconteur.character;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who may read a character besides its owner. */
public enum Visibility {
    /** Nobody. */
    PRIVATE,
    /** Who knows its id. */
    UNLISTED,
    /** Everybody; it is listed. */
    PUBLIC;

    /** As it is called on the wire. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this key. */
    public static Optional<Visibility> parse(String key) {
        return Stream.of(values()).filter(one -> one.key().equals(key)).findFirst();
    }
}
