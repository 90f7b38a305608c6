package raconteur.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A connection to the fake upstream: reads whole requests, writes scripts, one after another. */
final class Connection extends ChannelInboundHandlerAdapter {
    private static final int LARGEST_REQUEST = 64 << 20;
    private static final int CLIENT_HELLO = 0x16;

    private final Upstream upstream;
    private final Wheel wheel;
    private final ArrayDeque<FullHttpRequest> waiting = new ArrayDeque<>();
    private @Nullable Playback playing;
    private @Nullable Call call;

    private Connection(Upstream upstream, Wheel wheel) {
        this.upstream = upstream;
        this.wheel = wheel;
    }

    static ChannelInitializer<Channel> initializer(Upstream upstream, Wheel wheel) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                upstream.opened(channel);
                channel.pipeline()
                        .addLast(new PlainOnly(upstream))
                        .addLast(new HttpRequestDecoder())
                        // Only the upgrade of request bodies; answers are written as bytes past this codec.
                        .addLast(new HttpObjectAggregator(LARGEST_REQUEST))
                        .addLast(new Connection(upstream, wheel));
            }
        };
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof FullHttpRequest request) {
            waiting.add(request);
            answerNext(context);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private void answerNext(ChannelHandlerContext context) {
        if (playing != null || waiting.isEmpty()) {
            return;
        }
        var request = waiting.remove();
        try {
            var answer = upstream.answer(request);
            call = answer.call();
            playing = new Playback(context, wheel, answer.script(), answer.call(), () -> {
                playing = null;
                call = null;
                context.executor().execute(() -> answerNext(context));
            });
        } finally {
            request.release();
        }
        playing.start();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (playing != null) {
            playing.stop();
        }
        if (call != null) {
            call.ends(Call.Outcome.CLOSED_BY_CLIENT);
        }
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset by the client: what it means for the call is told by channelInactive.
        var _ = context.close();
    }

    /** U02: someone who speaks TLS to this port gets what a plain server answers, and is counted. */
    private static final class PlainOnly extends ChannelInboundHandlerAdapter {
        private final Upstream upstream;

        PlainOnly(Upstream upstream) {
            this.upstream = upstream;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf bytes
                    && bytes.isReadable()
                    && bytes.getByte(bytes.readerIndex()) == CLIENT_HELLO) {
                upstream.sawHello();
                bytes.release();
                var _ = context.writeAndFlush(Unpooled.copiedBuffer(
                                "HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\nplain HTTP spoken here",
                                ISO_8859_1))
                        .addListener(ChannelFutureListener.CLOSE);
                return;
            }
            context.pipeline().remove(this);
            context.fireChannelRead(message);
        }
    }
}
