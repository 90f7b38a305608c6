package raconteur.platform.journal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Wakes whoever waits for entries. One bell for all streams: a ring that was not theirs costs them one short look. */
final class News {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private long rings;

    void ring() {
        lock.lock();
        try {
            rings++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Looks again and again until there is something or the time is over.
     *
     * @param pace how often to look when nobody rings, for what others keep
     */
    List<Entry> await(Supplier<List<Entry>> look, Duration wait, Duration pace) throws InterruptedException {
        var until = System.nanoTime() + wait.toNanos();
        while (true) {
            var heard = rings();
            var found = look.get();
            var left = until - System.nanoTime();
            if (!found.isEmpty() || left <= 0) {
                return found;
            }
            await(heard, Math.min(left, pace.toNanos()));
        }
    }

    private long rings() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    private void await(long heard, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = nanos;
            while (rings == heard && left > 0) {
                left = rung.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    static Duration never() {
        return Duration.ofNanos(TimeUnit.DAYS.toNanos(1));
    }
}
