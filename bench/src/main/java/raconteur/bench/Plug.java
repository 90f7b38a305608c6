package raconteur.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The other end of one event socket. Everything happens on the loop. */
final class Plug extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final int LARGEST = 4 << 20;
    private static final ObjectReader JSON = new ObjectMapper().reader();

    /** Who listens to one socket. */
    interface Ear {
        /** A message has come, at this {@link System#nanoTime}. */
        void heard(JsonNode message, long at);

        /** The connection has ended, with the server's code or 1006. */
        void closed(int code);
    }

    private final Ear ear;
    private final CompletableFuture<Plug> open = new CompletableFuture<>();
    private @Nullable Channel channel;
    private int code = 1006;

    private Plug(Ear ear) {
        this.ear = ear;
    }

    static CompletableFuture<Plug> connect(Loop loop, int port, String bearer, Ear ear) {
        var plug = new Plug(ear);
        var headers = new DefaultHttpHeaders().add("Authorization", "Bearer " + bearer);
        var shaker = WebSocketClientHandshakerFactory.newHandshaker(
                URI.create("ws://127.0.0.1:" + port + "/ws"), WebSocketVersion.V13, null, false, headers, LARGEST);
        var _ = loop.client()
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(8192))
                                .addLast(new WebSocketClientProtocolHandler(shaker, false))
                                .addLast(plug);
                    }
                })
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .addListener((ChannelFutureListener) connected -> {
                    if (!connected.isSuccess()) {
                        plug.open.completeExceptionally(connected.cause());
                    }
                });
        return plug.open;
    }

    void send(String message) {
        var to = channel;
        if (to != null) {
            var _ = to.writeAndFlush(new TextWebSocketFrame(message), to.voidPromise());
        }
    }

    void close() {
        var to = channel;
        if (to != null) {
            var _ = to.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            channel = context.channel();
            open.complete(this);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) throws IOException {
        var now = System.nanoTime();
        if (frame instanceof TextWebSocketFrame text) {
            ear.heard(JSON.readTree(text.text()), now);
        } else if (frame instanceof CloseWebSocketFrame close) {
            code = close.statusCode();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        open.completeExceptionally(new IOException("the connection ended while it was being upgraded"));
        ear.closed(code);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        open.completeExceptionally(cause);
        var _ = context.close();
    }
}
