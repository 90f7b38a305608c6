package raconteur.provider.openai;

/**
 * What an answer may cost in memory.
 *
 * @param line the most bytes of one event
 * @param body the most bytes of an answer in one piece
 * @param stream the most bytes of a stream, which is not kept
 */
record Bounds(int line, int body, long stream) {
    static final Bounds DEFAULT = new Bounds(1 << 20, 8 << 20, 64L << 20);
}
