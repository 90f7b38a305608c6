package raconteur.platform;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs things later and again and again, until it is closed. Thread-safe. */
@Singleton
public final class Ticker implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ticker").factory());

    /** Runs this once, after a while, on the ticker's one thread: it must be short and never block. */
    public void after(Duration wait, Runnable shortWork) {
        var _ = thread.schedule(shortWork, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs this every so often on a virtual thread of its own; it may block. */
    public void every(String name, Duration period, Runnable work) {
        var nanos = Math.max(1_000_000, period.toNanos());
        var _ = thread.scheduleWithFixedDelay(
                () -> Thread.ofVirtual().name(name).start(work), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    @PreDestroy
    public void close() {
        thread.shutdownNow();
    }
}
