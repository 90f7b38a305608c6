package raconteur.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The models that this server's providers offer, and the jobs they are chosen for. What is offered may be replaced
 * while the server runs: whoever has resolved a name keeps what it got. Reads never wait. Thread-safe.
 */
public final class Models {
    private static final System.Logger LOG = System.getLogger(Models.class.getName());

    /**
     * A provider with what may be asked of it.
     *
     * @param others models that only an operator's alias may name
     * @param disabled names of models that may not be asked for, not even by an alias
     * @param keyless whether it asks for a key and this server has none: only who has an own key may ask it
     * @param ownKeys whether people may ask it with keys of their own
     */
    public record Offer(
            Connection connection,
            List<Model> models,
            List<Model> others,
            Set<String> disabled,
            boolean keyless,
            boolean ownKeys) {
        public Offer {
            models = List.copyOf(models);
            others = List.copyOf(others);
            disabled = Set.copyOf(disabled);
        }
    }

    private record Line(Offer offer, Provider provider) {
        Candidate candidate(Model model) {
            return new Candidate(provider, model, offer.connection().keys(), false);
        }
    }

    /** All there is at one moment. */
    private record Shelf(Map<String, Line> lines, Map<String, Candidate> byId, Map<Alias, List<String>> jobs) {
        boolean isServed(Candidate candidate) {
            var line = lines.get(candidate.model().provider());
            return line != null && !line.offer().keyless();
        }
    }

    private final Map<Dialect, Adapter> speaking = new EnumMap<>(Dialect.class);
    private final Set<String> leftOut = new HashSet<>();
    private volatile Shelf shelf = new Shelf(Map.of(), Map.of(), Map.of());

    public Models(Collection<? extends Adapter> adapters) {
        adapters.forEach(adapter -> speaking.put(adapter.dialect(), adapter));
    }

    /** Who speaks this dialect; nobody when this version does not. */
    public Optional<Adapter> speaker(Dialect dialect) {
        return Optional.ofNullable(speaking.get(dialect));
    }

    /**
     * Replaces everything that is offered, the preferred first. Calls no provider. A provider whose connection has not
     * changed stays the same object.
     */
    public synchronized void replace(List<Offer> offers, Map<Alias, List<String>> jobs) {
        var before = shelf.lines();
        var lines = new LinkedHashMap<String, Line>();
        for (var offer : offers) {
            var connection = offer.connection();
            var adapter = speaking.get(connection.dialect());
            if (adapter == null) {
                if (leftOut.add(connection.name())) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "The provider {0} speaks {1}, which this version does not: left out.",
                            connection.name(),
                            connection.dialect().word());
                }
                continue;
            }
            var known = before.get(connection.name());
            var provider = known != null && known.offer().connection().equals(connection)
                    ? known.provider()
                    : adapter.connect(connection);
            lines.put(connection.name(), new Line(offer, provider));
        }
        shelf = new Shelf(Collections.unmodifiableMap(lines), index(lines.values()), Map.copyOf(jobs));
    }

    private static Map<String, Candidate> index(Collection<Line> lines) {
        var all = new LinkedHashMap<String, Candidate>();
        for (var line : lines) {
            for (var model : line.offer().models()) {
                all.putIfAbsent(model.id(), line.candidate(model));
            }
        }
        return Collections.unmodifiableMap(all);
    }

    /** Every model, the preferred ones first and the templates last. */
    public List<Model> all() {
        return shelf.byId().values().stream().map(Candidate::model).toList();
    }

    /** What is said of a provider that is offered. */
    public Optional<Offer> offer(String provider) {
        return Optional.ofNullable(shelf.lines().get(provider)).map(Line::offer);
    }

    /** The providers that are offered, the preferred ones first. */
    public List<Offer> offers() {
        return shelf.lines().values().stream().map(Line::offer).toList();
    }

    /** What is asked when nobody says which: the first model of {@link Alias#CHAT}. */
    public Optional<Model> byDefault() {
        return resolve(Alias.CHAT.word()) instanceof Resolution.Found(var candidates)
                ? Optional.of(candidates.getFirst().model())
                : Optional.empty();
    }

    /** What answers to an alias, an id, or a name that only one provider uses. */
    public Resolution resolve(String name) {
        var now = shelf;
        var alias = Alias.find(name);
        return alias.isPresent() ? job(now, alias.get()) : model(now, name);
    }

    /** The models to try for a job, in order: those set for it, else those set for chat, else the first there is. */
    public Resolution resolve(Alias alias) {
        return job(shelf, alias);
    }

    private static Resolution job(Shelf now, Alias alias) {
        var wanted = now.jobs().getOrDefault(alias, now.jobs().getOrDefault(Alias.CHAT, List.of()));
        var found = new LinkedHashMap<String, Candidate>();
        for (var name : wanted) {
            if (wanted(now, name) instanceof Resolution.Found(var candidates)) {
                candidates.forEach(
                        candidate -> found.putIfAbsent(candidate.model().id(), candidate));
            }
        }
        if (found.isEmpty()) {
            now.byId().values().stream()
                    .filter(now::isServed)
                    .findFirst()
                    .ifPresent(first -> found.put(first.model().id(), first));
        }
        return found.isEmpty()
                ? new Resolution.Unknown(alias.word())
                : new Resolution.Found(new ArrayList<>(found.values()));
    }

    private static Resolution model(Shelf now, String name) {
        var exact = now.byId().get(name);
        if (exact != null) {
            return new Resolution.Found(List.of(exact));
        }
        var namesakes = now.byId().values().stream()
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

    /** What an entry of an alias means: an operator may also name a model of which its provider has not told us. */
    public Resolution wanted(String name) {
        return wanted(shelf, name);
    }

    private static Resolution wanted(Shelf now, String name) {
        var resolution = model(now, name);
        var slash = name.indexOf('/');
        if (resolution instanceof Resolution.Unknown && slash > 0) {
            var line = now.lines().get(name.substring(0, slash));
            var rest = name.substring(slash + 1);
            if (line != null
                    && !rest.isEmpty()
                    && line.offer().connection().dialect() != Dialect.DEMO
                    && !line.offer().disabled().contains(rest)) {
                return new Resolution.Found(List.of(line.candidate(line.offer().others().stream()
                        .filter(model -> model.name().equals(rest))
                        .findFirst()
                        .orElseGet(() -> undescribed(line.offer().connection(), rest)))));
            }
        }
        return resolution;
    }

    private static Model undescribed(Connection connection, String name) {
        var model = Model.undescribed(connection.name(), name);
        var prices = connection.prices().get(name);
        return prices == null ? model : model.with(prices);
    }
}
