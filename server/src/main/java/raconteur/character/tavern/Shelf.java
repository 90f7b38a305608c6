package raconteur.character.tavern;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where what stands in the folder, and how much of it is taken. */
enum Shelf {
    CARDS("characters", 1, Set.of("png", "json", "charx"), 20, 128),
    WORLDS("worlds", 1, Set.of("json"), 20, 48),
    CHATS("chats", 2, Set.of("jsonl"), 32, 96),
    GROUPS("groups", 1, Set.of("json"), 1, 8),
    GROUP_CHATS("group chats", 1, Set.of("jsonl"), 16, 32);

    private final String folder;
    private final int depth;
    private final Set<String> endings;
    private final int most;
    private final int mostTogether;

    Shelf(String folder, int depth, Set<String> endings, int most, int mostTogether) {
        this.folder = folder;
        this.depth = depth;
        this.endings = endings;
        this.most = most << 20;
        this.mostTogether = mostTogether << 20;
    }

    /** Which one this file stands on, if any; the folder itself may stand in others. */
    static @Nullable Shelf of(List<String> path) {
        for (var shelf : values()) {
            var at = path.size() - 1 - shelf.depth;
            if (at >= 0 && path.get(at).equals(shelf.folder) && shelf.endings.contains(Names.ending(path.getLast()))) {
                return shelf;
            }
        }
        return null;
    }

    /** Bytes of one file, at most. */
    int most() {
        return most;
    }

    /** Bytes of all files on it, at most. */
    int mostTogether() {
        return mostTogether;
    }
}
