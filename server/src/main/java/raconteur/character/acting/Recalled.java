package raconteur.character.acting;

import java.util.List;
import java.util.Set;

/**
 * What a character remembers on a path, and what comes to it that its world knows.
 *
 * @param compressed messages that lines stand for, and that need not be shown again
 * @param known what has to do with what was said last, the best first
 */
public record Recalled(List<String> shortTerm, List<String> longTerm, Set<String> compressed, List<Known> known) {
    public static final Recalled NOTHING = new Recalled(List.of(), List.of(), Set.of());

    /**
     * A passage of what its world knows, as it is written there: nobody's order.
     *
     * @param label where it stands, for people
     */
    public record Known(String label, String text) {}

    public Recalled {
        shortTerm = List.copyOf(shortTerm);
        longTerm = List.copyOf(longTerm);
        compressed = Set.copyOf(compressed);
        known = List.copyOf(known);
    }

    /** Where its world knows nothing of it. */
    public Recalled(List<String> shortTerm, List<String> longTerm, Set<String> compressed) {
        this(shortTerm, longTerm, compressed, List.of());
    }

    /** The same with this that its world knows. */
    public Recalled with(List<Known> passages) {
        return new Recalled(shortTerm, longTerm, compressed, passages);
    }
}
