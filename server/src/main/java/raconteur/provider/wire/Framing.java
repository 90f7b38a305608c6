package raconteur.provider.wire;

/** How an answer is cut into the pieces that a dialect reads one by one. */
public enum Framing {
    /** Server-sent events; an answer that begins like JSON is one in one piece. */
    EVENTS,
    /** A JSON object in each line. */
    LINES
}
