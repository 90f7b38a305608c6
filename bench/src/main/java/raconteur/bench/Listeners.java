package raconteur.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Streams that are followed over sockets, one on each, and the time between their pieces. */
final class Listeners {
    private static final int SEEDS = 16;

    /**
     * What they saw. Times are nanoseconds.
     *
     * @param gap between two pieces of a stream, of all streams
     * @param worst the largest 99th percentile of any one stream
     * @param failures each complaint with how often it was heard
     */
    record Report(int streams, Histogram gap, long worst, Map<String, Integer> failures) {
        boolean isWhole() {
            return failures.isEmpty();
        }

        double p99() {
            return gap.getValueAtPercentile(99) / 1e6;
        }

        double worstMillis() {
            return worst / 1e6;
        }
    }

    private final Loop loop;
    private final ServerProcess server;
    private final Api api;
    private final List<String> bearers;

    Listeners(Loop loop, ServerProcess server, Api api, List<String> bearers) {
        this.loop = loop;
        this.server = server;
        this.api = api;
        this.bearers = bearers;
    }

    Report run(Shape shape) throws IOException, InterruptedException, ExecutionException {
        var over = new CountDownLatch(shape.streams());
        var streams = new ArrayList<Stream>();
        long started = System.nanoTime();
        for (int i = 0; i < shape.streams(); i++) {
            long due = started + shape.ramp().toNanos() * i / shape.streams();
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            streams.add(begin(shape, i, over));
        }
        boolean ended = over.await(shape.limit().toMillis(), TimeUnit.MILLISECONDS);
        return loop.eventLoop()
                .submit(() -> report(streams, ended, shape.limit()))
                .get();
    }

    private Stream begin(Shape shape, int index, CountDownLatch over)
            throws IOException, InterruptedException, ExecutionException {
        String bearer = bearers.get(index % bearers.size());
        String conversation = api.conversation(bearer);
        String question = Wire.quote(shape.question(index % SEEDS));
        var stream = new Stream(shape.text(index % SEEDS), over);
        var plug = Plug.connect(loop, server.port(), bearer, stream).get();
        var turn = api.post("/api/conversations/" + conversation + "/turns", bearer, "{\"text\":" + question + "}")
                .path("turn_id")
                .asText();
        stream.plug = plug;
        plug.send("{\"event\":\"subscribe\",\"id\":1,\"data\":{\"turn_id\":\"" + turn + "\",\"after\":0}}");
        return stream;
    }

    private static Report report(List<Stream> streams, boolean ended, Duration limit) {
        var failures = new TreeMap<String, Integer>();
        var all = new Histogram(3);
        long worst = 0;
        for (var stream : streams) {
            all.add(stream.gaps);
            worst = Math.max(worst, stream.gaps.getValueAtPercentile(99));
            var verdict = stream.verdict(ended ? "ended without its last event" : "not finished after " + limit);
            if (verdict != null) {
                failures.merge(verdict, 1, Integer::sum);
            }
            var plug = stream.plug;
            if (plug != null) {
                plug.close();
            }
        }
        return new Report(streams.size(), all, worst, failures);
    }

    /** One stream; everything happens on the loop. */
    private static final class Stream implements Plug.Ear {
        private final String expected;
        private final CountDownLatch over;
        private final Histogram gaps = new Histogram(2);
        private final StringBuilder text = new StringBuilder();
        private volatile @Nullable Plug plug;
        private long seq;
        private long last;
        private boolean done;
        private @Nullable String fault;

        Stream(String expected, CountDownLatch over) {
            this.expected = expected;
            this.over = over;
        }

        @Override
        public void heard(JsonNode message, long at) {
            if (message.has("error") && message.has("reply_to")) {
                fail(message.path("error").toString());
            }
            if (!message.has("seq") || done) {
                return;
            }
            long number = message.path("seq").asLong();
            String name = message.path("event").asText();
            if (name.equals("resync")) {
                fail("a resync, though it was read all the time");
            } else if (number != seq + 1) {
                fail("event " + number + " after " + seq);
            }
            seq = number;
            if (name.equals("delta")) {
                text.append(message.path("data").path("text").asText());
                if (last != 0) {
                    gaps.recordValue(at - last);
                }
                last = at;
            } else if (name.equals("done")) {
                done = true;
                over.countDown();
            }
        }

        private void fail(String why) {
            fault = fault == null ? why : fault;
        }

        @Nullable
        String verdict(String unfinished) {
            if (fault != null) {
                return fault;
            }
            return done
                    ? (text.toString().equals(expected) ? null : "another text than the upstream gave")
                    : unfinished;
        }

        @Override
        public void closed(int code) {
            if (!done) {
                fail("closed with " + code);
                done = true;
                over.countDown();
            }
        }
    }
}
