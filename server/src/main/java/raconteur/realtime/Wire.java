package raconteur.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket protocol on one connection: puts messages together within bounds, answers pings, closes in good order.
 * It stands between the codec and the framework, which would answer any number of pings of somebody who never reads the
 * answers. While what was sent piles up, nothing more is read. Reads on the connection's own thread; sends and closes
 * from any.
 */
final class Wire extends ChannelInboundHandlerAdapter {
    /** Who listens. Called on the connection's thread; must not block. */
    interface Ear {
        void said(String text);

        /** Something came that is not listened to. */
        void spoiled(Spoil why);

        /** More can be sent now without piling up. */
        void drained();

        /** The connection has ended. */
        void gone();
    }

    /** Why something that came is not listened to. */
    enum Spoil {
        NOT_TEXT,
        TOO_LONG,
        TOO_FAST
    }

    /** Bytes of a message that is listened to. */
    static final int LONGEST = 256 << 10;

    /** Bytes of a message that is put up with: it is read and refused; a longer one ends the connection. */
    static final int LARGEST = 1 << 20;

    private static final int MOST_PIECES = 1024;
    private static final int MOST_PINGS = 10;
    private static final int LONGEST_REASON = 123;
    private static final long PATIENCE_SECONDS = 3;
    private static final int MOST_UNDERWAY = 64 << 10;

    private final Ear ear;
    private final Allowance allowance;
    private final LongSupplier nanos;
    private volatile @Nullable ChannelHandlerContext context;
    private volatile long heard;
    private volatile long fullSince;
    private volatile boolean full;
    private volatile boolean closing;
    private volatile boolean held;
    /** Bytes on their way to the connection's own thread. */
    private int underway;

    private @Nullable ByteArrayOutputStream pieces;
    private boolean isText;
    private int length;
    private int count;
    private int pings;

