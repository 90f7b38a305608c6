package raconteur.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A site on this machine that answers what it is told to, byte for byte, and remembers what it was asked. */
public final class Site implements AutoCloseable {
    /** Writes an answer, and may never end. */
    public interface Answer {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);

    public Site() {
        this("127.0.0.1", 0);
    }

    /** @param port 0 for any that is free */
    public Site(String address, int port) {
        this(listening(address, port));
    }

    /** A site behind this socket, however it is spoken to there. */
    public Site(ServerSocket socket) {
        this.socket = socket;
        Thread.ofVirtual().start(this::serve);
    }

    private static ServerSocket listening(String address, int port) {
        try {
            return new ServerSocket(port, 50, InetAddress.ofLiteral(address));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String at(String target) {
        return "http://127.0.0.1:" + port() + target;
    }

    /** What was asked for, targets in their order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** The heads of all requests. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    public void awaitRequest() throws InterruptedException {
        first.await();
    }

    public Site answers(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    public Site raw(String path, String head, byte[] body) {
        return answers(path, out -> {
            out.write((head.replace("\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            out.write(body);
        });
    }

    public Site page(String path, String contentType, byte[] body) {
        return raw(
                path,
                "HTTP/1.1 200 OK\nContent-Type: %s\nContent-Length: %d".formatted(contentType, body.length),
                body);
    }

    public Site html(String path, String body) {
        return page(path, "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    public Site redirect(String path, String location) {
        return raw(path, "HTTP/1.1 302 Found\nLocation: %s\nContent-Length: 0".formatted(location), new byte[0]);
    }

    public Site status(String path, int status, String more) {
        return raw(path, "HTTP/1.1 %d Said\nContent-Length: 0%s".formatted(status, more), new byte[0]);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var one = socket.accept();
                Thread.ofVirtual().start(() -> talk(one));
            } catch (IOException ended) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(ended);
                }
            }
        }
    }

    private void talk(Socket one) {
        try (one) {
            var in = new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.ISO_8859_1));
            var request = in.readLine();
            if (request == null) {
                return;
            }
            var head = new StringBuilder(request).append('\n');
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
            }
            var target = request.split(" ", -1)[1];
            asked.add(target);
            heads.add(head.toString());
            first.countDown();
            var answer = answers.get(target);
            answer = answer == null ? answers.get(target.replaceFirst("\\?.*", "")) : answer;
            if (answer == null) {
                one.getOutputStream()
                        .write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            } else {
                answer.write(one.getOutputStream());
            }
        } catch (IOException gone) {
            asked.add("left: " + gone.getMessage()); // a guest that has had enough
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
