package raconteur.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One answer as bytes and moments: what the fake upstream plays on a connection. Times are milliseconds after the step
 * before.
 *
 * @param steps what happens, in order; nothing follows the last one
 * @param text the text of the answer that the steps deliver piece by piece
 */
public record Script(List<Step> steps, String text) {
    /** In front of twelve hexadecimal digits which the player replaces by the number of the call. */
    static final String ID = "chatcmpl-";

    private static final String BLANK_ID = ID + "000000000000";

    /** A moment of the answer. */
    sealed interface Step {
        long after();
    }

    /** Bytes; {@code ids} are the places to write the call's number, {@code textEnd} how much text is out with them. */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are never changed, and steps are never compared
    record Send(long after, byte[] bytes, List<Integer> ids, int textEnd) implements Step {}

    /** The same bytes again and again until the reader leaves; as fast as it reads when {@code every} is 0. */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Flood(long after, long every, byte[] bytes) implements Step {}

    /** A TCP reset. */
    record Reset(long after) implements Step {}

    /** The connection ends in good order, whatever was promised. */
    record Close(long after) implements Step {}

    /** Nothing more, and the connection stays open. */
    record Hang(long after) implements Step {}

    /** The answer is whole; the connection waits for the next request. */
    record End(long after) implements Step {}

    public Script {
        steps = List.copyOf(steps);
    }

    /** Exactly these bytes, head included, each piece by itself 2 ms after the one before; then the connection ends. */
    public static Script raw(List<byte[]> pieces) {
        var steps = new ArrayList<Step>();
        for (byte[] piece : pieces) {
            steps.add(new Send(steps.isEmpty() ? 0 : 2, piece, List.of(), 0));
        }
        steps.add(new Close(0));
        return new Script(steps, "");
    }

    /** A well-formed event stream whose body is these pieces, each a chunk and a packet of its own. */
    public static Script events(List<byte[]> pieces) {
        var tape = new Tape(Tape.head(200, "text/event-stream", Map.of("transfer-encoding", "chunked")));
        for (byte[] piece : pieces) {
            tape.add(2, Tape.chunk(piece), 0);
        }
        tape.add(0, Tape.LAST_CHUNK, 0);
        return tape.ending(new End(0), "");
    }

    /** One whole answer with a content length. */
    public static Script answer(int status, String type, Map<String, String> headers, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        var all = new TreeMap<>(headers);
        all.put("content-length", Integer.toString(bytes.length));
        var tape = new Tape(Tape.head(status, type, all));
        tape.add(0, bytes, 0);
        return tape.ending(new End(0), "");
    }

    /** Steps being recorded: what is due at the same moment becomes one write. */
    static final class Tape {
        static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(ISO_8859_1);

        private final List<Step> steps = new ArrayList<>();
        private final ByteArrayOutputStream open = new ByteArrayOutputStream();
        private long after;
        private int textEnd;
        private boolean headOnly = true;

        Tape(byte[] head) {
            open.writeBytes(head);
        }

        static byte[] head(int status, String type, Map<String, String> headers) {
            var head = new StringBuilder("HTTP/1.1 " + status + " " + Errors.reason(status) + "\r\n");
            head.append("content-type: ").append(type).append("\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            return head.append("\r\n").toString().getBytes(ISO_8859_1);
        }

        static byte[] chunk(byte[] payload) {
            var chunk = new ByteArrayOutputStream(payload.length + 10);
            chunk.writeBytes((Integer.toHexString(payload.length) + "\r\n").getBytes(ISO_8859_1));
            chunk.writeBytes(payload);
            chunk.writeBytes("\r\n".getBytes(ISO_8859_1));
            return chunk.toByteArray();
        }

        void add(long wait, byte[] bytes, int text) {
            if (wait > 0) {
                // The head waits for the first bytes behind it, unless it was let go before.
                if (!headOnly) {
                    flush();
                }
                after = wait;
            }
            headOnly = false;
            open.writeBytes(bytes);
            textEnd = text;
        }

        /** Makes what comes next a write of its own, though it is due at the same moment. */
        void apart() {
            if (!headOnly) {
                flush();
            }
        }

        /** Sends the head by itself, {@code wait} milliseconds after the request. */
        void headAlone(long wait) {
            after = wait;
            flush();
            headOnly = false;
        }

        Script ending(Step last, String text) {
            flush();
            steps.add(last);
            return new Script(steps, text);
        }

        private void flush() {
            if (open.size() > 0 || after > 0) {
                byte[] bytes = open.toByteArray();
                steps.add(new Send(after, bytes, ids(bytes), textEnd));
            }
            open.reset();
            after = 0;
        }

        private static List<Integer> ids(byte[] bytes) {
            var ids = new ArrayList<Integer>();
            String all = new String(bytes, ISO_8859_1);
            for (int at = all.indexOf(BLANK_ID); at >= 0; at = all.indexOf(BLANK_ID, at + 1)) {
                ids.add(at + ID.length());
            }
            return ids;
        }
    }
}
