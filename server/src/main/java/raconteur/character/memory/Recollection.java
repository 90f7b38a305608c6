package raconteur.character.memory;

import java.util.List;
import java.util.Set;
import raconteur.turn.MessageId;

/**
 * What comes to a character's mind.
 *
 * @param shortTerm in the order in which it was lived through
 * @param longTerm what was chosen of it, in the order in which it was taken in
 * @param compressed messages of the path that need not be shown any more, because lines stand for them
 */
public record Recollection(List<Line> shortTerm, List<Line> longTerm, Set<MessageId> compressed) {
    public static final Recollection NOTHING = new Recollection(List.of(), List.of(), Set.of());

    public Recollection {
        shortTerm = List.copyOf(shortTerm);
        longTerm = List.copyOf(longTerm);
        compressed = Set.copyOf(compressed);
    }
}
