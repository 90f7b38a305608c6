package raconteur.provider.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.provider.Alias;
import raconteur.provider.ApiKey;
import raconteur.provider.Connection;
import raconteur.provider.Connections;
import raconteur.provider.Dialect;
import raconteur.provider.KeySeal;
import raconteur.provider.KnownProviders;
import raconteur.provider.Model;
import raconteur.provider.Models;
import raconteur.provider.Resolution;
import raconteur.provider.Timers;

/**
 * Everything that is known of providers and models now, and the one place that changes it. A change is in the database
 * and in force when the call returns; turns that run keep what they have. Reads never wait. Thread-safe.
 */
public final class Catalogue {
    /** Who chose the models of an alias. */
    public enum Chooser {
        ENVIRONMENT,
        OPERATOR,
        /** Nobody: what chat means, or the first model there is. */
        NOBODY
    }

    /** An alias as it is now. */
    public record Job(Alias alias, List<String> models, Chooser chooser, int version) {}

    /** Everything at one moment. */
    private record State(List<Entry> entries, Map<Alias, StoredModels.AliasRow> aliases) {}

    private static final Logger LOG = Logger.getLogger(Catalogue.class);

    private final Map<String, String> settings;
    private final Timers timers;
    private final List<Connection> environment;
    private final Map<Alias, List<String>> fixedJobs;
    private final Database database;
    private final StoredProviders providers;
    private final StoredModels models;
    private final KeySeal seal;
    private final Models offered;
    private final Map<String, Connection> found = new HashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile State state = new State(List.of(), Map.of());

    /**
     * Puts it together for the first time.
     *
     * @throws IllegalArgumentException if a setting cannot be; the sentence names its variable
     */
    Catalogue(
            Map<String, String> settings,
            Timers timers,
            Database database,
            StoredProviders providers,
            StoredModels models,
            KeySeal seal,
            Models offered) {
        this.settings = settings;
        this.timers = timers;
        this.environment = Connections.read(settings, timers);
        this.fixedJobs = Connections.jobs(settings);
        this.database = database;
        this.providers = providers;
        this.models = models;
        this.seal = seal;
        this.offered = offered;
        reload();
        requireJobs();
    }

    /** Every provider there is a word about, the preferred ones first. */
    public List<Entry> entries() {
        return state.entries();
    }

