package raconteur.provider.catalogue;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import raconteur.provider.ApiKey;
import raconteur.provider.BaseUrl;
import raconteur.provider.Connection;
import raconteur.provider.Dialect;
import raconteur.provider.KnownProviders;
import raconteur.provider.KnownProviders.Known;
import raconteur.provider.Model;
import raconteur.provider.Models;
import raconteur.provider.Quirks;
import raconteur.provider.Timers;

/**
 * Puts together what everybody says. What the environment says stands; then what the operator says; then the built-in
 * table; then what a provider tells of itself. This order holds for each fact by itself.
 */
record Shelf(
        List<Connection> environment,
        Predicate listed,
        List<Connection> found,
        List<ProviderRow> rows,
        List<StoredKey> keys,
        Function<StoredKey, Optional<ApiKey>> open,
        List<ModelRow> told,
        List<ModelRow> said,
        Timers timers) {
    /** Whether the environment lists the models of a provider. */
    @FunctionalInterface
    interface Predicate {
        boolean test(String provider);
    }

    /** Every provider there is a word about, the preferred ones first, the rest of the table and the demo last. */
    List<Entry> entries() {
        var names = new LinkedHashSet<String>();
        environment.stream().map(Connection::name).forEach(names::add);
        names.remove(KnownProviders.DEMO);
        rows.stream().map(ProviderRow::name).forEach(names::add);
        found.stream().map(Connection::name).forEach(names::add);
        KnownProviders.all().stream().map(Known::name).forEach(names::add);
        names.add(KnownProviders.DEMO);
        var byName = new HashMap<String, ProviderRow>();
        rows.forEach(row -> byName.put(row.name(), row));
        var toldBy = told.stream().collect(Collectors.groupingBy(ModelRow::provider));
        var saidOf = said.stream().collect(Collectors.groupingBy(ModelRow::provider));
        var entries = new ArrayList<Entry>();
        for (var name : names) {
            if (!isSomewhere(name, byName.get(name))) {
                continue; // said beside variables that are set no more
            }
            entries.add(entry(
                    name,
                    byName.get(name),
                    toldBy.getOrDefault(name, List.of()),
                    saidOf.getOrDefault(name, List.of())));
        }
        return entries;
    }

    private boolean isSomewhere(String name, @Nullable ProviderRow row) {
        return (row != null && row.base() != null)
                || KnownProviders.find(name).isPresent()
                || of(environment, name) != null
                || of(found, name) != null;
    }

    private static @Nullable Connection of(List<Connection> all, String name) {
        return all.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
    }

    private Entry entry(String name, @Nullable ProviderRow row, List<ModelRow> tells, List<ModelRow> says) {
        var known = KnownProviders.find(name).orElse(null);
        var named = of(environment, name);
        var discovered = of(found, name);
        var connection = named != null ? overlaid(named, row) : composed(name, row, known, discovered);
        var atHome = known != null && isSameHost(known.base(), connection.base());
        var stored = keys.stream().filter(key -> key.provider().equals(name)).toList();
        if (named == null) {
            connection = connection.with(opened(stored, BaseUrl.origin(connection.base())));
        }
        var source = source(row, named, discovered);
        var demo = connection.dialect() == Dialect.DEMO;
        var wanted = source == Source.ENVIRONMENT
                || source == Source.OPERATOR
                || (source == Source.BUILTIN && !connection.keys().isEmpty());
        return new Entry(
                connection,
                demo ? Source.BUILTIN : source,
                named != null || row != null,
                (row == null || row.enabled() == null) ? wanted : row.enabled(),
                atHome && connection.keys().isEmpty(),
                !demo && ((row == null || row.ownKeys() == null) ? atHome : row.ownKeys()),
                !demo && !listed.test(name),
                stored,
                models(connection, atHome, listed.test(name), tells, says),
                row == null ? 0 : row.version());
    }

    private static Source source(
            @Nullable ProviderRow row, @Nullable Connection named, @Nullable Connection discovered) {
        if (named != null) {
            return Source.ENVIRONMENT;
        }
        if (row != null && row.source() != Source.ENVIRONMENT) {
            return row.source();
        }
        return discovered != null ? Source.DISCOVERED : Source.BUILTIN;
    }

    /** A provider of the environment with what the operator says beside it: address, dialect and keys stay. */
    private Connection overlaid(Connection named, @Nullable ProviderRow row) {
        return row == null ? named : with(named, row);
    }

    private Connection composed(
            String name, @Nullable ProviderRow row, @Nullable Known known, @Nullable Connection discovered) {
        var saysDialect = row == null ? null : row.dialect();
        var saysBase = row == null ? null : row.base();
        var dialect = saysDialect != null
                ? saysDialect
                : discovered != null ? discovered.dialect() : known == null ? Dialect.OPENAI : known.dialect();
        URI base;
        if (saysBase != null) {
            base = saysBase;
        } else if (discovered != null) {
            base = discovered.base();
        } else if (known != null) {
            base = known.base();
        } else {
            throw new IllegalStateException("the provider " + name + " has no address");
        }
        var plain = new Connection(
                name,
                dialect,
                base,
                List.of(),
                known == null ? Map.of() : known.headers(),
                known == null ? KnownProviders.OPEN_MODELS : known.quirks(),
                known == null ? List.of() : known.models(),
                Map.of(),
                true,
                timers);
        return row == null ? plain : with(plain, row);
    }

    private Connection with(Connection plain, ProviderRow row) {
        var headers = new HashMap<>(plain.headers());
        var saysHeaders = row.headers();
        if (saysHeaders != null) {
            headers.putAll(saysHeaders);
        }
        Quirks quirks = row.quirks();
        var timeouts = row.timeouts();
        return new Connection(
                plain.name(),
                plain.dialect(),
                plain.base(),
                plain.keys(),
                headers,
                quirks == null ? plain.quirks() : quirks,
                plain.models(),
                plain.prices(),
                plain.asks(),
                timeouts == null ? plain.timers() : timeouts.over(timers));
    }

    private List<ApiKey> opened(List<StoredKey> stored, String origin) {
        return stored.stream()
                .filter(key -> key.origin().equals(origin))
                .flatMap(key -> open.apply(key).stream())
                .toList();
    }

    private static boolean isSameHost(URI one, URI other) {
        return BaseUrl.origin(one).equals(BaseUrl.origin(other));
    }

    private static List<Entry.Described> models(
            Connection connection, boolean atHome, boolean listed, List<ModelRow> tells, List<ModelRow> says) {
        var provider = connection.name();
        var table = new LinkedHashMap<String, Model>();
        connection.models().forEach(model -> table.put(model.name(), model));
        var isWhole = atHome && !table.isEmpty() && !listed;
        var all = new LinkedHashMap<String, Entry.Described>();
        var first = listed ? Entry.Voice.ENVIRONMENT : Entry.Voice.BUILTIN;
        if (listed || tells.isEmpty() || isWhole || connection.dialect() == Dialect.DEMO) {
            table.values().forEach(model -> all.put(model.name(), described(model, true, first)));
        }
        if (!listed) {
            for (var row : tells) {
                var known = table.get(row.name());
                var model = known == null ? row.over(Model.undescribed(provider, row.name())) : known;
                // a vendor's further models have no price until somebody names one: nobody runs up a bill by accident
                all.putIfAbsent(row.name(), described(model, !isWhole || model.prices() != null, Entry.Voice.PROVIDER));
            }
        }
        for (var row : says) {
            var known = all.get(row.name());
            if (known != null || !listed) {
                all.put(row.name(), said(row, known, provider));
            }
        }
        return all.values().stream()
                .map(one -> priced(one, connection.prices()))
                .toList();
    }

    private static Entry.Described described(Model model, boolean enabled, Entry.Voice from) {
        return new Entry.Described(model, null, enabled, from, 0);
    }

    private static Entry.Described said(ModelRow row, Entry.@Nullable Described known, String provider) {
        var enabled = row.enabled();
        if (known == null) {
            return new Entry.Described(
                    row.over(Model.undescribed(provider, row.name())),
                    row.label(),
                    enabled == null || enabled,
                    Entry.Voice.OPERATOR,
                    row.version());
        }
        return new Entry.Described(
                row.over(known.model()),
                row.label(),
                enabled == null ? known.enabled() : enabled,
                known.from(),
                row.version());
    }

    private static Entry.Described priced(Entry.Described one, Map<String, raconteur.provider.Prices> prices) {
        var named = prices.get(one.model().name());
        return named == null
                ? one
                : new Entry.Described(one.model().with(named), one.label(), one.enabled(), one.from(), one.version());
    }

    /** What of an entry may be asked for. */
    static Models.Offer offer(Entry entry) {
        var offered = new ArrayList<Model>();
        var others = new ArrayList<Model>();
        var disabled = new HashSet<String>();
        for (var one : entry.models()) {
            if (one.enabled()) {
                offered.add(one.model());
            } else if (one.version() == 0) {
                others.add(one.model());
            } else {
                disabled.add(one.model().name());
            }
        }
        return new Models.Offer(entry.connection(), offered, others, disabled, entry.keyless(), entry.ownKeys());
    }
}
