package raconteur.provider.catalogue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import raconteur.platform.Refusal;
import raconteur.provider.Adapter;
import raconteur.provider.Connection;
import raconteur.provider.Models;
import raconteur.provider.Pause;
import raconteur.provider.ProviderException;

/**
 * Asks providers what they offer, each on a thread of its own in the background: again until they answer, then every
 * day, and anew whenever their connection changes. A start never waits for one. Thread-safe.
 */
public final class Discovery implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Discovery.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration DAY = Duration.ofDays(1);

    private record Asking(Connection connection, Thread thread) {}

    private final Catalogue catalogue;
    private final Models models;
    private final Pause pause;
    private final Map<String, Asking> asking = new HashMap<>();
    private boolean closed;

    Discovery(Catalogue catalogue, Models models, Pause pause) {
        this.catalogue = catalogue;
        this.models = models;
        this.pause = pause;
    }

    /** Begins to ask, and keeps up with changes. */
    void begin() {
        catalogue.onChange(this::follow);
        follow();
    }

    private synchronized void follow() {
        if (closed) {
            return;
        }
        var wanted = new HashMap<String, Connection>();
        for (var entry : catalogue.entries()) {
            // one that asks for a key and has none would only say so
            if (entry.enabled() && entry.asks() && !entry.keyless()) {
                wanted.put(entry.name(), entry.connection().unknowing());
            }
        }
        asking.values().removeIf(one -> {
            var gone = !one.connection().equals(wanted.get(one.connection().name()));
            if (gone) {
                one.thread().interrupt();
            }
            return gone;
        });
        wanted.forEach((name, connection) -> models.speaker(connection.dialect())
                .ifPresent(adapter -> asking.computeIfAbsent(
                        name,
                        _ -> new Asking(
                                connection,
                                Thread.ofVirtual().name("discovery-" + name).start(() -> ask(connection, adapter))))));
    }

    private void ask(Connection connection, Adapter adapter) {
        var provider = connection.name();
        try {
            for (var wait = SHORTEST; ; ) {
                try {
                    var offered = adapter.offered(connection);
                    if (Thread.interrupted()) {
                        return; // its connection has changed meanwhile
                    }
                    catalogue.tell(provider, offered);
                    LOG.infof("The provider %s offers %d models.", provider, offered.size());
                    wait = DAY;
                } catch (ProviderException unanswered) {
                    LOG.warnf(
                            "The provider %s does not say which models it offers: %s",
                            provider, unanswered.getMessage());
                    wait = longer(wait);
                } catch (Refusal away) {
                    LOG.warnf("What the provider %s offers could not be kept: %s", provider, away.getMessage());
                    wait = longer(wait);
                }
                pause.pause(wait);
            }
        } catch (InterruptedException _) {
            // the server stops, or the provider is another one now: what was not learned is not needed
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "The models of the provider %s could not be kept.", provider);
        }
    }

    private static Duration longer(Duration wait) {
        var doubled = wait.compareTo(LONGEST) > 0 ? SHORTEST : wait.multipliedBy(2);
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }

    /** Stops asking. */
    @Override
    public synchronized void close() {
        closed = true;
        asking.values().forEach(one -> one.thread().interrupt());
        asking.clear();
    }
}
