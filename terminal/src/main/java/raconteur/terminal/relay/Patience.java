package raconteur.terminal.relay;

import java.time.Duration;

/**
 * How long is waited for what.
 *
 * @param question for the answer to a question that does not say itself how long its game waits
 * @param slack for the way there and back, on top of what the server is given
 * @param other for the answer to anything else than a question
 * @param kept for the link to come back, before what a game said is given up
 * @param probe between the first two looks whether the server answers again; later ones are up to eight times as far
 *     apart
 */
record Patience(Duration question, Duration slack, Duration other, Duration kept, Duration probe) {
    static final Patience USUAL = new Patience(
            Duration.ofSeconds(8),
            Duration.ofMillis(1500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofMillis(250));

    /** The longest that the server lets a question wait. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int SLOWEST = 8;

    /** The pause after that one: twice as long, from {@link #probe} on to eight times that. */
    Duration next(Duration pause) {
        var twice = pause.isZero() ? probe : pause.multipliedBy(2);
        var most = probe.multipliedBy(SLOWEST);
        return twice.compareTo(most) > 0 ? most : twice;
    }
}
