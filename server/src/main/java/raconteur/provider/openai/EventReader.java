package raconteur.provider.openai;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts server-sent events out of bytes as they arrive, however they are split. Lines end with CR, LF or both; data may
 * have several lines; comments and other fields are passed over. Copies each byte once and makes no strings.
 */
final class EventReader {
    /** Hears of events. */
    interface Sink {
        /**
         * The data of an event.
         *
         * @param named whether the event is called an error
         * @param whole whether nothing more can belong to it
         * @return false if it makes no sense and {@code whole} was false: it is told again with what follows
         */
        boolean event(byte[] bytes, int from, int to, boolean named, boolean whole);
    }

    /** An event or a line that is larger than it may be. */
    static final class TooLong extends RuntimeException {
        TooLong() {
            super("an event is too long", null, false, false);
        }
    }

    private static final int SMALL = 1024;
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERROR = "error".getBytes(StandardCharsets.US_ASCII);

    private final Sink sink;
    private final int most;
    private byte[] bytes = new byte[SMALL];
    private int line; // where the line under way begins
    private int end; // behind the last byte
    private int dataFrom; // the data of the event under way, if any
    private int dataTo = -1;
    private boolean named;
    private boolean afterReturn;

    EventReader(Sink sink, int most) {
        this.sink = sink;
        this.most = most;
    }

    /** Room for so many bytes more; put them at {@link #end()} and say {@link #added}. */
    byte[] room(int more) {
        var kept = dataTo >= 0 ? dataFrom : line;
        if (kept > 0) {
            move(kept);
        }
        if (end - line > most) {
            throw new TooLong();
        }
        if (end + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end + more, Math.min(bytes.length * 2, most)));
        } else if (end == 0 && bytes.length > 64 * SMALL && more <= SMALL) {
            bytes = new byte[SMALL];
        }
        return bytes;
    }

    private void move(int kept) {
        System.arraycopy(bytes, kept, bytes, 0, end - kept);
        line -= kept;
        end -= kept;
        if (dataTo >= 0) {
            dataFrom -= kept;
            dataTo -= kept;
        }
    }

    int end() {
        return end;
    }

    /** Reads what was put at {@link #end()}. */
    void added(int more) {
        var at = end;
        end += more;
        if (afterReturn && at < end) {
            afterReturn = false;
            if (bytes[at] == '\n') {
                at++;
                line = at;
            }
        }
        while (at < end) {
            var b = bytes[at];
            if (b == '\n' || b == '\r') {
                var next = at + 1;
                if (b == '\r') {
                    if (next == end) {
                        afterReturn = true;
                    } else if (bytes[next] == '\n') {
                        next++;
                    }
                }
                line(line, at);
                line = next;
                at = next;
            } else {
                at++;
            }
        }
        if (end - line > most) {
            throw new TooLong();
        }
    }

    /** Nothing more will come: an unfinished line or event counts as it is. */
    void finish() {
        if (line < end) {
            line(line, end);
            line = end;
        }
        dispatch();
    }

    private void line(int from, int to) {
        if (from == to) {
            dispatch();
        } else if (bytes[from] == '{') {
            // some relays put an error between the events as it is
            data(from, to);
        } else if (isField(DATA, from, to)) {
            data(value(from + DATA.length, to), to);
        } else if (isField(EVENT, from, to)) {
            var at = value(from + EVENT.length, to);
            named = Arrays.equals(bytes, at, to, ERROR, 0, ERROR.length);
        }
    }

    private boolean isField(byte[] name, int from, int to) {
        var after = from + name.length;
        return after <= to
                && Arrays.equals(bytes, from, after, name, 0, name.length)
                && (after == to || bytes[after] == ':');
    }

    private int value(int colon, int to) {
        var at = Math.min(colon + 1, to);
        return at < to && bytes[at] == ' ' ? at + 1 : at;
    }

    private void data(int from, int to) {
        if (dataTo < 0 || complete()) {
            dataFrom = from;
            dataTo = to;
            return;
        }
        // several lines of one event: join them in place, the second always lies behind the first
        bytes[dataTo] = '\n';
        System.arraycopy(bytes, from, bytes, dataTo + 1, to - from);
        dataTo += 1 + to - from;
        if (dataTo - dataFrom > most) {
            throw new TooLong();
        }
    }

    /** Some servers leave out the empty line between events: data that makes sense by itself is an event. */
    private boolean complete() {
        return dataTo > dataFrom && bytes[dataTo - 1] == '}' && sink.event(bytes, dataFrom, dataTo, named, false);
    }

    private void dispatch() {
        if (dataTo > dataFrom) {
            var from = dataFrom;
            var to = dataTo;
            dataTo = -1;
            sink.event(bytes, from, to, named, true);
        }
        dataTo = -1;
        named = false;
    }
}
