package raconteur.realtime;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import raconteur.platform.Ticker;

/** Looks again and again which sockets are dead, too slow, or no longer anybody's. */
@Singleton
final class Watch {
    private static final Logger LOG = Logger.getLogger(Watch.class);
    private static final Duration PRESENCE = Duration.ofMillis(250);

    private final SocketConfig config;
    private final Sockets sockets;
    private final Entry entry;
    private final Presence presence;
    private final SocketMeters meters;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean telling = new AtomicBoolean();

    Watch(SocketConfig config, Sockets sockets, Entry entry, Presence presence, SocketMeters meters) {
        this.config = config;
        this.sockets = sockets;
        this.entry = entry;
        this.presence = presence;
        this.meters = meters;
    }

    void begin(Ticker ticker) {
        ticker.every("sockets", config.look(), () -> alone(looking, this::look));
        ticker.every("presence", PRESENCE, () -> alone(telling, presence::tell));
    }

    /** A look that takes long is not joined by a second one. */
    private static void alone(AtomicBoolean busy, Runnable work) {
        if (busy.compareAndSet(false, true)) {
            try {
                work.run();
            } catch (RuntimeException failure) {
                LOG.warnf("Sockets could not be looked after: %s", failure);
            } finally {
                busy.set(false);
            }
        }
    }

    void look() {
        var dead = config.heartbeat().toNanos();
        for (var socket : sockets.all()) {
            if (dead > 0 && socket.wire().silence() > dead) {
                close(socket, Closing.SILENCE, "no heartbeat");
            } else if (socket.wire().stalled() > SocketConfig.STALLED.toNanos()) {
                close(socket, Closing.LIMIT, "too slow");
            } else {
                entry.prove(socket);
            }
        }
    }

    private void close(Socket socket, int code, String reason) {
        meters.closed(code);
        socket.close(code, reason);
    }
}
