package raconteur.bench;

import java.time.Duration;

/**
 * What a load looks like.
 *
 * @param streams how many at the same time
 * @param chats how many each of them has, one after the other
 * @param tokens of every answer
 * @param first the time before the first token at the upstream
 * @param every the cadence; zero for as fast as it goes
 * @param ramp over which the first chats of all streams begin, evenly
 * @param limit after which what is not finished counts as failed
 */
public record Shape(int streams, int chats, int tokens, Duration first, Duration every, Duration ramp, Duration limit) {
    /** Streams at a cadence for about {@code length}, begun over {@code ramp} so that their beats are spread. */
    public static Shape streams(int streams, Duration every, Duration length, Duration ramp) {
        int tokens = Math.max(1, (int) (length.toMillis() / Math.max(1, every.toMillis())));
        return new Shape(
                streams,
                1,
                tokens,
                Duration.ofMillis(100),
                every,
                ramp,
                length.multipliedBy(4).plus(ramp).plusSeconds(20));
    }

    /** Chats without delay, one after another on each of {@code streams}. */
    public static Shape chats(int streams, int chats, int tokens) {
        return new Shape(streams, chats, tokens, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(3));
    }

    /** Turns that begin at a rate, however long they take, with short answers that the upstream gives at once. */
    public static Shape turns(int perSecond, Duration length) {
        int turns = Math.toIntExact(perSecond * Math.max(1, length.toSeconds()));
        return new Shape(
                turns,
                1,
                20,
                Duration.ZERO,
                Duration.ZERO,
                length,
                length.multipliedBy(2).plusSeconds(20));
    }

    /** Whether chats begin at a rate instead of one after another. */
    boolean isOpen() {
        return every.isZero() && !ramp.isZero();
    }

    /** The time that the upstream takes by itself. */
    Duration upstream() {
        return first.plus(every.multipliedBy(tokens));
    }

    /** The question that makes the fake upstream behave so; its text is {@link #text}. */
    String question(int seed) {
        String write = every.isZero() ? "~write:each" : "";
        return "~first:%dms~every:%dms~tokens:%d~seed:%d".formatted(first.toMillis(), every.toMillis(), tokens, seed)
                + write;
    }

    String text(int seed) {
        return Prose.ZH.text(seed, tokens);
    }

    /** All tokens that the upstream sends for it. */
    long allTokens() {
        return (long) streams * chats * tokens;
    }

    @Override
    public String toString() {
        if (isOpen()) {
            return "%d turns/s, %d tokens".formatted(streams / Math.max(1, ramp.toSeconds()), tokens);
        }
        return every.isZero()
                ? "%d × %d chats of %d tokens".formatted(streams, chats, tokens)
                : "%d streams @%d ms, %d tokens".formatted(streams, every.toMillis(), tokens);
    }
}
