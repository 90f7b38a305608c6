package raconteur.source.egress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The end of one fetch. When it comes, the connection is closed under whoever reads: a server that sends a byte a
 * second is never silent for long, so no timeout of a single read would end it.
 */
final class Deadline implements AutoCloseable {
    private final long end;
    private final Thread watch;
    private @Nullable Socket socket;
    private boolean over;

    Deadline(Duration span) {
        this.end = System.nanoTime() + span.toNanos();
        this.watch = Thread.ofVirtual().name("egress-deadline").start(() -> {
            try {
                Thread.sleep(span);
                expire();
            } catch (InterruptedException _) {
                // everything came in time
            }
        });
    }

    /** From now on this is the connection to close. */
    synchronized void watch(Socket one) throws IOException {
        socket = one;
        if (over) {
            one.close();
        }
    }

    private synchronized void expire() {
        over = true;
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    synchronized boolean isOver() {
        return over || left().isZero();
    }

    /** What is left, never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
