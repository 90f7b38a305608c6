package raconteur.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import raconteur.bench.Script.Close;
import raconteur.bench.Script.End;
import raconteur.bench.Script.Flood;
import raconteur.bench.Script.Hang;
import raconteur.bench.Script.Reset;
import raconteur.bench.Script.Send;

/** Plays a script on a connection: open loop, so a slow reader does not move the moments of what follows. */
final class Playback extends Wheel.Timer {
    private static final long MILLISECOND = 1_000_000;
    private static final int LARGE = 1 << 15;

    private final ChannelHandlerContext connection;
    private final Wheel wheel;
    private final Script script;
    private final Call call;
    private final Runnable whole;
    private int step;
    private long due;
    private boolean over;

    /** {@code whole} runs when the answer has been sent to its end and the connection is free again. */
    Playback(ChannelHandlerContext connection, Wheel wheel, Script script, Call call, Runnable whole) {
        this.connection = connection;
        this.wheel = wheel;
        this.script = script;
        this.call = call;
        this.whole = whole;
    }

    void start() {
        call.plays(script);
        long now = System.nanoTime();
        due = now + script.steps().getFirst().after() * MILLISECOND;
        if (due > now) {
            wheel.set(this, due);
        } else {
            ring(now);
        }
    }

    /** Nothing more of it is sent. */
    void stop() {
        over = true;
    }

    @Override
    void ring(long now) {
        int textEnd = 0;
        while (!over && due <= now) {
            textEnd = perform(textEnd);
        }
        connection.flush();
        delivered(textEnd);
        if (!over) {
            wheel.set(this, due);
        }
    }

    private int perform(int textEnd) {
        var next = script.steps().get(step);
        switch (next) {
            case Send send -> {
                if (send.bytes().length > LARGE) {
                    // told before so much stands between it and the network
                    delivered(textEnd);
                }
                write(send);
                connection.flush();
                forward();
                return send.textEnd();
            }
            case Flood flood -> {
                // told before the flood stands between it and the network
                delivered(textEnd);
                flood(flood);
            }
            case Hang _ -> over = true;
            case Reset _ -> {
                connection.flush();
                delivered(textEnd);
                connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                cut();
            }
            case Close _ -> {
                connection.flush();
                delivered(textEnd);
                cut();
            }
            case End _ -> {
                over = true;
                connection.flush();
                delivered(textEnd);
                call.ends(Call.Outcome.COMPLETED);
                whole.run();
            }
        }
        return textEnd;
    }

    private void forward() {
        step++;
        due += script.steps().get(step).after() * MILLISECOND;
    }

    private void write(Send send) {
        ByteBuf bytes = connection.alloc().directBuffer(send.bytes().length).writeBytes(send.bytes());
        for (int at : send.ids()) {
            long number = call.number();
            for (int digit = 11; digit >= 0; digit--, number >>>= 4) {
                bytes.setByte(at + digit, Character.forDigit((int) (number & 15), 16));
            }
        }
        var _ = connection.write(bytes, connection.voidPromise());
    }

    private void flood(Flood flood) {
        do {
            var _ = connection.write(Unpooled.wrappedBuffer(flood.bytes()), connection.voidPromise());
        } while (flood.every() == 0 && connection.channel().isWritable());
        due += Math.max(1, flood.every()) * MILLISECOND;
    }

    private void cut() {
        over = true;
        call.ends(Call.Outcome.CUT);
        var _ = connection.close();
    }

    private void delivered(int textEnd) {
        if (textEnd == 0) {
            return;
        }
        var waiting = connection.channel().unsafe().outboundBuffer();
        if (waiting == null || waiting.totalPendingWriteBytes() > 0) {
            var _ = connection.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) written -> {
                if (written.isSuccess()) {
                    call.delivers(textEnd);
                }
            });
        } else {
            call.delivers(textEnd);
        }
    }
}
