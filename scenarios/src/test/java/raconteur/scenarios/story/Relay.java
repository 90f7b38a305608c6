package raconteur.scenarios.story;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A line between a client and the server that carries bytes as they are, but holds the first call until it is told to
 * let it through, and breaks once, in place of carrying an answer that the server has given.
 */
final class Relay implements AutoCloseable {
    private static final String ANSWER = "event: answer";
    private static final String REFUSAL = "HTTP/1.1 409";

    private final URI server;
    private final int lost;
    private final ServerSocket door;
    private final CountDownLatch came = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch refused = new CountDownLatch(1);
    private final AtomicInteger answers = new AtomicInteger();

    private Relay(URI server, int lost, ServerSocket door) {
        this.server = server;
        this.lost = lost;
        this.door = door;
    }

    /** Loses that answer, counted from 1. */
    static Relay losing(int lost, URI server) {
        try {
            var relay = new Relay(server, lost, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.startVirtualThread(relay::listen);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** Waits until the client has called. */
    void awaitCall() throws InterruptedException {
        await(came, "nobody called");
    }

    /** Lets it through, and all that come after. */
    void open() {
        open.countDown();
    }

    /** Waits until the server has refused something for now. */
    void awaitRefusal() throws InterruptedException {
        await(refused, "nothing was refused");
    }

    /** How many answers the server gave, the lost one included. */
    int answers() {
        return answers.get();
    }

    private static void await(CountDownLatch latch, String complaint) throws InterruptedException {
        if (!latch.await(2, TimeUnit.MINUTES)) {
            throw new AssertionError(complaint);
        }
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                came.countDown();
                Thread.startVirtualThread(() -> carry(client));
            } catch (IOException _) {
                return; // it was closed: there is nobody to listen for
            }
        }
    }

    private void carry(Socket client) {
        try (client) {
            open.await();
            try (var up = new Socket(server.getHost(), server.getPort())) {
                Thread.startVirtualThread(() -> ask(client, up));
                answer(up, client);
            }
        } catch (IOException _) {
            // one side has left: both are closed, which tells the other
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void ask(Socket client, Socket up) {
        try {
            client.getInputStream().transferTo(up.getOutputStream());
            up.shutdownOutput();
        } catch (IOException _) {
            // as above
        }
    }

    private void answer(Socket up, Socket client) throws IOException {
        var piece = new byte[8192];
        var before = "";
        for (var n = up.getInputStream().read(piece);
                n > 0;
                n = up.getInputStream().read(piece)) {
            var text = before + new String(piece, 0, n, ISO_8859_1);
            if (text.contains(REFUSAL)) {
                refused.countDown();
            }
            // what is looked at again is too short to hold an answer's beginning whole
            before = text.substring(Math.max(0, text.length() - ANSWER.length() + 1));
            if (text.contains(ANSWER) && answers.incrementAndGet() == lost) {
                client.setSoLinger(true, 0);
                return;
            }
            client.getOutputStream().write(piece, 0, n);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
