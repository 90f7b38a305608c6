package raconteur.character.creation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import raconteur.character.Category;

/**
 * What one question to a model is about: a category of the profile, or how the character is introduced.
 *
 * @param category null for the introduction
 */
record Facet(String key, @Nullable Category category) {
    /** The brief and the greeting. */
    static final Facet BRIEF = new Facet("brief", null);

    /** All nine. */
    static final List<Facet> ALL = Stream.concat(
                    Stream.of(Category.values()).map(one -> new Facet(one.key(), one)), Stream.of(BRIEF))
            .toList();

    static Optional<Facet> of(String key) {
        return ALL.stream().filter(one -> one.key().equals(key)).findFirst();
    }
}
