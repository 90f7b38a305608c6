package raconteur.turn;

/** Somebody who follows a turn. Called by one thread at a time; must not block. */
public interface Reader {
    /**
     * Takes the next event.
     *
     * @return whether it can take more right now; if not, it calls the turn back through {@link #whenReady}
     */
    boolean take(Frame frame);

    /** Runs this once, soon after more can be taken. */
    void whenReady(Runnable more);

    /** Nothing more comes. */
    void end();
}
