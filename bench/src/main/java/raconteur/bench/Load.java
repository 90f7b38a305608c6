package raconteur.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link Target} under a load of a given {@link Shape} from one thread, and checks every byte of every answer.
 */
public final class Load implements AutoCloseable {
    private static final int SEEDS = 16;

    /**
     * What a load showed. Times are nanoseconds.
     *
     * @param chats finished whole
     * @param seconds from the first request to the last end
     * @param ttft from a request to its first text, less the upstream's own delay
     * @param whole from a request to the end of its answer, less the upstream's own time
     * @param gap between two texts of a chat
     * @param over gap − cadence, 0 where it came early
     * @param late how late the timer of this driver rang: large means that the rig measured itself
     * @param failures each complaint with how often it was heard
     */
    public record Report(
            Shape shape,
            long chats,
            double seconds,
            Histogram ttft,
            Histogram whole,
            Histogram gap,
            Histogram over,
            Histogram late,
            Map<String, Integer> failures) {
        public boolean isWhole() {
            return failures.isEmpty() && chats == (long) shape.streams() * shape.chats();
        }

        public double chatsPerSecond() {
            return chats / seconds;
        }
    }

    private final Loop loop = new Loop("load");

    /** Runs to its end or its limit, and blocks meanwhile. */
    public Report run(Target target, Shape shape) throws InterruptedException {
        var run = new Run(target, shape, loop.eventLoop(), loop.client());
        loop.eventLoop().execute(run::start);
        if (!run.over.await(shape.limit().toMillis(), TimeUnit.MILLISECONDS)) {
            loop.eventLoop().submit(run::giveUp).sync();
        }
        return run.report();
    }

    @Override
    public void close() {
        loop.close();
    }

    /** One load; everything happens on the loop. */
    private static final class Run {
        private final Target target;
        private final Shape shape;
        private final EventLoop loop;
        private final Bootstrap client;
        private final CountDownLatch over = new CountDownLatch(1);
        private final Histogram ttft = new Histogram(3);
        private final Histogram whole = new Histogram(3);
        private final Histogram gap = new Histogram(3);
        private final Histogram beyond = new Histogram(3);
        private final Histogram late = new Histogram(3);
        private final Map<String, Integer> failures = new TreeMap<>();
        private final List<Stream> streams = new ArrayList<>();
        private long started;
        private long ended;
        private long chats;
        private int running;

        Run(Target target, Shape shape, EventLoop loop, Bootstrap client) {
            this.target = target;
            this.shape = shape;
            this.loop = loop;
            this.client = client;
        }

        void start() {
            started = System.nanoTime();
            running = shape.streams();
            for (int i = 0; i < shape.streams(); i++) {
                var stream = new Stream(this, i);
                streams.add(stream);
                long wait = shape.ramp().toNanos() * i / shape.streams();
                var _ = loop.schedule(stream::connect, wait, TimeUnit.NANOSECONDS);
            }
            var wheel = new Wheel(loop);
            new Watch(wheel).set(started);
        }

        void fail(String complaint) {
            failures.merge(complaint, 1, Integer::sum);
        }

        void finished() {
            if (--running == 0) {
                ended = System.nanoTime();
                over.countDown();
            }
        }

        void giveUp() {
            ended = System.nanoTime();
            running = 0;
            for (var stream : streams) {
                stream.giveUp();
            }
        }

        Report report() {
            return new Report(
                    shape, chats, (ended - started) / 1e9, ttft, whole, gap, beyond, late, new TreeMap<>(failures));
        }

        /** Rings every millisecond and notes how late it is. */
        private final class Watch extends Wheel.Timer {
            private final Wheel wheel;
            private long due;

            Watch(Wheel wheel) {
                this.wheel = wheel;
            }

            void set(long now) {
                due = now + 1_000_000;
                wheel.set(this, due);
            }

            @Override
            void ring(long now) {
                late.recordValue(Math.max(0, now - due));
                if (running > 0) {
                    set(now);
                }
            }
        }
    }

