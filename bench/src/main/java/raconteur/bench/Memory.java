package raconteur.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a stream that is under way costs in memory, without what a collector has merely not yet given back: both the
 * idle server and the one that holds the streams are looked at right after a full collection.
 */
final class Memory {
    private static final Duration BEAT = Duration.ofMillis(250);
    private static final Duration LENGTH = Duration.ofSeconds(20);
    private static final Duration RAMP = Duration.ofSeconds(2);

    /** KiB. */
    private record Look(long heap, long pss) {}

    private final ServerProcess server;
    private final Load load;
    private final int streams;

    Memory(ServerProcess server, Load load, int streams) {
        this.server = server;
        this.load = load;
        this.streams = streams;
    }

    /** Measures and prints; empty when this JDK has no {@code jcmd}. */
    Optional<ObjectNode> measure(Subject subject, ObjectMapper mapper) throws IOException, InterruptedException {
        var shape = Shape.streams(streams, BEAT, LENGTH, RAMP);
        var target = subject.target(shape);
        var idle = look();
        if (idle.isEmpty()) {
            System.out.println("no jcmd beside this java: memory per stream after a collection is left out");
            return Optional.empty();
        }
        var running = CompletableFuture.supplyAsync(() -> {
            try {
                return load.run(target, shape);
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
        // All streams have begun after the ramp; the look falls into the middle of them.
        awaitMiddle(running, shape);
        var held = look().orElseThrow();
        var report = running.join();
        double heap = (held.heap() - idle.get().heap()) / (double) streams;
        double pss = (held.pss() - idle.get().pss()) / (double) streams;
        System.out.printf(
                Locale.ROOT,
                "memory of %s: idle heap %.0f MiB, resident %.0f MiB; per stream %.1f KiB of live heap, %.1f KiB resident; %s%n",
                shape,
                idle.get().heap() / 1024.0,
                idle.get().pss() / 1024.0,
                heap,
                pss,
                report.isWhole() ? "all whole" : "NOT WHOLE " + report.failures());
        return Optional.of(mapper.createObjectNode()
                .put("streams", streams)
                .put("idle_heap_mib", idle.get().heap() / 1024)
                .put("idle_pss_mib", idle.get().pss() / 1024)
                .put("live_heap_kib_per_stream", Math.round(heap * 10) / 10.0)
                .put("resident_kib_per_stream", Math.round(pss * 10) / 10.0)
                .put("whole", report.isWhole()));
    }

    private static void awaitMiddle(CompletableFuture<Load.Report> running, Shape shape) throws InterruptedException {
        try {
            var _ = running.get(shape.ramp().plus(LENGTH.dividedBy(2)).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return; // as it should be: it still runs
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("the streams ended before they could be looked at");
    }

    private Optional<Look> look() throws IOException, InterruptedException {
        var used = new Jcmd(server.pid()).heap();
        return used.isPresent()
                ? Optional.of(new Look(used.getAsLong(), server.proc().pss()))
                : Optional.empty();
    }
}
