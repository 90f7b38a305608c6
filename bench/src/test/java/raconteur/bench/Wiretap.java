package raconteur.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** A bare socket to the upstream: what comes back is exactly what was on the wire. */
final class Wiretap implements AutoCloseable {
    private final Socket socket;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private boolean reset;

    Wiretap(Upstream upstream) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), upstream.port());
        socket.setSoTimeout(10_000);
    }

    static String request(String model, String question, String more) {
        String body =
                "{\"model\":%s,\"messages\":[{\"role\":\"system\",\"content\":\"你好\"},{\"role\":\"user\",\"content\":%s}]%s}"
                        .formatted(Wire.quote(model), Wire.quote(question), more);
        return "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer sk-secret\r\ncontent-length: "
                + body.getBytes(UTF_8).length + "\r\n\r\n" + body;
    }

    static String stream(String model) {
        return request(model, "hello", ",\"stream\":true");
    }

    Wiretap send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(UTF_8));
        return this;
    }

    /** Everything until the other side ends the connection, by FIN or by reset. */
    Wiretap readToEnd() throws IOException {
        return readUntil("\u0000never");
    }

    /** Everything until {@code mark} has been seen, or the end. */
    Wiretap readUntil(String mark) throws IOException {
        byte[] buffer = new byte[1 << 16];
        byte[] wanted = mark.getBytes(UTF_8);
        long deadline = System.nanoTime() + 20_000_000_000L;
        try {
            while (!contains(wanted)) {
                int read = socket.getInputStream().read(buffer);
                if (read < 0) {
                    return this;
                }
                seen.write(buffer, 0, read);
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(mark + " has not come in 20 s");
                }
            }
        } catch (SocketException e) {
            assert String.valueOf(e.getMessage()).contains("reset") : e;
            reset = true;
        }
        return this;
    }

    private boolean contains(byte[] wanted) {
        int tail = Math.min(seen.size(), (1 << 16) + wanted.length);
        byte[] all = seen.toByteArray();
        return new String(all, all.length - tail, tail, ISO_8859_1).contains(new String(wanted, ISO_8859_1));
    }

    /** Goes away before the end. */
    void leave() throws IOException {
        socket.close();
    }

    boolean reset() {
        return reset;
    }

    String all() {
        return seen.toString(UTF_8);
    }

    String head() {
        return all().substring(0, all().indexOf("\r\n\r\n") + 4);
    }

    /** The HTTP chunks of the body, as many as are whole. */
    List<byte[]> chunks() {
        var chunks = new ArrayList<byte[]>();
        byte[] all = seen.toByteArray();
        String text = new String(all, ISO_8859_1);
        int at = text.indexOf("\r\n\r\n") + 4;
        while (at < all.length) {
            int end = text.indexOf("\r\n", at);
            if (end < 0) {
                break;
            }
            int length = Integer.parseInt(text.substring(at, end), 16);
            if (length == 0 || end + 2 + length > all.length) {
                break;
            }
            chunks.add(java.util.Arrays.copyOfRange(all, end + 2, end + 2 + length));
            at = end + 2 + length + 2;
        }
        return chunks;
    }

    /** The body without HTTP's chunks. */
    String body() {
        var body = new ByteArrayOutputStream();
        chunks().forEach(body::writeBytes);
        return body.toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
