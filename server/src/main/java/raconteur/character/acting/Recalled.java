package raconteur.character.acting;

import java.util.List;
import java.util.Set;

/**
 * What a character remembers on a path.
 *
 * @param compressed messages that lines stand for, and that need not be shown again
 */
public record Recalled(List<String> shortTerm, List<String> longTerm, Set<String> compressed) {
    public static final Recalled NOTHING = new Recalled(List.of(), List.of(), Set.of());

    public Recalled {
        shortTerm = List.copyOf(shortTerm);
        longTerm = List.copyOf(longTerm);
        compressed = Set.copyOf(compressed);
    }
}
