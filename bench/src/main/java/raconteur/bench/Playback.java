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

    private final ChannelHandlerContext connection;
    private final Wheel wheel;
    private final Script script;
    private final Call call;
    private final Runnable whole;
    private int step;
    private long due;
    private boolean over;
    private int told;

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
        while (!over && due <= now) {
            perform();
        }
        connection.flush();
        if (!over) {
            wheel.set(this, due);
        }
    }

    private void perform() {
        var next = script.steps().get(step);
        switch (next) {
            case Send send -> {
                write(send);
                connection.flush();
                delivered(send.textEnd());
                forward();
            }
            case Flood flood -> flood(flood);
            case Hang _ -> over = true;
            case Reset _ -> {
                connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                cut();
            }
            case Close _ -> cut();
            case End _ -> {
                over = true;
                call.ends(Call.Outcome.COMPLETED);
                whole.run();
            }
        }
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

    /** Told at once where the network has it, or when it does: what follows may never get through. */
    private void delivered(int textEnd) {
        if (textEnd <= told) {
            return;
        }
        told = textEnd;
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
