package raconteur.character.acting;

import java.util.List;
import raconteur.character.lore.Scene.Said;
import raconteur.turn.Prompt;
import raconteur.turn.TokenCount;

/**
 * How much of what was said is shown.
 *
 * @param shown the newest of it, oldest first
 * @param tokens that it takes, about
 * @param dropped what there was no room for
 */
record Transcript(List<Said> shown, long tokens, Prompt.Dropped dropped) {
    /** What one message costs beyond its text. */
    static final long FRAME = 4;

    /** Where prompts are to begin alike, so much of the room is freed at once, and then nothing for a while. */
    private static final int STEPS = 4;

    /**
     * The newest that fit; what is answered always does.
     *
     * @param steady whether rather more goes at once than a little each time
     */
    static Transcript fitting(List<Said> path, long room, int messages, boolean steady) {
        var all = path.stream().mapToLong(Transcript::tokens).sum();
        var excess = Math.max(0, all - Math.max(0, room));
        var step = Math.max(1, room / STEPS);
        var toDrop = steady && excess > 0 ? (excess + step - 1) / step * step : excess;
        var from = Math.max(0, path.size() - Math.max(1, messages));
        var gone = 0L;
        for (var at = 0; at < from; at++) {
            gone += tokens(path.get(at));
        }
        while (gone < toDrop && from < path.size() - 1) {
            gone += tokens(path.get(from));
            from++;
        }
        return new Transcript(path.subList(from, path.size()), all - gone, new Prompt.Dropped(from, gone));
    }

    static long tokens(Said said) {
        return TokenCount.about(said.text()) + FRAME;
    }
}