    /** One reader, with its connection. */
    private static final class Stream extends ChannelInboundHandlerAdapter implements HttpReader.Body {
        private final Run run;
        private final int index;
        private final Expected expected;
        private final String question;
        private HttpReader reader = new HttpReader(this);
        private Events events;
        private @Nullable Channel channel;
        private int status;
        private boolean isStream;
        private int chat;
        private long asked;
        private long lastText;
        private long now;
        private boolean waiting;
        private boolean finished;

        Stream(Run run, int index) {
            this.run = run;
            this.index = index;
            this.question = run.shape.question(index % SEEDS);
            this.expected = new Expected(run.shape.text(index % SEEDS));
            this.events = Events.of(run.target, expected);
        }

        void connect() {
            reader = new HttpReader(this);
            var _ = run.client
                    .clone()
                    .handler(this)
                    .connect(run.target.address())
                    .addListener((ChannelFutureListener) connected -> {
                        if (connected.isSuccess()) {
                            channel = connected.channel();
                            ask();
                        } else {
                            over("cannot connect: " + connected.cause());
                        }
                    });
        }

        private void ask() {
            var open = channel;
            if (open == null) {
                return;
            }
            expected.restart();
            events = Events.of(run.target, expected);
            waiting = true;
            lastText = 0;
            var request = Unpooled.copiedBuffer(run.target.request(index, chat, question), UTF_8);
            asked = System.nanoTime();
            var _ = open.writeAndFlush(request, open.voidPromise());
        }

        @Override
        public boolean isSharable() {
            return true; // after a lost connection the same reader goes on with a new one
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var bytes = (ByteBuf) message;
            try {
                now = System.nanoTime();
                reader.read(bytes);
            } finally {
                bytes.release();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!context.channel().equals(channel)) {
                return;
            }
            channel = null;
            if (!reader.closed() || waiting) {
                over("the connection ended in the middle of an answer");
            } else if (!finished) {
                connect();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            run.fail(cause.toString());
            var _ = context.close();
        }

        @Override
        public void head(int code, boolean events) {
            status = code;
            isStream = events;
        }

        @Override
        public void event(byte[] bytes, int length) {
            if (!events.take(bytes, length)) {
                return;
            }
            if (lastText == 0) {
                run.ttft.recordValue(Math.max(0, now - asked - run.shape.first().toNanos()));
            } else {
                run.gap.recordValue(now - lastText);
                run.beyond.recordValue(
                        Math.max(0, now - lastText - run.shape.every().toNanos()));
            }
            lastText = now;
        }

        @Override
        public void end(byte[] rest, int length) {
            String verdict = events.verdict();
            if (status != 200) {
                verdict = status + " " + Events.shown(rest, length);
            } else if (!isStream) {
                verdict = "200, but its content type is not that of an event stream";
            }
            over(verdict);
        }

        /** One chat is over; null when it was as it must be. */
        private void over(@Nullable String verdict) {
            if (finished) {
                return;
            }
            waiting = false;
            if (verdict == null) {
                run.whole.recordValue(Math.max(
                        0, System.nanoTime() - asked - run.shape.upstream().toNanos()));
                run.chats++;
            } else {
                run.fail(verdict);
            }
            if (++chat == run.shape.chats()) {
                finished = true;
                run.finished();
                close();
            } else if (channel == null) {
                connect();
            } else {
                // Not from inside the reader: it has still to note that the answer is over.
                run.loop.execute(this::again);
            }
        }

        private void again() {
            if (channel != null && reader.reusable()) {
                ask();
            } else if (channel != null) {
                close();
                connect();
            }
        }

        private void close() {
            var open = channel;
            channel = null;
            if (open != null) {
                var _ = open.close();
            }
        }

        void giveUp() {
            if (!finished) {
                finished = true;
                run.fail("not finished after " + run.shape.limit());
                close();
            }
        }
    }
}
