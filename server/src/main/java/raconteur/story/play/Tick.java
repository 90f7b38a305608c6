package raconteur.story.play;

/**
 * Where a story's own time stands.
 *
 * @param elapsedMs how long it has been played
 * @param readingMs what the clock of stories showed then
 */
public record Tick(long elapsedMs, long readingMs) {
    public static final Tick ZERO = new Tick(0, 0);

    /** When the clock shows this; a clock that goes back takes nothing back. */
    Tick at(long reading) {
        return new Tick(elapsedMs + Math.max(0, reading - readingMs), reading);
    }

    /** The same time, from another reading on. */
    public Tick from(long reading) {
        return new Tick(elapsedMs, reading);
    }
}
