package raconteur.provider.catalogue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Ids;
import raconteur.platform.ManualTime;
import raconteur.platform.Secret;
import raconteur.platform.Settings;
import raconteur.platform.db.EveryDatabase;
import raconteur.provider.ApiKey;
import raconteur.provider.BaseUrl;
import raconteur.provider.Dialect;
import raconteur.provider.KeySeal;
import raconteur.provider.Models;
import raconteur.provider.Prices;
import raconteur.provider.Resolution;
import raconteur.provider.Timers;

/** A catalogue over a database of its own, and the operator who changes it. */
final class Desk implements AutoCloseable {
    static final ApiKey KEY = new ApiKey("sk-grace-0123456789abcdef");

    final ManualTime time = new ManualTime();
    final Speaker speaker;
    final EveryDatabase.Own own;
    private final KeySeal seal;
    private final Ids ids = new Ids(time);
    Models models;
    Catalogue catalogue;
    Changes changes;

    Desk(EveryDatabase kind, Path folder, Speaker speaker, String... settings) {
        this.speaker = speaker;
        own = kind.open(folder, time);
        seal = new KeySeal(Secret.open(
                Settings.read(folder, Map.of("RACONTEUR_SECRET_KEY", "q8fT2vLzX0pWn4Rj7sYb1KdMh6Cg9EaU"), List.of()),
                false));
        var built = build(settings);
        models = built.models();
        catalogue = built.catalogue();
        changes = built.changes();
    }

    private record Built(Models models, Catalogue catalogue, Changes changes) {}

    private Built build(String... settings) {
        var all = new HashMap<String, String>();
        for (var i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        var fresh = new Models(List.of(speaker, new Speaker(Dialect.DEMO, _ -> List.of())));
        var providers = new StoredProviders();
        var stored = new StoredModels();
        var known = new Catalogue(all, Timers.DEFAULT, own.database(), providers, stored, seal, fresh);
        return new Built(fresh, known, new Changes(known, fresh, providers, stored, seal, ids, time));
    }

    /** Another start on the same data. */
    void startAgain(String... settings) {
        var built = build(settings);
        models = built.models();
        catalogue = built.catalogue();
        changes = built.changes();
    }

    static ProviderRow said(String name, @Nullable String base, @Nullable Boolean enabled) {
        return new ProviderRow(
                name,
                Source.OPERATOR,
                null,
                base == null ? null : BaseUrl.parse(base, Dialect.OPENAI),
                null,
                null,
                null,
                enabled,
                null,
                0,
                Instant.EPOCH);
    }

    static ModelRow model(String provider, String name, @Nullable Prices prices, @Nullable Boolean enabled) {
        return new ModelRow(provider, name, null, null, null, prices, null, enabled, 0);
    }

    /** The ids that answer to a name. */
    List<String> ids(String name) {
        return models.resolve(name) instanceof Resolution.Found(var candidates)
                ? candidates.stream().map(one -> one.model().id()).toList()
                : List.of();
    }

    /** The keys that whatever answers to a name is asked with. */
    List<ApiKey> keys(String name) {
        return models.resolve(name) instanceof Resolution.Found(var candidates)
                ? candidates.getFirst().keys()
                : List.of();
    }

    List<String> offered() {
        return models.all().stream().map(raconteur.provider.Model::id).toList();
    }

    @Override
    public void close() {
        own.close();
    }
}
