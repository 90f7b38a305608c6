package raconteur.bench;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A time wheel of one millisecond on one event loop: a thousand timers cost one timer. Used on that loop only. */
final class Wheel {
    private static final int SLOTS = 1024;
    private static final long TICK = 1_000_000;

    /** Something that happens at a moment; at most one moment is set at a time. */
    abstract static class Timer {
        private long tick;
        private @Nullable Timer next;

        /** Called on the loop at or after the moment that was set. */
        abstract void ring(long now);
    }

    private final EventLoop loop;
    private final Timer[] slots = new Timer[SLOTS];
    private final long origin = System.nanoTime();
    private final Histogram lateness = new Histogram(3);
    private long current;
    private int waiting;
    private boolean ticking;

    Wheel(EventLoop loop) {
        this.loop = loop;
    }

    /** Nanoseconds of how late timers rang beyond the grain of the wheel. */
    Histogram lateness() {
        return lateness;
    }

    /** Rings {@code timer} at {@code due}, a {@link System#nanoTime}. */
    void set(Timer timer, long due) {
        long tick = Math.max((due - origin + TICK - 1) / TICK, ticking ? current + 1 : 0);
        timer.tick = tick;
        put(timer);
        waiting++;
        if (!ticking) {
            ticking = true;
            current = (System.nanoTime() - origin) / TICK - 1;
            schedule();
        }
    }

    private void put(Timer timer) {
        int slot = (int) (timer.tick & (SLOTS - 1));
        timer.next = slots[slot];
        slots[slot] = timer;
    }

    private void schedule() {
        long wait = Math.max(0, origin + (current + 1) * TICK - System.nanoTime());
        var _ = loop.schedule(this::tick, wait, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        long now = System.nanoTime();
        long until = (now - origin) / TICK;
        // After a stall longer than a turn of the wheel every slot is looked at once; none is skipped.
        long from = Math.max(current + 1, until - SLOTS + 1);
        for (long tick = from; tick <= until; tick++) {
            ring((int) (tick & (SLOTS - 1)), until, now);
        }
        current = Math.max(current, until);
        if (waiting > 0) {
            schedule();
        } else {
            ticking = false;
        }
    }

    @SuppressWarnings("NullAway") // the slots of a new array are empty
    private void ring(int slot, long until, long now) {
        Timer timer = slots[slot];
        slots[slot] = null;
        while (timer != null) {
            Timer next = timer.next;
            timer.next = null;
            if (timer.tick <= until) {
                waiting--;
                lateness.recordValue(Math.max(0, now - origin - timer.tick * TICK));
                timer.ring(now);
            } else {
                put(timer);
            }
            timer = next;
        }
    }
}
