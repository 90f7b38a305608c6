package raconteur.platform.journal;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import raconteur.platform.Bell;

/** Wakes whoever waits for entries. One bell for all streams: a ring that was not theirs costs them one short look. */
final class News {
    private final Bell bell = new Bell();

    void ring() {
        bell.ring();
    }

    /** Nobody may wait any more. */
    void stop() {
        bell.stop();
    }

    /**
     * Looks again and again until there is something or the time is over.
     *
     * @param pace how often to look when nobody rings, for what others keep
     */
    List<Entry> await(Supplier<List<Entry>> look, Duration wait, Duration pace) throws InterruptedException {
        var until = System.nanoTime() + wait.toNanos();
        while (true) {
            var heard = bell.rings();
            var found = look.get();
            var left = until - System.nanoTime();
            if (!found.isEmpty() || left <= 0) {
                return found;
            }
            bell.await(heard, Math.min(left, pace.toNanos()));
        }
    }
}
