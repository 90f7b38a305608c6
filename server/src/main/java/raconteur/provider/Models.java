package raconteur.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The models that this server's providers offer, and the jobs they are chosen for. Thread-safe; what a provider offers
 * may change while the server runs.
 */
public final class Models {
    private static final System.Logger LOG = System.getLogger(Models.class.getName());

    private final List<Line> lines;
    private final Map<Alias, List<String>> jobs;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, Candidate> byId = Map.of();

    /** A connection with the provider that speaks over it; its models may be replaced. */
    private static final class Line {
        private final Connection connection;
        private final Adapter adapter;
        private final Provider provider;
        private volatile List<Model> models;

        Line(Connection connection, Adapter adapter, List<Model> models) {
            this.connection = connection;
            this.adapter = adapter;
            this.provider = adapter.connect(connection);
            this.models = models;
        }

        Candidate candidate(Model model) {
            return new Candidate(provider, model, connection.keys(), false);
        }
    }

    private Models(List<Line> lines, Map<Alias, List<String>> jobs) {
        this.lines = List.copyOf(lines);
        this.jobs = jobs;
        index();
    }

    /**
     * Brings up every provider that the settings describe, and the templates. Calls none of them.
     *
     * @throws IllegalArgumentException if a value cannot be; the sentence names its variable
     */
    public static Models fromEnvironment(
            Map<String, String> settings, Timers timers, Collection<? extends Adapter> adapters) {
        var speaking = new EnumMap<Dialect, Adapter>(Dialect.class);
        adapters.forEach(adapter -> speaking.put(adapter.dialect(), adapter));
        var lines = new ArrayList<Line>();
        for (var connection : Connections.read(settings, timers)) {
            var adapter = speaking.get(connection.dialect());
            if (adapter == null) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The provider {0} speaks {1}, which this version does not: left out.",
                        connection.name(),
                        connection.dialect().word());
            } else {
                lines.add(new Line(connection, adapter, connection.models()));
            }
        }
        return new Models(lines, jobs(settings)).checked();
    }

    private static Map<Alias, List<String>> jobs(Map<String, String> settings) {
        var jobs = new EnumMap<Alias, List<String>>(Alias.class);
        for (var alias : Alias.values()) {
            var wanted = List.of(settings.getOrDefault(alias.variable(), "").split(",")).stream()
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
            if (!wanted.isEmpty()) {
                jobs.put(alias, wanted);
            }
        }
        return jobs;
    }

    /** Every model, the preferred ones first and the templates last. */
    public List<Model> all() {
        return byId.values().stream().map(Candidate::model).toList();
    }

    /** What is asked when nobody says which: the first model of {@link Alias#CHAT}. */
    public Optional<Model> byDefault() {
        return resolve(Alias.CHAT.word()) instanceof Resolution.Found(var candidates)
                ? Optional.of(candidates.getFirst().model())
                : Optional.empty();
    }

    /** What answers to an alias, an id, or a name that only one provider uses. */
    public Resolution resolve(String name) {
        var alias = Alias.find(name);
        return alias.isPresent() ? resolve(alias.get()) : model(name);
    }

    /** The models to try for a job, in order: those set for it, else those set for chat, else the first there is. */
    public Resolution resolve(Alias alias) {
        var wanted = jobs.getOrDefault(alias, jobs.getOrDefault(Alias.CHAT, List.of()));
        var found = new LinkedHashMap<String, Candidate>();
        for (var name : wanted) {
            if (wanted(name) instanceof Resolution.Found(var candidates)) {
                candidates.forEach(
                        candidate -> found.putIfAbsent(candidate.model().id(), candidate));
            }
        }
        if (found.isEmpty()) {
            byId.values().stream()
                    .findFirst()
                    .ifPresent(first -> found.put(first.model().id(), first));
        }
        return found.isEmpty()
                ? new Resolution.Unknown(alias.word())
                : new Resolution.Found(List.copyOf(found.values()));
    }

    private Resolution model(String name) {
        var exact = byId.get(name);
        if (exact != null) {
            return new Resolution.Found(List.of(exact));
        }
        var namesakes = byId.values().stream()
                .filter(candidate -> candidate.model().name().equals(name))
                .toList();
        return switch (namesakes.size()) {
            case 0 -> new Resolution.Unknown(name);
            case 1 -> new Resolution.Found(namesakes);
            default ->
                new Resolution.Ambiguous(
                        name,
                        namesakes.stream()
                                .map(candidate -> candidate.model().id())
                                .toList());
        };
    }

    /** As {@link #model}, but an operator may also name a model of which its provider has not told us. */
    private Resolution wanted(String name) {
        var resolution = model(name);
        var slash = name.indexOf('/');
        if (resolution instanceof Resolution.Unknown && slash > 0) {
            var line = line(name.substring(0, slash));
            var rest = name.substring(slash + 1);
            if (line != null && !rest.isEmpty() && line.connection.dialect() != Dialect.DEMO) {
                return new Resolution.Found(
                        List.of(line.candidate(priced(line, Model.undescribed(line.connection.name(), rest)))));
            }
        }
        return resolution;
    }

    /** Refuses settings that can never choose a model. */
    private Models checked() {
        var asking = lines.stream().anyMatch(line -> line.connection.asks());
        jobs.forEach((alias, names) -> {
            for (var name : names) {
                switch (wanted(name)) {
                    case Resolution.Found _ -> {}
                    case Resolution.Ambiguous(var _, var ids) ->
                        throw new IllegalArgumentException(
                                "%s names '%s', which several providers offer: say one of %s."
                                        .formatted(alias.variable(), name, String.join(", ", ids)));
                    case Resolution.Unknown _ -> {
                        // a bare name may still turn up when a provider says what it offers
                        if (!asking || name.contains("/")) {
                            throw new IllegalArgumentException(
                                    "%s names '%s', but no provider that is set up offers it."
                                            .formatted(alias.variable(), name));
                        }
                    }
                }
            }
        });
        return this;
    }

    /** Calls {@code news} whenever a provider turns out to offer other models. It must not block. */
    void onChange(Runnable news) {
        listeners.add(news);
    }

    /** Replaces what a provider offers; what the operator said about prices stays. */
    void offer(String provider, List<Model> models) {
        var line = line(provider);
        if (line != null) {
            line.models = models.stream().map(model -> priced(line, model)).toList();
            index();
            listeners.forEach(Runnable::run);
        }
    }

    private static Model priced(Line line, Model model) {
        var prices = line.connection.prices().get(model.name());
        return prices == null ? model : model.with(prices);
    }

    private synchronized void index() {
        var all = new LinkedHashMap<String, Candidate>();
        for (var line : lines) {
            for (var model : line.models) {
                all.putIfAbsent(model.id(), line.candidate(model));
            }
        }
        byId = Collections.unmodifiableMap(all);
    }

    private @Nullable Line line(String provider) {
        for (var line : lines) {
            if (line.connection.name().equals(provider)) {
                return line;
            }
        }
        return null;
    }

    /** A provider that is to be asked what it offers. */
    record Question(Connection connection, Adapter adapter) {}

    List<Question> questions() {
        return lines.stream()
                .filter(line -> line.connection.asks())
                .map(line -> new Question(line.connection, line.adapter))
                .toList();
    }
}
