package raconteur.character;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which characters a list is to show.
 *
 * @param isPublic everybody's public ones, instead of one's own
 * @param words that name, brief or tags must hold, all of them, as {@link Names} folds them
 * @param tag that they must have; empty for any
 */
record Wish(boolean isPublic, List<String> words, String tag) {
    static Wish of(boolean isPublic, String words, String tag) {
        return new Wish(
                isPublic,
                Stream.of(Names.folded(words).split(" "))
                        .filter(one -> !one.isEmpty())
                        .toList(),
                tag);
    }
}
