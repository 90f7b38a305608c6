package raconteur.platform;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes whoever waits for a change. One for all who wait: a ring that was another's costs one short look. Thread-safe.
 */
public final class Bell {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private long rings;
    private boolean stopped;

    /** Something changed. */
    public void ring() {
        lock.lock();
        try {
            rings++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often it has rung. Ask before looking: what changes after that look rings after that. */
    public long rings() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until it has rung more often than that, or so long.
     *
     * @throws Refusal {@link Code#STOPPING} when the server stops
     */
    public void await(long heard, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = nanos;
            while (rings == heard && left > 0 && !stopped) {
                left = rung.awaitNanos(left);
            }
            if (stopped) {
                throw new Refusal(Code.STOPPING).retryAfter(SOON);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends everybody away: the server stops. */
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
