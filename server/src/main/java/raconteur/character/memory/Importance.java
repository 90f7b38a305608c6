package raconteur.character.memory;

/**
 * How much something matters, judged three times from 0 to 5.
 *
 * @param relevance to who the character is and what it wants
 * @param novelty against what it knows already
 * @param impact on what comes after
 */
record Importance(int relevance, int novelty, int impact) {
    /** What weighs least of all that fades slowly. */
    static final int KEPT = 8;

    /** What weighs less is not remembered. */
    static final int ORDINARY = 4;

    /** What weighs most. */
    static final int MOST = 15;

    private static final int HIGHEST = 5;

    Importance {
        relevance = Math.clamp(relevance, 0, HIGHEST);
        novelty = Math.clamp(novelty, 0, HIGHEST);
        impact = Math.clamp(impact, 0, HIGHEST);
    }

    int sum() {
        return relevance + novelty + impact;
    }

    /** Whether it is remembered at all. */
    boolean isRemembered() {
        return sum() >= ORDINARY;
    }
}
