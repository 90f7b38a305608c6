package raconteur.character.card;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose it is and how it is to be used: for people, never part of a prompt.
 *
 * @param version of the character, in its author's words
 * @param notes of the author to whoever plays it
 * @param notesIn the same by language, such as {@code zh}; where there is one it stands before {@code notes}
 * @param sources where it was taken from
 * @param created when the author began; the epoch where that is withheld, none where it is unknown
 */
public record Credits(
        String creator,
        String version,
        String notes,
        Map<String, String> notesIn,
        List<String> tags,
        List<String> sources,
        @Nullable Instant created,
        @Nullable Instant modified) {
    public Credits {
        notesIn = Collections.unmodifiableMap(new LinkedHashMap<>(notesIn)); // in the author's order
        tags = List.copyOf(tags);
        sources = List.copyOf(sources);
    }
}
