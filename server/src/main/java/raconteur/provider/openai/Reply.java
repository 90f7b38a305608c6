package raconteur.provider.openai;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import raconteur.provider.Chunk;
import raconteur.provider.Fault;
import raconteur.provider.Hearer;
import raconteur.provider.Quirk;

/**
 * Reads the body of one answer with status 200, whatever it turns out to be: events, one piece of JSON although a
 * stream was asked for, or a web page. Not thread-safe.
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
    private final Consumer<? super Chunk> out;
    private final Answer answer;
    private final Said said = new Said();
    private final ChunkParser parser = new ChunkParser(said);
    private final EventReader events;
    private Kind kind = Kind.UNKNOWN;
    private byte[] body = new byte[0];
    private int length;
    private long received;
    private int malformed;
    private boolean content;

    Reply(Faults faults, Bounds bounds, Set<Quirk> quirks, Consumer<? super Chunk> out) {
        this.faults = faults;
        this.bounds = bounds;
        this.out = out;
        this.answer = new Answer(faults, quirks, out);
        this.events = new EventReader(this, bounds.line());
    }

    /** The head of the answer is here, whatever its status. */
    void answered(int status) {
        if (out instanceof Hearer hearer) {
            hearer.answered(status);
        }
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
        switch (body[at]) {
            case '{', '[' -> kind = Kind.JSON;
            case '<' -> throw faults.here(Fault.BAD_RESPONSE);
            default -> {
                kind = Kind.EVENTS;
                var rest = Buffer.buffer().appendBytes(body, at, length - at);
                body = new byte[0];
                length = 0;
                events(rest);
            }
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
            parser.read(body, 0, length);
        } catch (IOException broken) {
            throw faults.here(Fault.PROTOCOL, broken);
        }
        answer.heard(said);
        if (said.message || said.choice) {
            answer.done();
        } else {
            throw faults.here(Fault.BAD_RESPONSE);
        }
    }

    @Override
    public boolean event(byte[] bytes, int from, int to, boolean named, boolean whole) {
        if (answer.finished() || isBlank(bytes, from, to)) {
            return true;
        }
        if (isDone(bytes, from, to)) {
            answer.done();
            return true;
        }
        try {
            parser.read(bytes, from, to);
        } catch (IOException broken) {
            if (!whole) {
                return false;
            }
            malformed(bytes, from, to, named, broken);
            return true;
        }
        content |= answer.heard(said);
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

    private static boolean isDone(byte[] bytes, int from, int to) {
        var at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '"')) {
            at++;
        }
        return to - at >= 6
                && bytes[at] == '['
                && bytes[at + 1] == 'D'
                && bytes[at + 2] == 'O'
                && bytes[at + 3] == 'N'
                && bytes[at + 4] == 'E'
                && bytes[at + 5] == ']';
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
}
