package raconteur.character.creation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much is written of a character.
 *
 * @see #longest() the bounds, which hold whatever a model writes
 */
enum Detail {
    CONCISE(200, 5, 4096),
    DETAILED(800, 12, 8192);

    private final int longest;
    private final int most;
    private final long tokens;

    Detail(int longest, int most, long tokens) {
        this.longest = longest;
        this.most = most;
        this.tokens = tokens;
    }

    /** Code points of one statement at most. */
    int longest() {
        return longest;
    }

    /** Statements of a trait that is a list at most. */
    int most() {
        return most;
    }

    /** Output tokens of one question at most, thinking included. */
    long tokens() {
        return tokens;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Detail of(@Nullable String word) {
        return word == null ? CONCISE : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
