package raconteur.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Measures a subject under a load: what it used, what the rig used, how both kept time. */
final class Gauge {
    private static final long SAMPLE_MILLIS = 500;

    private final UpstreamProcess upstream;
    private final Load load;

    Gauge(UpstreamProcess upstream, Load load) {
        this.upstream = upstream;
        this.load = load;
    }

    Row measure(Subject subject, Shape shape, int round) throws IOException, InterruptedException {
        var target = subject.target(shape);
        var proc = subject.proc().orElse(null);
        upstream.forgetLateness();
        long idle = proc == null ? 0 : proc.pss();
        var before = cpu(proc);
        var upstreamBefore = upstream.proc().cpu();
        var driverBefore = Proc.own();
        long start = System.nanoTime();

        Load.Report report;
        long peak;
        try (var sampler = new Sampler(proc)) {
            report = load.run(target, shape);
            peak = sampler.peak();
        }

        double seconds = (System.nanoTime() - start) / 1e9;
        var used = cpu(proc).minus(before);
        double late = upstream.stats().path("late_p99_us").asDouble() / 1000;
        return new Row(
                subject.name(),
                round,
                report,
                used.toNanos() / 1000.0 / shape.allTokens(),
                Math.max(0, peak - idle) / (double) shape.streams(),
                share(used, seconds),
                share(upstream.proc().cpu().minus(upstreamBefore), seconds),
                share(Proc.own().minus(driverBefore), seconds),
                report.late().getValueAtPercentile(99) / 1e6,
                late);
    }

    /** Makes the code of everybody hot: so many chats without delay, then some streams. */
    void warmUp(Subject subject, int chats) throws IOException, InterruptedException {
        int each = Math.max(1, chats / 64);
        for (var shape : new Shape[] {
            Shape.chats(64, each, 20),
            Shape.streams(300, Duration.ofMillis(20), Duration.ofSeconds(3), Duration.ofSeconds(1))
        }) {
            var report = load.run(subject.target(shape), shape);
            if (!report.isWhole()) {
                System.out.println("warm-up of " + subject.name() + " was not whole: " + report.failures());
            }
        }
    }

    private static Duration cpu(@Nullable Proc proc) {
        return proc == null ? Duration.ZERO : proc.cpu();
    }

    private static double share(Duration used, double seconds) {
        return used.toNanos() / 1e7 / seconds;
    }

    /** Looks now and then how much memory the subject has. */
    private static final class Sampler implements AutoCloseable {
        private final AtomicLong peak = new AtomicLong();
        private final CountDownLatch over = new CountDownLatch(1);

        Sampler(@Nullable Proc proc) {
            var _ = Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (proc != null && !over.await(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
                        peak.accumulateAndGet(proc.pss(), Math::max);
                    }
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        long peak() {
            return peak.get();
        }

        @Override
        public void close() {
            over.countDown();
        }
    }
}
