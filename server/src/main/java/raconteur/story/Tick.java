package raconteur.story;

/**
 * Where a story's own time stands.
 *
 * @param elapsedMs how long it has been played
 * @param readingMs what {@link StoryClock} showed then
 */
public record Tick(long elapsedMs, long readingMs) {
    static final Tick ZERO = new Tick(0, 0);

    /** When the clock shows this; a clock that goes back takes nothing back. */
    Tick at(long reading) {
        return new Tick(elapsedMs + Math.max(0, reading - readingMs), reading);
    }

    /** The same time, from another reading on. */
    Tick from(long reading) {
        return new Tick(elapsedMs, reading);
    }
}
