package raconteur.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads one HTTP/1.1 answer after another from a connection, byte by byte and without objects per event: its body goes
 * to {@link Body} as events, each ended by an empty line, or as one piece when it is no event stream.
 */
final class HttpReader {
    /** Takes what was read. The bytes are valid during the call only. */
    interface Body {
        /** An answer has begun. */
        void head(int status, boolean events);

        /** One event, its closing empty line included. */
        void event(byte[] bytes, int length);

        /** The answer is over; {@code rest} of the body was no whole event. */
        void end(byte[] rest, int length);
    }

    private enum State {
        HEAD,
        SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        LENGTH,
        TO_CLOSE
    }

    private final Body body;
    private State state = State.HEAD;
    private byte[] kept = new byte[1024];
    private int length;
    private long left;
    private boolean events;
    private boolean reusable = true;

    HttpReader(Body body) {
        this.body = body;
    }

    /** Whether the connection can carry another request now. */
    boolean reusable() {
        return reusable && state == State.HEAD && length == 0;
    }

    void read(ByteBuf bytes) {
        while (bytes.isReadable()) {
            switch (state) {
                case HEAD -> head(bytes);
                case SIZE -> size(bytes);
                case CHUNK -> {
                    take(bytes);
                    if (left == 0) {
                        state = State.CHUNK_END;
                    }
                }
                case CHUNK_END -> {
                    if (bytes.readByte() == '\n') {
                        state = State.SIZE;
                    }
                }
                case TRAILER -> trailer(bytes);
                case LENGTH -> {
                    take(bytes);
                    if (left == 0) {
                        finish();
                    }
                }
                case TO_CLOSE -> {
                    left = bytes.readableBytes();
                    take(bytes);
                }
            }
        }
    }

    /** The connection has ended. Returns whether that was a proper end of the answer. */
    boolean closed() {
        if (state == State.TO_CLOSE) {
            finish();
            return true;
        }
        return state == State.HEAD && length == 0;
    }

    private void keep(byte next) {
        if (length == kept.length) {
            kept = Arrays.copyOf(kept, length * 2);
        }
        kept[length++] = next;
    }

    private boolean line(ByteBuf bytes) {
        while (bytes.isReadable()) {
            byte next = bytes.readByte();
            keep(next);
            if (next == '\n') {
                return true;
            }
        }
        return false;
    }

    private void head(ByteBuf bytes) {
        while (line(bytes)) {
            boolean empty = length >= 4 && kept[length - 2] == '\r' && kept[length - 3] == '\n';
            if (empty) {
                begin(new String(kept, 0, length, ISO_8859_1).toLowerCase(Locale.ROOT));
                return;
            }
        }
    }

    private void begin(String head) {
        length = 0;
        events = head.contains("content-type: text/event-stream");
        reusable = !head.contains("connection: close");
        int status = Integer.parseInt(head.substring(9, 12));
        body.head(status, events);
        int announced = head.indexOf("content-length:");
        if (head.contains("transfer-encoding: chunked")) {
            state = State.SIZE;
        } else if (announced >= 0) {
            left = Long.parseLong(head.substring(announced + 15, head.indexOf('\r', announced))
                    .strip());
            state = State.LENGTH;
            if (left == 0) {
                finish();
            }
        } else if (status == 204) {
            finish();
        } else {
            reusable = false;
            state = State.TO_CLOSE;
        }
    }

    private void size(ByteBuf bytes) {
        while (bytes.isReadable()) {
            byte next = bytes.readByte();
            if (next == '\n') {
                state = left == 0 ? State.TRAILER : State.CHUNK;
                return;
            }
            int digit = Character.digit(next, 16);
            if (digit >= 0) {
                left = left * 16 + digit;
            }
        }
    }

    private void trailer(ByteBuf bytes) {
        while (bytes.isReadable()) {
            if (bytes.readByte() == '\n') {
                finish();
                return;
            }
        }
    }

    private void take(ByteBuf bytes) {
        int count = (int) Math.min(left, bytes.readableBytes());
        left -= count;
        while (kept.length - length < count) {
            kept = Arrays.copyOf(kept, kept.length * 2);
        }
        int from = length;
        bytes.readBytes(kept, length, count);
        length += count;
        if (events) {
            cut(from);
        }
    }

    /** Hands over every event that ended in the bytes from {@code from} on. */
    private void cut(int from) {
        int start = 0;
        for (int i = Math.max(1, from); i < length; i++) {
            if (kept[i] == '\n' && kept[i - 1] == '\n') {
                deliver(start, i + 1);
                start = i + 1;
                i++;
            }
        }
        if (start > 0) {
            System.arraycopy(kept, start, kept, 0, length - start);
            length -= start;
        }
    }

    private void deliver(int start, int end) {
        if (start == 0) {
            body.event(kept, end);
        } else {
            body.event(Arrays.copyOfRange(kept, start, end), end - start);
        }
    }

    private void finish() {
        int rest = length;
        length = 0;
        left = 0;
        state = State.HEAD;
        body.end(kept, rest);
    }
}
