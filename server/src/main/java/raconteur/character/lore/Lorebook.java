package raconteur.character.lore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of a world, entry by entry.
 *
 * @param scanDepth how many of the newest messages are searched; null leaves it to the settings
 * @param tokenBudget tokens that entries of this book may take at once; null for no limit of its own
 * @param recursive whether what one entry says may call up another; null leaves it to the settings
 * @param rest fields that came with it and mean nothing to us, given back as they came
 */
public record Lorebook(
        String name,
        String description,
        @Nullable Integer scanDepth,
        @Nullable Integer tokenBudget,
        @Nullable Boolean recursive,
        List<LoreEntry> entries,
        ObjectNode rest) {
    public Lorebook {
        entries = List.copyOf(entries);
        rest = rest.deepCopy();
        if (rest.path("extensions").isObject() && rest.path("extensions").isEmpty()) {
            rest.remove("extensions"); // a card must have them, a world file need not: without any both are equal
        }
    }
}