    /** @param perSecond messages that are listened to; 0 for any number */
    Wire(Ear ear, int perSecond, LongSupplier nanos) {
        this.ear = ear;
        this.allowance = new Allowance(perSecond, nanos);
        this.nanos = nanos;
        this.heard = nanos.getAsLong();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /**
     * Sends a message, after all that were sent before it by whatever thread. Returns whether more can be sent without
     * piling up; after the end everything is dropped.
     */
    boolean send(String text) {
        var open = context;
        if (open == null || closing) {
            return true;
        }
        var bytes = text.getBytes(UTF_8);
        synchronized (this) {
            // the connection's own thread must not overtake what others have handed to it
            if (!open.executor().inEventLoop() || underway > 0) {
                underway += bytes.length;
                open.executor().execute(() -> arrived(open, bytes));
                return underway < MOST_UNDERWAY && open.channel().isWritable();
            }
        }
        write(open, bytes);
        return open.channel().isWritable();
    }

    private void arrived(ChannelHandlerContext open, byte[] bytes) {
        synchronized (this) {
            underway -= bytes.length;
        }
        if (!closing) {
            write(open, bytes);
        }
    }

    private static void write(ChannelHandlerContext open, byte[] bytes) {
        var frame = new TextWebSocketFrame(Unpooled.wrappedBuffer(bytes));
        var _ = open.writeAndFlush(frame, open.voidPromise());
    }

    /** Whether the connection takes more, apart from what is underway to it. */
    boolean isWritable() {
        var open = context;
        return open == null || closing || open.channel().isWritable();
    }

    /** Says why and closes; the connection ends when the other side has said the same, or soon after. */
    void close(int code, String reason) {
        var open = context;
        if (open != null) {
            open.executor().execute(() -> end(open, code, reason));
        }
    }

    /** Runs this on the connection's thread. */
    void execute(Runnable work) {
        var open = context;
        if (open != null) {
            open.executor().execute(work);
        }
    }

    /** Reads no more until it is let go, since what was read has still to be served. */
    void hold(boolean on) {
        execute(() -> {
            held = on;
            heard = nanos.getAsLong();
            readOrNot();
        });
    }

    /** For how long nothing has come, in nanoseconds; 0 while it is we who do not read. */
    long silence() {
        var now = nanos.getAsLong();
        return full || held ? 0 : now - heard;
    }

    /** For how long what was sent has not been taken, in nanoseconds. */
    long stalled() {
        return full ? nanos.getAsLong() - fullSince : 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext read, Object message) {
        if (!(message instanceof WebSocketFrame frame)) {
            read.fireChannelRead(message);
            return;
        }
        try {
            heard = nanos.getAsLong();
            take(read, frame);
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    private void take(ChannelHandlerContext read, WebSocketFrame frame) {
        switch (frame) {
            case CloseWebSocketFrame close -> answerClose(read, close);
            case PingWebSocketFrame ping -> answer(read, ping);
            case PongWebSocketFrame _ -> {}
            case TextWebSocketFrame text -> begin(read, text, true);
            case BinaryWebSocketFrame binary -> begin(read, binary, false);
            case ContinuationWebSocketFrame more -> goOn(read, more);
            default -> end(read, 1002, "unknown frame");
        }
    }

    private void begin(ChannelHandlerContext read, WebSocketFrame frame, boolean text) {
        isText = text;
        length = 0;
        count = 0;
        if (frame.isFinalFragment()) {
            length = frame.content().readableBytes();
            whole(read, frame.content());
        } else {
            pieces = new ByteArrayOutputStream();
            add(read, frame);
        }
    }

    private void goOn(ChannelHandlerContext read, WebSocketFrame frame) {
        var gathered = pieces;
        if (gathered == null || closing) {
            return;
        }
        if (add(read, frame) && frame.isFinalFragment()) {
            pieces = null;
            whole(read, Unpooled.wrappedBuffer(gathered.toByteArray()));
        }
    }

    /** Adds a piece to its message; false when that has become too much of it. */
    private boolean add(ChannelHandlerContext read, WebSocketFrame frame) {
        var gathered = pieces;
        var bytes = frame.content().readableBytes();
        length += bytes;
        count++;
        if (length > LARGEST || count > MOST_PIECES) {
            pieces = null;
            end(read, length > LARGEST ? 1009 : 1008, length > LARGEST ? "message too big" : "too many pieces");
            return false;
        }
        if (gathered != null && isText && length <= LONGEST) {
            var copy = new byte[bytes];
            frame.content().getBytes(frame.content().readerIndex(), copy);
            gathered.writeBytes(copy);
        }
        return true;
    }

    private void whole(ChannelHandlerContext read, ByteBuf content) {
        if (closing) {
            return;
        }
        if (!allowance.take()) {
            ear.spoiled(Spoil.TOO_FAST);
        } else if (!isText) {
            ear.spoiled(Spoil.NOT_TEXT);
        } else if (length > LONGEST) {
            ear.spoiled(Spoil.TOO_LONG);
        } else {
            var text = decode(content);
            if (text == null) {
                end(read, 1007, "not UTF-8");
            } else {
                ear.said(text);
            }
        }
    }

    private static @Nullable String decode(ByteBuf content) {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(content.nioBuffer())
                    .toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    private void answer(ChannelHandlerContext read, PingWebSocketFrame ping) {
        if (closing) {
            return;
        }
        if (allowance.take()) {
            pings = 0;
            var _ = read.writeAndFlush(new PongWebSocketFrame(ping.content().retain()), read.voidPromise());
        } else if (++pings > MOST_PINGS) {
            end(read, 1008, "too many pings");
        }
    }

    private void answerClose(ChannelHandlerContext read, CloseWebSocketFrame close) {
        var code = close.statusCode();
        if (!closing) {
            closing = true;
            var echo = code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, "");
            var _ = read.writeAndFlush(echo).addListener(ChannelFutureListener.CLOSE);
            cutOffSoon(read);
        } else {
            var _ = read.close();
        }
    }

    private void end(ChannelHandlerContext read, int code, String reason) {
        if (closing) {
            return;
        }
        closing = true;
        pieces = null;
        var text = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        var _ = read.writeAndFlush(new CloseWebSocketFrame(code, text));
        // the answer is waited for, but not by way of a reader who does not read
        readOrNot();
        cutOffSoon(read);
    }

    private static void cutOffSoon(ChannelHandlerContext late) {
        Runnable cut = () -> {
            var _ = late.close();
        };
        var _ = late.executor().schedule(cut, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException violation) {
            end(broken, violation.closeStatus().code(), "not as the protocol has it");
        } else {
            var _ = broken.close(); // the line broke; who comes back goes on where they were
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        var isFull = !changed.channel().isWritable();
        if (isFull != full) {
            fullSince = nanos.getAsLong();
            heard = fullSince;
            full = isFull;
            readOrNot();
            if (!isFull) {
                ear.drained();
            }
        }
        changed.fireChannelWritabilityChanged();
    }

    private void readOrNot() {
        var open = context;
        if (open != null) {
            open.channel().config().setAutoRead(closing || (!full && !held));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ended) {
        closing = true;
        ear.gone();
        ended.fireChannelInactive();
    }
}
