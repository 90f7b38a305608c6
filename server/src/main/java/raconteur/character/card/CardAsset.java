package raconteur.character.card;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A picture or sound that belongs to a character.
 *
 * @param type {@code icon}, {@code background}, {@code user_icon}, {@code emotion}, or another that begins with x_
 * @param uri where it is: {@code embeded://path} in the file, {@code ccdefault:}, {@code data:} or an address, which
 *     nobody here follows
 * @param ext of its file's name, without a dot
 * @param rest what else the card says of it
 */
public record CardAsset(String type, String uri, String name, String ext, Extras rest) {
    static final String EMBEDDED = "embeded://"; // so it is written, with one d
    static final String DEFAULT = "ccdefault:";
    private static final String NUMBERED = "__asset:";

    CardAsset withUri(String other) {
        return new CardAsset(type, other, name, ext, rest);
    }

    boolean isMainIcon() {
        return type.equals("icon") && name.equals("main");
    }

    /** Which of the files that travel with the card is meant, if it is one of these. */
    Optional<String> path() {
        return Stream.of(EMBEDDED, NUMBERED)
                .filter(uri::startsWith)
                .map(scheme -> uri.substring(scheme.length()))
                .findFirst();
    }
}
