package raconteur.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final int PER_SECOND = 20;

    private final AtomicLong now = new AtomicLong();
    private final Heard heard = new Heard();
    private final Wire wire = new Wire(heard, PER_SECOND, now::get);
    private final EmbeddedChannel channel = new EmbeddedChannel(wire);

    private static final class Heard implements Wire.Ear {
        final List<String> said = new ArrayList<>();
        final List<Wire.Spoil> spoiled = new ArrayList<>();
        int drained;
        int gone;

        @Override
        public void said(String text) {
            said.add(text);
        }

        @Override
        public void spoiled(Wire.Spoil why) {
            spoiled.add(why);
        }

        @Override
        public void drained() {
            drained++;
        }

        @Override
        public void gone() {
            gone++;
        }
    }

    @Test
    void whatIsToldFirstLeavesFirstWhicheverThreadsTell() throws Exception {
        var loop = new DefaultEventLoopGroup(1);
        try {
            var left = new LinkedBlockingQueue<String>();
            var wire = new Wire(heard, PER_SECOND, now::get);
            var line = line(loop, new Noting(left), wire);
            var busy = new CountDownLatch(1);
            var told = new CountDownLatch(1);
            line.eventLoop().execute(() -> {
                busy.countDown();
                awaitUninterruptibly(told);
                wire.send("second");
            });
            busy.await();
            wire.send("first");
            told.countDown();

            assertThat(left.take()).isEqualTo("first");
            assertThat(left.take()).isEqualTo("second");
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    @Test
    void whatIsUnderwayToABusyThreadDoesNotPileUpUnsaid() throws Exception {
        var loop = new DefaultEventLoopGroup(1);
        try {
            var left = new LinkedBlockingQueue<String>();
            var wire = new Wire(heard, PER_SECOND, now::get);
            var line = line(loop, new Noting(left), wire);
            var told = new CountDownLatch(1);
            line.eventLoop().execute(() -> awaitUninterruptibly(told));

            assertThat(wire.send("x".repeat(1000))).isTrue();
            assertThat(wire.send("x".repeat(64 << 10))).isFalse();
            told.countDown();
            assertThat(left.take()).hasSize(1000);
            assertThat(left.take()).hasSize(64 << 10);
            assertThat(wire.send("more")).isTrue();
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    /** A line on a thread of its own, which can be kept busy. */
    private static LocalChannel line(EventLoopGroup loop, ChannelHandler... handlers) throws InterruptedException {
        var line = new LocalChannel();
        line.pipeline().addLast(handlers);
        loop.register(line).sync();
        return line;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Notes what leaves, in its order, and lets it go no further. */
    private static final class Noting extends ChannelOutboundHandlerAdapter {
        private final Queue<String> left;

        Noting(Queue<String> left) {
            this.left = left;
        }

        @Override
        public void write(ChannelHandlerContext context, Object frame, ChannelPromise promise) {
            if (frame instanceof TextWebSocketFrame text) {
                left.add(text.text());
            }
            ReferenceCountUtil.release(frame);
        }
    }

    @Test
    void aMessageMayComeInPieces() {
        channel.writeInbound(new TextWebSocketFrame(false, 0, "a ta"));
        channel.writeInbound(new PingWebSocketFrame(Unpooled.copiedBuffer("?", UTF_8)));
        channel.writeInbound(new ContinuationWebSocketFrame(false, 0, "le of "));
        channel.writeInbound(new ContinuationWebSocketFrame(true, 0, "灯"));

        assertThat(heard.said).containsExactly("a tale of 灯");
        assertThat(channel.<Object>readOutbound()).isInstanceOf(PongWebSocketFrame.class);
    }

    @Test
    void aCharacterMayBeCutBetweenPieces() {
        var bytes = "灯".getBytes(UTF_8);

        channel.writeInbound(new TextWebSocketFrame(false, 0, Unpooled.wrappedBuffer(bytes, 0, 1)));
        channel.writeInbound(new ContinuationWebSocketFrame(true, 0, Unpooled.wrappedBuffer(bytes, 1, 2)));

        assertThat(heard.said).containsExactly("灯");
    }

    @Test
    void whatIsNoTextIsNotListenedTo() {
        channel.writeInbound(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[] {1, 2})));

        assertThat(heard.spoiled).containsExactly(Wire.Spoil.NOT_TEXT);
        assertThat(heard.said).isEmpty();
    }

    @Test
    void aMessageOfMoreThanAQuarterOfAMebibyteIsRefusedAndTheNextIsHeard() {
        channel.writeInbound(new TextWebSocketFrame("x".repeat(Wire.LONGEST)));
        channel.writeInbound(new TextWebSocketFrame("x".repeat(Wire.LONGEST + 1)));
        inPieces(Wire.LONGEST + 1, 3);
        channel.writeInbound(new TextWebSocketFrame("short"));

        assertThat(heard.spoiled).containsExactly(Wire.Spoil.TOO_LONG, Wire.Spoil.TOO_LONG);
        assertThat(heard.said).hasSize(2).last().isEqualTo("short");
    }

    @Test
    void aMessageWithoutEndClosesBeforeItIsGathered() {
        inPieces(Wire.LARGEST + 1, 5);

        assertThat(closing()).isEqualTo(1009);
    }

    @Test
    void aMessageInCountlessPiecesCloses() {
        channel.writeInbound(new TextWebSocketFrame(false, 0, ""));
        for (var i = 0; i < 1024; i++) {
            channel.writeInbound(new ContinuationWebSocketFrame(false, 0, ""));
        }

        assertThat(closing()).isEqualTo(1008);
    }

    @Test
    void whatIsNotUtf8Closes() {
        channel.writeInbound(
                new TextWebSocketFrame(true, 0, Unpooled.wrappedBuffer(new byte[] {(byte) 0xc3, (byte) 0x28})));

        assertThat(closing()).isEqualTo(1007);
        assertThat(heard.said).isEmpty();
    }

    @Test
    void aFrameThatSaysItIsHugeIsNotWaitedFor() {
        var decoding = new EmbeddedChannel(
                new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(Wire.LARGEST)
                        .allowMaskMismatch(true)
                        .closeOnProtocolViolation(false)
                        .build()),
                new Wire(heard, PER_SECOND, now::get));

        // a text frame of 100 MiB, of which nothing but the head has come
        decoding.writeInbound(
                Unpooled.wrappedBuffer(new byte[] {(byte) 0x81, (byte) 0xff, 0, 0, 0, 0, 6, 64, 0, 0, 1, 2, 3, 4}));

        assertThat(decoding.<CloseWebSocketFrame>readOutbound().statusCode()).isEqualTo(1009);
    }

    @Test
    void soManyMessagesASecondAreHeardAndNoMore() {
        for (var i = 0; i < 50; i++) {
            channel.writeInbound(new TextWebSocketFrame("again"));
        }
        assertThat(heard.said).hasSize(PER_SECOND);
        assertThat(heard.spoiled).hasSize(30).containsOnly(Wire.Spoil.TOO_FAST);

        pass(Duration.ofMillis(500));
        for (var i = 0; i < 50; i++) {
            channel.writeInbound(new TextWebSocketFrame("again"));
        }
        assertThat(heard.said).hasSize(PER_SECOND + PER_SECOND / 2);
    }

    @Test
    void aFloodOfPingsIsNotAnsweredButClosed() {
        for (var i = 0; i < 1000; i++) {
            channel.writeInbound(new PingWebSocketFrame(Unpooled.wrappedBuffer(new byte[125])));
        }

        var pongs = 0;
        CloseWebSocketFrame close = null;
        for (var out = channel.<Object>readOutbound(); out != null; out = channel.readOutbound()) {
            if (out instanceof CloseWebSocketFrame frame) {
                close = frame;
            } else {
                pongs++;
            }
        }
        assertThat(pongs).isEqualTo(PER_SECOND);
        assertThat(close).isNotNull();
        assertThat(close == null ? 0 : close.statusCode()).isEqualTo(1008);
    }

    @Test
    void aCloseIsAnsweredAndNothingIsHeardAfterIt() {
        channel.writeInbound(new CloseWebSocketFrame(1000, "bye"));

        assertThat(closing()).isEqualTo(1000);
        assertThat(channel.isOpen()).isFalse();
        assertThat(heard.gone).isEqualTo(1);
    }

    @Test
    void whoeverIsClosedAndDoesNotAnswerIsCutOff() {
        wire.close(4409, "signed in elsewhere");
        channel.runPendingTasks();
        assertThat(closing()).isEqualTo(4409);
        assertThat(channel.isOpen()).isTrue();

        channel.writeInbound(new TextWebSocketFrame("but"));
        channel.advanceTimeBy(3, java.util.concurrent.TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(heard.said).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whileWhatWasSentPilesUpNothingIsReadAndSilenceIsNotCounted() {
        var stuck = new Stuck();
        var slow = new EmbeddedChannel(stuck, new Wire(heard, 0, now::get));
        slow.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1024, 4096));
        var wired = slow.pipeline().get(Wire.class);

        assertThat(wired.send("x".repeat(100))).isTrue();
        assertThat(wired.send("x".repeat(5000))).isFalse();
        slow.runPendingTasks();
        pass(Duration.ofSeconds(100));

        assertThat(slow.config().isAutoRead()).isFalse();
        assertThat(wired.silence()).isZero();
        assertThat(wired.stalled()).isGreaterThan(Duration.ofSeconds(60).toNanos());

        stuck.letGo();
        slow.runPendingTasks();

        assertThat(slow.config().isAutoRead()).isTrue();
        assertThat(heard.drained).isEqualTo(1);
        assertThat(wired.stalled()).isZero();
    }

    @Test
    void silenceIsTheTimeSinceAnythingCame() {
        pass(Duration.ofSeconds(20));
        channel.writeInbound(new PongWebSocketFrame());
        pass(Duration.ofSeconds(10));

        assertThat(wire.silence()).isEqualTo(Duration.ofSeconds(10).toNanos());
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void inPieces(int bytes, int pieces) {
        var each = bytes / pieces;
        for (var i = 0; i < pieces; i++) {
            var last = i == pieces - 1;
            var text = "x".repeat(last ? bytes - each * i : each);
            channel.writeInbound(
                    i == 0 ? new TextWebSocketFrame(false, 0, text) : new ContinuationWebSocketFrame(last, 0, text));
        }
    }

    private int closing() {
        return channel.<CloseWebSocketFrame>readOutbound().statusCode();
    }
}
