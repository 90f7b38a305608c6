package raconteur.provider.wire;

import io.vertx.core.buffer.Buffer;
import java.util.function.Function;
import raconteur.provider.Connection;

/** Reads an answer as if it came from the network in these pieces. */
public final class Replay {
    private final Reply reply;

    private Replay(Reply reply) {
        this.reply = reply;
    }

    public static Replay of(Framing framing, Function<Faults, Interpreter> interpreter) {
        return of(framing, Bounds.DEFAULT, interpreter);
    }

    /** One that takes at most a thousand bytes in an event, two thousand in one piece and five thousand in a stream. */
    public static Replay bounded(Framing framing, Function<Faults, Interpreter> interpreter) {
        return of(framing, new Bounds(1000, 2000, 5000), interpreter);
    }

    private static Replay of(Framing framing, Bounds bounds, Function<Faults, Interpreter> interpreter) {
        var faults = faults(Samples.CONNECTION);
        return new Replay(new Reply(faults, bounds, framing, interpreter.apply(faults)));
    }

    public static Faults faults(Connection connection) {
        return new Faults(connection);
    }

    /** Reads on; whether there was content among it. */
    public boolean read(byte[] piece) {
        return reply.read(Buffer.buffer(piece));
    }

    public void end() {
        reply.end();
    }
}
