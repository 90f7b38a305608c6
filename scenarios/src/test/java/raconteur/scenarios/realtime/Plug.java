package raconteur.scenarios.realtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;

/** The other end of a WebSocket, written by hand so that it can do what no well-behaved client would. */
final class Plug implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final byte[] MASK = {1, 2, 3, 4};

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int PING = 9;

    /** A message; {@code at} is {@link System#nanoTime} of its arrival. */
    record Heard(JsonNode json, long at) {
        String event() {
            return json.path("event").asText();
        }

        JsonNode data() {
            return json.path("data");
        }

        JsonNode error() {
            return json.path("error");
        }

        @Override
        public String toString() {
            return json.toString();
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final String head;
    private final List<Heard> heard = new ArrayList<>();
    private int code = -1;
    private String reason = "";
    private int pongs;
    private boolean over;
    private boolean reading;
    private int nextId = 1;

    private Plug(Socket socket, DataInputStream in, String head) {
        this.socket = socket;
        this.in = in;
        this.head = head;
    }

    /** Connects as nobody in particular. */
    static Plug open(int port, String... headers) {
        return connect(port, "/ws", 0, headers).read();
    }

    /** Connects with the person's token. */
    static Plug open(int port, Person person) {
        return open(port, "Authorization: Bearer " + person.token());
    }

    /** Connects, and reads nothing until it is told to; what the system takes meanwhile is little. */
    static Plug sleeping(int port, Person person) {
        return connect(port, "/ws", 4096, "Authorization: Bearer " + person.token());
    }

    static Plug connect(int port, String path, int window, String... headers) {
        var lines = new LinkedHashMap<String, String>(Map.of(
                "Host",
                "127.0.0.1:" + port,
                "Upgrade",
                "websocket",
                "Connection",
                "Upgrade",
                "Sec-WebSocket-Key",
                KEY,
                "Sec-WebSocket-Version",
                "13"));
        for (String header : headers) {
            lines.put(
                    header.substring(0, header.indexOf(':')),
                    header.substring(header.indexOf(':') + 1).strip());
        }
        var request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        lines.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        try {
            var socket = new Socket();
            if (window > 0) {
                socket.setReceiveBufferSize(window);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(ISO_8859_1));
            var in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 4096));
            return new Plug(socket, in, head(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(DataInputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    /** Whether a WebSocket came of it: 101, or what else was answered. */
    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    String head() {
        return head;
    }

    /** Reads from now on, in the background. */
    Plug read() {
        if (status() == 101 && !reading) {
            reading = true;
            Thread.ofVirtual().name("plug").start(this::run);
        }
        return this;
    }

    private void run() {
        var message = new ByteArrayOutputStream();
        try {
            while (true) {
                int first = in.readUnsignedByte();
                long length = in.readUnsignedByte() & 127;
                length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
                var body = in.readNBytes(Math.toIntExact(length));
                switch (first & 15) {
                    case 0, TEXT -> {
                        message.writeBytes(body);
                        if ((first & 128) != 0) {
                            take(message.toString(UTF_8));
                            message.reset();
                        }
                    }
                    case 8 -> closed(body);
                    default -> ponged();
                }
            }
        } catch (IOException _) {
            end();
        }
    }

    private synchronized void take(String text) {
        heard.add(new Heard(Json.read(text), System.nanoTime()));
        notifyAll();
    }

    private synchronized void closed(byte[] body) throws IOException {
        code = body.length < 2 ? 1005 : (body[0] & 255) << 8 | (body[1] & 255);
        reason = body.length < 2 ? "" : new String(body, 2, body.length - 2, UTF_8);
        notifyAll();
        write(8, body.length < 2 ? new byte[0] : new byte[] {body[0], body[1]});
    }

    private synchronized void ponged() {
        pongs++;
        notifyAll();
    }

    private synchronized void end() {
        over = true;
        notifyAll();
    }

    /** Asks something, and returns the id under which it is answered. */
    int send(String event, Object... membersAndValues) {
        int id = nextId++;
        say(Json.of("event", event, "id", id, "data", Json.of(membersAndValues)).toString());
        return id;
    }

    void say(String text) {
        try {
            write(TEXT, text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes one whole frame. */
    void write(int opcode, byte[] body) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.write(128 | opcode);
        if (body.length < 126) {
            frame.write(128 | body.length);
        } else if (body.length < 65536) {
            frame.write(128 | 126);
            frame.write(body.length >> 8);
            frame.write(body.length);
        } else {
            frame.write(128 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) body.length >> shift));
            }
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < body.length; i++) {
            frame.write(body[i] ^ MASK[i % 4]);
        }
        raw(frame.toByteArray());
    }

    synchronized void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Asks something and waits for the answer. */
    Heard ask(String event, Object... membersAndValues) {
        return reply(send(event, membersAndValues));
    }

    Heard reply(int id) {
        return await(one -> one.json().path("reply_to").asInt() == id, "the answer to " + id);
    }

    /** Asks something that is refused; the code. */
    String refused(String event, Object... membersAndValues) {
        var reply = ask(event, membersAndValues);
        if (!reply.json().has("error")) {
            throw new AssertionError("not refused: " + reply);
        }
        return reply.error().path("code").asText();
    }

    Heard await(String event) {
        return await(one -> one.event().equals(event), event);
    }

    /** An event of a turn. */
    Heard await(String turn, String event) {
        return await(
                one -> one.event().equals(event)
                        && one.json().path("turn_id").asText().equals(turn),
                event);
    }

    Heard await(Predicate<Heard> wanted, String what) {
        var found = new ArrayList<Heard>();
        await(
                () -> {
                    heard.stream().filter(wanted).findFirst().ifPresent(found::add);
                    return !found.isEmpty();
                },
                what);
        return found.getFirst();
    }

    /** Waits until the other side has closed; its code. */
    int awaitClose() {
        await(() -> code >= 0, "a close");
        return code;
    }

    /** Waits until the connection has ended, in whatever way. */
    void awaitEnd() {
        await(() -> over, "the end of the connection");
    }

    synchronized String reason() {
        return reason;
    }

    synchronized int pongs() {
        return pongs;
    }

    synchronized boolean isClosed() {
        return code >= 0 || over;
    }

    synchronized List<Heard> soFar() {
        return List.copyOf(heard);
    }

    /** The events of a turn so far. */
    synchronized List<Heard> of(String turn) {
        return heard.stream()
                .filter(one -> one.json().has("seq"))
                .filter(one -> one.json().path("turn_id").asText().equals(turn))
                .toList();
    }

    /** The text that the events of a turn amount to. */
    String text(String turn) {
        var text = new StringBuilder();
        for (var one : of(turn)) {
            if (one.event().equals("resync")) {
                text.setLength(0);
                text.append(one.data().path("messages").path(0).path("text").asText(""));
            } else if (one.event().equals("delta")) {
                text.append(one.data().path("text").asText(""));
            }
        }
        return text.toString();
    }

    private synchronized void await(BooleanSupplier condition, String what) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (over || left <= 0) {
                throw new AssertionError(
                        (over ? "ended (" + code + " " + reason + ") without " : "in vain: ") + what + "; " + heard);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public @Nullable String toString() {
        return head.lines().findFirst().orElse("") + " " + soFar();
    }

    @Override
    public void close() {
        leave();
    }

    /** Goes without a word, as a page does whose machine fails. */
    void leave() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
