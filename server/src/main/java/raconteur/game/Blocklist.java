package raconteur.game;

import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Words that are neither asked about nor said in games, however they are written. */
@Singleton
final class Blocklist {
    private final List<String> words;

    Blocklist(GameConfig config) {
        this.words = config.blocklist().stream()
                .map(Blocklist::folded)
                .filter(word -> !word.isBlank())
                .toList();
    }

    /** Whether one of them is in a text; case, width and what separates letters do not hide it. */
    boolean holds(String text) {
        if (words.isEmpty()) {
            return false;
        }
        var folded = folded(text);
        return words.stream().anyMatch(folded::contains);
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(one -> Character.isLetterOrDigit(one))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
