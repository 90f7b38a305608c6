package raconteur.game;

import java.time.Duration;

/** How much a game may send and gets at once; characters are code points. Part of the protocol. */
public final class Limits {
    /** Bytes of a request. */
    public static final int BODY = 64 << 10;

    /** Bytes of an answer. */
    public static final int ANSWER = 20_000;

    /** Characters of what a player says. */
    public static final int INPUT = 2000;

    /** Characters of a world, and facts of it. */
    public static final int WORLD = 4000;

    public static final int FACTS = 60;

    /** Actions that may be allowed at once, and arguments of one. */
    public static final int ACTIONS = 32;

    public static final int ARGUMENTS = 8;

    /** Passages that an answer names, and characters of each of their names. */
    public static final int SOURCES = 3;

    public static final int SOURCE = 80;

    /** The longest a question waits, and how long it does where nothing is said. */
    public static final Duration WAIT = Duration.ofSeconds(10);

    public static final Duration USUAL_WAIT = Duration.ofSeconds(8);

    /** The longest a look for news waits. */
    public static final Duration POLL = Duration.ofSeconds(1);

    private Limits() {}
}
