package raconteur.character.lore;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Completion;

/**
 * What entries fire for.
 *
 * @param path every message from the first to the newest, of this branch only
 * @param sources texts beside them, of the persona and the character
 * @param injected other texts of the prompt that are searched, such as an author's note
 * @param trigger kind of generation: {@code normal}, {@code continue}, {@code swipe}, …
 * @param character who speaks next
 * @param tags of the character
 * @param greeting which greeting it began with, from 0; null where there is none
 * @param userIcon name of the user's icon; null where there is none
 * @param called entries that something else has called up
 */
public record Scene(
        List<Said> path,
        Map<LoreEntry.Source, String> sources,
        List<String> injected,
        String trigger,
        String character,
        Set<String> tags,
        @Nullable Integer greeting,
        @Nullable String userIcon,
        Set<EntryKey> called) {
    /** One message. */
    public record Said(String message, Completion.Role role, String name, String text) {}

    public Scene {
        path = List.copyOf(path);
        sources = Map.copyOf(sources);
        injected = List.copyOf(injected);
        tags = Set.copyOf(tags);
        called = Set.copyOf(called);
    }

    /** A scene of nothing but what was said. */
    public static Scene of(List<Said> path) {
        return new Scene(path, Map.of(), List.of(), "normal", "", Set.of(), null, null, Set.of());
    }
}
