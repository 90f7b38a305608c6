package raconteur.provider.wire;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Fault;
import raconteur.provider.ProviderException;

/**
 * Reads the body of one answer with status 200, whatever it turns out to be: events, lines, one piece of JSON although
 * a stream was asked for, or a web page. Not thread-safe.
 */
final class Reply implements EventReader.Sink {
    private static final System.Logger LOG = System.getLogger(Reply.class.getName());
    private static final int FORGIVEN = 3;

    private enum Kind {
        /** Nothing but white space so far. */
        UNKNOWN,
        EVENTS,
        JSON
    }

    private final Faults faults;
    private final Bounds bounds;
    private final Framing framing;
    private final Interpreter interpreter;
    private final Answer answer;
    private final EventReader events;
    private Kind kind = Kind.UNKNOWN;
    private byte[] body = new byte[0];
    private int length;
    private long received;
    private int malformed;
    private boolean content;

    Reply(Faults faults, Bounds bounds, Framing framing, Interpreter interpreter) {
        this.faults = faults;
        this.bounds = bounds;
        this.framing = framing;
        this.interpreter = interpreter;
        this.answer = interpreter.answer();
        this.events = new EventReader(this, framing, bounds.line());
    }

    /** The head of the answer is here, whatever its status. */
    void answered(int status) {
        answer.answered(status);
    }

    /**
     * Reads on.
     *
     * @return whether there was content among it
     * @throws raconteur.provider.ProviderException if it is no answer, an error, or more than may be
     */
    boolean read(Buffer buffer) {
        content = false;
        received += buffer.length();
        if (received > bounds.stream()) {
            throw faults.here(Fault.PROTOCOL);
        }
        switch (kind) {
            case UNKNOWN -> begin(buffer);
            case EVENTS -> events(buffer);
            case JSON -> collect(buffer);
        }
        return content;
    }

    private void begin(Buffer buffer) {
        collect(buffer);
        var at = 0;
        while (at < length && isNothing(body[at])) {
            at++;
        }
        if (at == length) {
            // servers under load send empty lines while they wait; a mark may be split
            length = at > 0 && isMark(body[at - 1]) ? at : 0;
            return;
        }
        var first = body[at];
        if (first == '<') {
            throw faults.here(Fault.BAD_RESPONSE);
        } else if (framing == Framing.EVENTS && (first == '{' || first == '[')) {
            kind = Kind.JSON;
        } else {
            kind = Kind.EVENTS;
            var rest = Buffer.buffer().appendBytes(body, at, length - at);
            body = new byte[0];
            length = 0;
            events(rest);
        }
    }

    private static boolean isNothing(byte b) {
        return (b <= ' ' && b >= 0) || isMark(b);
    }

    /** A byte of the UTF-8 byte order mark. */
    private static boolean isMark(byte b) {
        return b == (byte) 0xEF || b == (byte) 0xBB || b == (byte) 0xBF;
    }

    private void collect(Buffer buffer) {
        var more = buffer.length();
        if (length + (long) more > bounds.body()) {
            throw faults.here(Fault.PROTOCOL);
        }
        if (length + more > body.length) {
            body = Arrays.copyOf(body, Math.max(length + more, Math.min(2 * body.length, bounds.body())));
        }
        buffer.getBytes(body, length);
        length += more;
    }

    private void events(Buffer buffer) {
        try {
            var more = buffer.length();
            buffer.getBytes(events.room(more), events.end());
            events.added(more);
        } catch (EventReader.TooLong tooLong) {
            throw faults.here(Fault.PROTOCOL, tooLong);
        }
    }

    /** The body is at its end. */
    void end() {
        switch (kind) {
            case UNKNOWN -> {}
            case EVENTS -> events.finish();
            case JSON -> whole();
        }
        if (!answer.finished()) {
            answer.end();
        }
    }

    /** The connection broke: the answer is whole only if the model had said that it stopped. */
    void broken() {
        if (kind == Kind.EVENTS) {
            events.finish();
        }
        if (!answer.finished()) {
            answer.end();
        }
    }

    private void whole() {
        try {
            if (!interpreter.whole(body, 0, length)) {
                throw faults.here(Fault.BAD_RESPONSE);
            }
        } catch (IOException broken) {
            throw faults.here(Fault.PROTOCOL, broken);
        }
        answer.done();
    }

    @Override
    public boolean event(byte[] bytes, int from, int to, boolean named, boolean whole) {
        if (answer.finished() || isBlank(bytes, from, to)) {
            return true;
        }
        try {
            content |= interpreter.event(bytes, from, to);
        } catch (IOException broken) {
            if (!whole) {
                return false;
            }
            malformed(bytes, from, to, named, broken);
        }
        return true;
    }

    private void malformed(byte[] bytes, int from, int to, boolean named, IOException broken) {
        if (named) {
            var words = new String(bytes, from, Math.min(to - from, 1000), StandardCharsets.UTF_8);
            throw faults.told(200, null, null, words, null);
        }
        malformed++;
        if (malformed > FORGIVEN) {
            throw faults.here(Fault.PROTOCOL, broken);
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "The provider {0} sent an event that is no JSON; passed over.",
                faults.provider());
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        for (var at = from; at < to; at++) {
            if (bytes[at] > ' ' || bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the answer is told to its end. */
    boolean finished() {
        return answer.finished();
    }

    /** Whether the model has said why it stopped, so that an end is an end. */
    boolean stopped() {
        return answer.stopped();
    }

    /** Nothing more comes although the connection stands: what was said was all. */
    void close() {
        answer.end();
    }

    /** What an answer with another status than 200 means. */
    ProviderException refused(int status, byte[] refusal, @Nullable Duration retryAfter) {
        var envelope = Envelope.of(refusal);
        var own = interpreter.refused(status, envelope);
        return own == null ? envelope.fault(faults, status, retryAfter) : own;
    }
}