    /** The provider; {@link Code#NOT_FOUND} when there is no word about it. */
    public Entry entry(String name) {
        return find(name).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    Optional<Entry> find(String name) {
        return state.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst();
    }

    /** What operators call models that they gave another name, by id. */
    public Map<String, String> labels() {
        var labels = new HashMap<String, String>();
        for (var entry : state.entries()) {
            for (var one : entry.models()) {
                var label = one.label();
                if (label != null && !label.isBlank()) {
                    labels.put(one.model().id(), label);
                }
            }
        }
        return labels;
    }

    /** Every alias, in the order of the table. */
    public List<Job> jobs() {
        var all = new ArrayList<Job>();
        for (var alias : Alias.values()) {
            all.add(job(alias));
        }
        return all;
    }

    /** An alias as it is now. */
    public Job job(Alias alias) {
        var row = state.aliases().get(alias);
        var version = row == null ? 0 : row.version();
        var fixed = fixedJobs.get(alias);
        if (fixed != null) {
            return new Job(alias, fixed, Chooser.ENVIRONMENT, version);
        }
        return row == null || row.models().isEmpty()
                ? new Job(alias, List.of(), Chooser.NOBODY, version)
                : new Job(alias, row.models(), Chooser.OPERATOR, version);
    }

    /** The models that answer to an alias now, the first one first. */
    public List<String> meaning(Alias alias) {
        return offered.resolve(alias) instanceof Resolution.Found(var candidates)
                ? candidates.stream().map(one -> one.model().id()).toList()
                : List.of();
    }

    /** Whether the environment names this provider or, where it is one of its own, alias. */
    boolean isFixed(String provider) {
        return environment.stream().anyMatch(one -> one.name().equals(provider));
    }

    /** The environment's aliases that name a model of this provider. */
    List<Alias> fixedTo(String provider) {
        return fixedJobs.entrySet().stream()
                .filter(job -> job.getValue().stream().anyMatch(name -> name.startsWith(provider + "/")))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Runs a change and puts everything together anew. */
    synchronized <T> T change(Database.Work<T> work) {
        var done = database.transact(work);
        reload();
        return done;
    }

    /** Model servers that were found on this machine; they are offered, not used. */
    synchronized void found(List<Connection> servers) {
        found.clear();
        servers.forEach(server -> found.put(server.name(), server));
        reload();
    }

    /** Keeps what a provider tells of its models. */
    synchronized void tell(String provider, List<Model> told) {
        if (find(provider).isEmpty()) {
            return; // it was removed while it was asked
        }
        database.transact(tx -> {
            models.tell(tx, provider, told.stream().map(ModelRow::told).toList());
            return told.size();
        });
        reload();
    }

    /** Calls {@code news} after each change, on the thread that made it. It must not block. */
    void onChange(Runnable news) {
        listeners.add(news);
    }

    private synchronized void reload() {
        state = database.read(this::read);
        offered.replace(
                state.entries().stream()
                        .filter(Entry::enabled)
                        .map(Shelf::offer)
                        .toList(),
                chosen());
        listeners.forEach(Runnable::run);
    }

    private State read(Handle tx) {
        var aliases = new EnumMap<Alias, StoredModels.AliasRow>(Alias.class);
        models.aliases(tx).forEach(row -> aliases.put(row.alias(), row));
        var shelf = new Shelf(
                environment,
                name -> isFixed(name) && Connections.listsModels(settings, name),
                List.copyOf(found.values()),
                providers.all(tx),
                providers.keys(tx),
                this::open,
                models.told(tx),
                models.said(tx),
                timers);
        return new State(List.copyOf(shelf.entries()), aliases);
    }

    private Optional<ApiKey> open(StoredKey key) {
        return seal.open(key.purpose(), key.sealed());
    }

    private Map<Alias, List<String>> chosen() {
        var chosen = new EnumMap<Alias, List<String>>(Alias.class);
        for (var job : jobs()) {
            if (!job.models().isEmpty()) {
                chosen.put(job.alias(), job.models());
            }
        }
        return chosen;
    }

    /** Refuses settings that can never choose a model. */
    private void requireJobs() {
        var asking = state.entries().stream()
                .anyMatch(entry -> entry.setUp()
                        && entry.asks()
                        && entry.connection().models().isEmpty());
        fixedJobs.forEach((alias, names) -> {
            for (var name : names) {
                switch (offered.wanted(name)) {
                    case Resolution.Found _ -> {}
                    case Resolution.Ambiguous(var _, var ids) ->
                        throw new IllegalArgumentException(
                                "%s names '%s', which several providers offer: say one of %s."
                                        .formatted(alias.variable(), name, String.join(", ", ids)));
                    case Resolution.Unknown _ -> {
                        if (isOfOneSetUp(name)) {
                            LOG.warnf("%s names '%s', which is switched off.", alias.variable(), name);
                        } else if (!asking || name.contains("/")) {
                            // a bare name may still turn up when a provider says what it offers
                            throw new IllegalArgumentException(
                                    "%s names '%s', but no provider that is set up offers it."
                                            .formatted(alias.variable(), name));
                        }
                    }
                }
            }
        });
    }

    private boolean isOfOneSetUp(String model) {
        return state.entries().stream()
                .filter(Entry::setUp)
                .filter(entry -> entry.connection().dialect() != Dialect.DEMO)
                .anyMatch(entry -> model.startsWith(entry.name() + "/"));
    }

    /** Whether this is the provider of templates, of which nothing can be said. */
    static boolean isDemo(String provider) {
        return KnownProviders.DEMO.equals(provider);
    }

    /** The moment of a row that is made now, in the precision of the database. */
    static Instant moment(java.time.InstantSource time) {
        return Instant.ofEpochMilli(time.millis());
    }
}
