package raconteur.provider.catalogue;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import raconteur.provider.BaseUrl;
import raconteur.provider.Connection;
import raconteur.provider.Dialect;
import raconteur.provider.KnownProviders;
import raconteur.provider.Models;
import raconteur.provider.ProviderException;
import raconteur.provider.Timers;

/** Looks once, at the start, for model servers on this machine: Ollama and llama.cpp. What it finds is only offered. */
final class LocalServers {
    private static final Logger LOG = Logger.getLogger(LocalServers.class);
    private static final long PATIENCE_SECONDS = 5;
    private static final int OLLAMA_PORT = 11434;
    private static final List<Integer> LLAMA_PORTS = List.of(8081, 8080);

    private final Models models;
    private final Timers timers;

    LocalServers(Models models, Timers timers) {
        this.models = models;
        this.timers = timers;
    }

    /** Those that answer with a list of models, at addresses that are not in use already. */
    List<Connection> look(Map<String, String> settings, int ourPort, List<Entry> known) throws InterruptedException {
        var found = new ArrayList<Connection>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<@Nullable Connection>>();
            for (var place : places(settings, ourPort)) {
                if (known.stream().noneMatch(entry -> isAt(entry, place))) {
                    asked.add(threads.submit(answering(place)));
                }
            }
            for (var one : asked) {
                var server = wait(one);
                if (server != null
                        && found.stream().noneMatch(other -> other.name().equals(server.name()))) {
                    found.add(server);
                }
            }
            threads.shutdownNow();
        }
        return found;
    }

    private static boolean isAt(Entry entry, Connection place) {
        return entry.setUp()
                && (entry.name().equals(place.name())
                        || BaseUrl.origin(entry.connection().base()).equals(BaseUrl.origin(place.base())));
    }

    private Callable<@Nullable Connection> answering(Connection place) {
        return () -> {
            try {
                var speaker = models.speaker(place.dialect());
                if (speaker.isPresent() && !speaker.get().offered(place).isEmpty()) {
                    LOG.infof("%s answers at %s; an operator can connect it.", place.name(), place.base());
                    return place;
                }
            } catch (ProviderException absent) {
                LOG.debugf("No %s at %s: %s", place.name(), place.base(), absent.getMessage());
            }
            return null;
        };
    }

    private static @Nullable Connection wait(Future<@Nullable Connection> asked) throws InterruptedException {
        try {
            return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            LOG.debug("Something on this machine listens and says nothing.", late);
            asked.cancel(true);
        } catch (ExecutionException failure) {
            LOG.warn("A model server on this machine could not be looked for.", failure.getCause());
        }
        return null;
    }

    private List<Connection> places(Map<String, String> settings, int ourPort) {
        var places = new ArrayList<Connection>();
        var ollama = ollama(settings.getOrDefault("OLLAMA_HOST", ""));
        if (ollama != null) {
            places.add(place(
                    "ollama", models.speaker(Dialect.OLLAMA).isPresent() ? Dialect.OLLAMA : Dialect.OPENAI, ollama));
        }
        for (var port : LLAMA_PORTS) {
            if (port != ourPort) {
                places.add(place("llamacpp", Dialect.OPENAI, "http://127.0.0.1:" + port));
            }
        }
        return places;
    }

    private Connection place(String name, Dialect dialect, String base) {
        return new Connection(
                name,
                dialect,
                BaseUrl.parse(base, dialect),
                List.of(),
                Map.of(),
                KnownProviders.OPEN_MODELS,
                List.of(),
                Map.of(),
                true,
                timers);
    }

    /** Where Ollama listens by its own variable, which comes with or without scheme and port; null if not here. */
    static @Nullable String ollama(String variable) {
        var host = variable.strip().toLowerCase(Locale.ROOT);
        if (host.isEmpty()) {
            return "http://127.0.0.1:" + OLLAMA_PORT;
        }
        try {
            var address = URI.create(host.contains("://") ? host : "http://" + host);
            if (address.getHost() == null || !isHere(address.getHost())) {
                return null;
            }
            var port = address.getPort() > 0 ? address.getPort() : OLLAMA_PORT;
            // where it listens on every address, it is asked on this machine's own
            var name = address.getHost().equals("0.0.0.0") || address.getHost().equals("[::]")
                    ? "127.0.0.1"
                    : address.getHost();
            return address.getScheme() + "://" + name + ":" + port;
        } catch (IllegalArgumentException _) {
            return null; // no address: the variable is not ours to judge
        }
    }

    private static boolean isHere(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            var literal = InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""));
            return literal.isLoopbackAddress() || literal.isAnyLocalAddress();
        } catch (IllegalArgumentException _) {
            return false; // a name, which may lead anywhere
        }
    }
}
