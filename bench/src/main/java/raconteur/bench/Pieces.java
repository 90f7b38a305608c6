package raconteur.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import raconteur.bench.Behaviour.Knob;
import raconteur.bench.Script.Close;
import raconteur.bench.Script.End;
import raconteur.bench.Script.Step;
import raconteur.bench.Script.Tape;

/** The body of an event stream in the making: its dialect, where it is cut, and how HTTP carries it. */
final class Pieces {
    @SuppressWarnings("ArrayRecordComponent") // the bytes are never changed
    private record Piece(long after, byte[] bytes, int textEnd) {}

    private final Behaviour behaviour;
    private final boolean chunked;
    private final List<Piece> pieces = new ArrayList<>();
    private byte[] afterBody = new byte[0];
    private long drip;

    Pieces(Behaviour behaviour) {
        this.behaviour = behaviour;
        this.chunked = !behaviour.is(Knob.BODY, "close");
    }

    /** One event in the dialect of the behaviour. */
    void event(long wait, String json, int textEnd) {
        String space = behaviour.has(Knob.SSE, "nospace") ? "" : " ";
        var event = new StringBuilder();
        if (behaviour.has(Knob.SSE, "named")) {
            event.append("event:")
                    .append(space)
                    .append("message\nid:")
                    .append(space)
                    .append("7\n");
        }
        // The first comma of our JSON always stands between two members, where a line may break.
        String data = behaviour.has(Knob.SSE, "multiline") ? json.replaceFirst(",", ",\n") : json;
        data.lines()
                .forEach(
                        line -> event.append("data:").append(space).append(line).append('\n'));
        add(wait, event.append('\n').toString(), textEnd);
    }

    /** Text of the stream, written with {@code \n}. */
    void add(long wait, String lines, int textEnd) {
        String ended = lines;
        if (behaviour.has(Knob.SSE, "crlf")) {
            ended = lines.replace("\n", "\r\n");
        } else if (behaviour.has(Knob.SSE, "cr")) {
            ended = lines.replace('\n', '\r');
        }
        if (pieces.isEmpty() && behaviour.has(Knob.SSE, "bom")) {
            ended = "\uFEFF" + ended;
        }
        add(wait, ended.getBytes(UTF_8), textEnd);
    }

    void add(long wait, byte[] bytes, int textEnd) {
        if (drip == 0) {
            pieces.add(new Piece(wait, bytes, textEnd));
            return;
        }
        int before = pieces.isEmpty() ? 0 : pieces.getLast().textEnd();
        for (int i = 0; i < bytes.length; i++) {
            boolean whole = i == bytes.length - 1;
            pieces.add(new Piece(drip, new byte[] {bytes[i]}, whole ? textEnd : before));
        }
        drip = 0;
    }

    /** The next piece comes one byte at a time, each after {@code millis}. */
    void drip(long millis) {
        drip = millis;
    }

    /** What is sent after the end of the body, on the same connection. */
    void afterBody(String junk) {
        afterBody = junk.getBytes(UTF_8);
    }

    Script script(byte[] head, Step ending, String text) {
        var tape = new Tape(head);
        long early = 0;
        if (!behaviour.is(Knob.HEAD, "with")) {
            early = behaviour.millis(Knob.HEAD);
            tape.headAlone(early);
        }
        for (var piece : cut()) {
            if (behaviour.is(Knob.WRITE, "each")) {
                tape.apart();
            }
            tape.add(Math.max(0, piece.after() - early), framed(piece.bytes()), piece.textEnd());
            early = 0;
        }
        if (!(ending instanceof End)) {
            return tape.ending(ending, text);
        }
        int textEnd = pieces.isEmpty() ? 0 : pieces.getLast().textEnd();
        if (chunked) {
            tape.add(0, Tape.LAST_CHUNK, textEnd);
        }
        tape.add(0, afterBody, textEnd);
        return tape.ending(chunked ? ending : new Close(0), text);
    }

    /** The bytes as HTTP carries them in this body. */
    byte[] framed(byte[] bytes) {
        return chunked ? Tape.chunk(bytes) : bytes;
    }

    private List<Piece> cut() {
        String split = behaviour.get(Knob.SPLIT);
        boolean each = split.equals("each") || behaviour.faults().stream().anyMatch(fault -> fault.is(14));
        if (each) {
            return pieces.stream().flatMap(piece -> bytes(piece).stream()).toList();
        }
        return switch (split) {
            case "none" -> pieces;
            case "utf8" ->
                pieces.stream()
                        .flatMap(piece -> insideCharacters(piece).stream())
                        .toList();
            default -> at(Integer.parseInt(split));
        };
    }

    private List<Piece> bytes(Piece piece) {
        var cut = new ArrayList<Piece>();
        for (int i = 0; i < piece.bytes().length; i++) {
            cut.add(slice(piece, i, i + 1, i == 0 ? piece.after() : 0));
        }
        return cut;
    }

    private List<Piece> insideCharacters(Piece piece) {
        var cut = new ArrayList<Piece>();
        int from = 0;
        for (int i = 1; i < piece.bytes().length; i++) {
            if ((piece.bytes()[i] & 0xC0) == 0x80) {
                cut.add(slice(piece, from, i, from == 0 ? piece.after() : 1));
                from = i;
            }
        }
        cut.add(slice(piece, from, piece.bytes().length, from == 0 ? piece.after() : 1));
        return cut;
    }

    private List<Piece> at(int offset) {
        var cut = new ArrayList<Piece>();
        int start = 0;
        for (var piece : pieces) {
            int inside = offset - start;
            int length = piece.bytes().length;
            if (inside > 0 && inside < length) {
                cut.add(slice(piece, 0, inside, piece.after()));
                cut.add(slice(piece, inside, length, 2));
            } else {
                cut.add(
                        inside == 0 && start > 0
                                ? new Piece(Math.max(2, piece.after()), piece.bytes(), piece.textEnd())
                                : piece);
            }
            start += length;
        }
        return cut;
    }

    private Piece slice(Piece piece, int from, int to, long wait) {
        int at = pieces.indexOf(piece);
        int before = at <= 0 ? 0 : pieces.get(at - 1).textEnd();
        boolean whole = to == piece.bytes().length;
        return new Piece(wait, Arrays.copyOfRange(piece.bytes(), from, to), whole ? piece.textEnd() : before);
    }
}
