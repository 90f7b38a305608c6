package raconteur.provider;

import java.time.Duration;

/**
 * How long each phase of a completion may take; zero switches a timer off. Keep-alives re-arm none of them.
 *
 * @param connect until the connection stands
 * @param firstByte from then until the answer begins to arrive; not for answers in one piece
 * @param firstContent from then until its first content
 * @param gap between two pieces of content
 * @param total for everything
 */
public record Timers(Duration connect, Duration firstByte, Duration firstContent, Duration gap, Duration total) {
    public static final Timers DEFAULT = new Timers(
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(120),
            Duration.ofSeconds(30),
            Duration.ofSeconds(600));
}
