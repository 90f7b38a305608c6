package raconteur.character.acting;

import java.time.ZonedDateTime;
import java.util.List;
import raconteur.character.lore.LoreIndex;
import raconteur.character.lore.Scene;

/**
 * Everything an answer depends on.
 *
 * @param note what the owner of the conversation wrote as its system prompt; empty for nothing
 * @param path what was said on this branch, oldest first, without what is hidden from models
 * @param before what held after the last answer of the path
 * @param lore the books that are open
 * @param seed of all draws; with the place in the path it says how each falls
 * @param trigger kind of generation: {@code normal}, {@code regenerate} or {@code continue}
 * @param model that is asked, for macros that name it
 * @param bounds of the prompt
 */
public record Cue(
        Actor actor,
        Partner partner,
        String note,
        List<Scene.Said> path,
        Recalled recalled,
        State before,
        LoreIndex lore,
        Placement placement,
        long seed,
        String trigger,
        String model,
        ZonedDateTime now,
        Bounds bounds) {
    /**
     * How long a prompt may be.
     *
     * @param room tokens for all of it
     * @param history tokens for what was said
     * @param messages that are shown at most, the newest
     */
    public record Bounds(long room, long history, int messages) {
        /** As long as the model takes. */
        public static Bounds of(long room) {
            return new Bounds(room, Long.MAX_VALUE, Integer.MAX_VALUE);
        }
    }

    public Cue {
        path = List.copyOf(path);
    }
}
