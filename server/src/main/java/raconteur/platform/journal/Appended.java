package raconteur.platform.journal;

/** What came of an append. */
public sealed interface Appended {
    /**
     * It is kept.
     *
     * @param version of the last one
     */
    record At(long version) implements Appended {}

    /** Nothing was kept: the history had moved on. Decide again, or tell the caller. */
    record Conflict(long expected, long actual) implements Appended {}
}
