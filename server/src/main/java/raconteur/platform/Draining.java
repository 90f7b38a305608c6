package raconteur.platform;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The time between the wish to stop and the stop: work under way may finish, new work is refused, requests are still
 * answered. Thread-safe.
 */
@Singleton
public final class Draining {
    /** A feature with work that outlives a request. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Takes on nothing more, lets running work go on for at most this long, ends what then still runs in good
         * order, and returns.
         */
        void drain(Duration limit) throws InterruptedException;
    }

    private static final Logger LOG = Logger.getLogger(Draining.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Duration limit;
    private volatile boolean begun;

    Draining(Settings settings) {
        this.limit = settings.duration(Setting.DRAIN);
    }

    /** Calls the listener when the server is about to stop. */
    public void register(Listener listener) {
        listeners.add(listener);
    }

    /** Whether the server is stopping: then nothing new is begun. */
    public boolean begun() {
        return begun;
    }

    void stop(@Observes ShutdownDelayInitiatedEvent stopping) {
        begin();
    }

    /** Calls every listener at once and returns when all are through, or five seconds after the limit. */
    void begin() {
        begun = true;
        var left = new CountDownLatch(listeners.size());
        for (var listener : listeners) {
            Thread.ofVirtual().name("drain").start(() -> {
                try {
                    listener.drain(limit);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException failure) {
                    LOG.error("Something could not be ended in good order.", failure);
                } finally {
                    left.countDown();
                }
            });
        }
        try {
            if (!left.await(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Not everything ended in time; the next start clears up after it.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
