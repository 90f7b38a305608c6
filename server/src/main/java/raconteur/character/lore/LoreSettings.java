package raconteur.character.lore;

/**
 * What holds for entries and books that do not say otherwise.
 *
 * @param scanDepth newest messages that are searched
 * @param recursive whether what entries say may call up others
 * @param rounds of such calling at most, from 1 to {@value #MOST_ROUNDS}
 * @param caseSensitive whether keys tell capitals from small letters
 * @param wholeWords whether a key of one word must be a whole word
 * @param names whether who speaks is searched with what is said
 * @param groupScoring whether in groups only entries with most keys found take part
 * @param leastFired entries that should fire; 0 for none, else older messages are searched until there are so many
 * @param deepest messages that are searched for that at most; 0 for all
 * @param order whose entries come first
 */
public record LoreSettings(
        int scanDepth,
        boolean recursive,
        int rounds,
        boolean caseSensitive,
        boolean wholeWords,
        boolean names,
        boolean groupScoring,
        int leastFired,
        int deepest,
        Order order) {
    /** Messages that are ever searched. */
    public static final int DEEPEST = 1000;

    public static final int MOST_ROUNDS = 64;

    /** Whose entries come first, after those of the chat and the persona. */
    public enum Order {
        CHARACTER_FIRST,
        WORLD_FIRST,
        EVENLY
    }

    /** What SillyTavern begins with, with eight rounds instead of no limit. */
    public static final LoreSettings DEFAULT =
            new LoreSettings(2, false, 8, false, false, true, false, 0, 0, Order.CHARACTER_FIRST);

    public LoreSettings {
        rounds = Math.max(1, Math.min(MOST_ROUNDS, rounds));
    }

    /** The same, but with entries that call up entries. */
    public LoreSettings withRecursion() {
        return new LoreSettings(
                scanDepth, true, rounds, caseSensitive, wholeWords, names, groupScoring, leastFired, deepest, order);
    }

    /** The same, but with so many messages searched. */
    public LoreSettings withScanDepth(int depth) {
        return new LoreSettings(
                depth, recursive, rounds, caseSensitive, wholeWords, names, groupScoring, leastFired, deepest, order);
    }
}
