package raconteur.provider.openai;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import raconteur.provider.Chunk;
import raconteur.provider.Completion;
import raconteur.provider.Completion.Message;
import raconteur.provider.Timers;

/**
 * Prints what a token costs: read from memory, and over the network from the fake upstream of another process.
 *
 * <pre>
 * java … raconteur.bench.Upstream 9099
 * java … raconteur.provider.openai.Timing http://127.0.0.1:9099 [concurrent] [completions] [knobs]
 * </pre>
 */
final class Timing {
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Timing() {}

    public static void main(String... arguments) throws InterruptedException {
        for (var round = 0; round < 8; round++) {
            reading();
        }
        if (arguments.length > 0) {
            var concurrent = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 64;
            var completions = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 6400;
            var knobs = arguments.length > 3 ? arguments[3] : "~tokens:20";
            var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(Boolean.getBoolean("native")));
            var adapter = OpenAiAdapter.over(vertx, InstantSource.system());
            for (var round = 0; round < 6; round++) {
                calling(adapter, URI.create(arguments[0] + "/v1"), concurrent, completions, knobs);
            }
            vertx.close();
        }
    }

    private static void reading() {
        var chunk =
                ("data: {\"id\":\"chatcmpl-0123456789ab\",\"object\":\"chat.completion.chunk\",\"created\":1763700000,"
                                + "\"model\":\"fake\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"夜色沉\"},\"finish_reason\":null}]}\n\n")
                        .getBytes(StandardCharsets.UTF_8);
        var streams = 2000;
        var tokens = 100;
        var heard = new LongAdder();
        var began = MACHINE.getProcessCpuTime();
        for (var i = 0; i < streams; i++) {
            var reply = new Reply(new Faults(Samples.CONNECTION), Bounds.DEFAULT, Set.of(), _ -> heard.increment());
            for (var k = 0; k < tokens; k++) {
                reply.read(Buffer.buffer(chunk));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "reading %d bytes: %.2f µs of CPU per token (%d)%n",
                chunk.length,
                (MACHINE.getProcessCpuTime() - began) / 1000.0 / streams / tokens,
                heard.sum());
    }

    private static void calling(OpenAiAdapter adapter, URI base, int concurrent, int completions, String knobs)
            throws InterruptedException {
        var provider = adapter.connect(Samples.connection(base, Timers.DEFAULT));
        var question = Completion.of("fake" + knobs, List.of(Message.user("Hello")));
        var tokens = new LongAdder();
        var broken = new LongAdder();
        var free = new Semaphore(concurrent);
        var over = new CountDownLatch(completions);
        var cpu = MACHINE.getProcessCpuTime();
        var began = System.nanoTime();
        for (var i = 0; i < completions; i++) {
            free.acquire();
            Thread.ofVirtual().start(() -> {
                try {
                    provider.complete(question, chunk -> {
                        if (chunk instanceof Chunk.TextDelta) {
                            tokens.increment();
                        }
                    });
                } catch (InterruptedException | RuntimeException failed) {
                    broken.increment();
                } finally {
                    free.release();
                    over.countDown();
                }
            });
        }
        over.await();
        var seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "calling, %d at once: %.0f completions/s, %.2f µs of CPU per token, %.0f µs per completion, %d broken%n",
                concurrent,
                completions / seconds,
                (MACHINE.getProcessCpuTime() - cpu) / 1000.0 / tokens.sum(),
                (MACHINE.getProcessCpuTime() - cpu) / 1000.0 / completions,
                broken.sum());
    }
}
