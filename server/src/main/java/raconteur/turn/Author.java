package raconteur.turn;

import org.jspecify.annotations.Nullable;

/**
 * Who says a message.
 *
 * @param kind {@code account}, {@code persona}, {@code model}, {@code character} or {@code system}
 */
public record Author(String kind, @Nullable String id, String name) {
    /** A model, by its id; its name is that without the provider's. */
    public static Author model(String id) {
        return new Author("model", id, id.substring(id.indexOf('/') + 1));
    }
}
