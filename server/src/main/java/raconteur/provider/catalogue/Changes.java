package raconteur.provider.catalogue;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.provider.Alias;
import raconteur.provider.ApiKey;
import raconteur.provider.BaseUrl;
import raconteur.provider.KeySeal;
import raconteur.provider.Models;
import raconteur.provider.Resolution;

/**
 * What operators change of providers, models and aliases. Each change is in force when the call returns. What the
 * environment names cannot be changed here; the refusal says which variable to change. Thread-safe.
 */
@Singleton
public final class Changes {
    private static final int MOST_PROVIDERS = 200;
    private static final int MOST_KEYS = 50;
    private static final int MOST_SAID = 2_000;

    private final Catalogue catalogue;
    private final Models offered;
    private final StoredProviders providers;
    private final StoredModels models;
    private final KeySeal seal;
    private final Ids ids;
    private final InstantSource time;

    Changes(
            Catalogue catalogue,
            Models offered,
            StoredProviders providers,
            StoredModels models,
            KeySeal seal,
            Ids ids,
            InstantSource time) {
        this.catalogue = catalogue;
        this.offered = offered;
        this.providers = providers;
        this.models = models;
        this.seal = seal;
        this.ids = ids;
        this.time = time;
    }

    /** Adds a provider, with a key where one is given; {@link Code#CONFLICT} when there is one of that name. */
    public Entry add(ProviderRow said, List<ApiKey> keys) {
        var name = said.name();
        var known = catalogue.find(name);
        if (known.filter(Entry::setUp).isPresent() || Catalogue.isDemo(name)) {
            throw new Refusal(
                    Code.CONFLICT, new Text("There is a provider of that name: change it instead.", "已有同名的提供方，请修改它。"));
        }
        if (said.base() == null && known.isEmpty()) {
            throw Refusal.invalid(
                    "base_url", "is missing: nothing is known of a provider of this name", "缺失：没有该名称的内置提供方");
        }
        catalogue.change(tx -> {
            if (known.isEmpty()) {
                providers.delete(tx, name); // said beside variables that are set no more
            }
            if (providers.all(tx).size() >= MOST_PROVIDERS || !providers.insert(tx, complete(said))) {
                throw new Refusal(Code.CONFLICT);
            }
            return name;
        });
        keys.forEach(key -> addKey(name, key));
        return catalogue.entry(name);
    }

    /** Changes what is said of a provider; {@link Code#VERSION_CONFLICT} when it moved on since this version. */
    public Entry change(ProviderRow said, @Nullable Integer version) {
        var name = said.name();
        var entry = changeable(name);
        if (entry.source() == Source.ENVIRONMENT && (said.base() != null || said.dialect() != null)) {
            throw fixed(name, "its address and dialect are those of its variables", "其地址与方言由环境变量决定");
        }
        catalogue.change(tx -> {
            var row = providers.find(tx, name);
            int seen = row.map(ProviderRow::version).orElse(0);
            int meant = version == null ? seen : version;
            var changed = said(row, entry).with(said);
            if (meant != seen || !(row.isEmpty() ? providers.insert(tx, changed) : providers.update(tx, changed))) {
                throw new Refusal(Code.VERSION_CONFLICT).with("version", seen);
            }
            return name;
        });
        return catalogue.entry(name);
    }

    /** Forgets what was said of a provider, with its keys; what the environment or the table says of it stays. */
    public void remove(String name) {
        var entry = changeable(name);
        if (entry.version() == 0) {
            throw entry.source() == Source.ENVIRONMENT
                    ? fixed(name, "to remove it, remove its variables", "要移除它，请删除其环境变量")
                    : new Refusal(Code.NOT_FOUND);
        }
        var aliases = catalogue.fixedTo(name);
        if (entry.source() != Source.ENVIRONMENT && !aliases.isEmpty()) {
            var variable = aliases.getFirst().variable();
            throw new Refusal(
                    Code.CONFLICT,
                    new Text(variable + " names a model of it: change that first.", variable + " 指定了它的模型，请先修改该变量。"));
        }
        catalogue.change(tx -> {
            if (entry.source() != Source.ENVIRONMENT) {
                models.forget(tx, name);
            }
            return providers.delete(tx, name);
        });
    }

    /** Adds a key to the pool of a provider. It is sealed for the provider's present address. */
    public Entry addKey(String name, ApiKey key) {
        var entry = withOwnPool(name);
        if (entry.keys().size() >= MOST_KEYS) {
            throw new Refusal(Code.CONFLICT, new Text("It has " + MOST_KEYS + " keys already.", "密钥数量已达上限。"));
        }
        var id = ids.next();
        var origin = BaseUrl.origin(entry.connection().base());
        var sealed = seal.seal(StoredKey.purpose(name, id, origin), key);
        catalogue.change(tx -> {
            if (providers.find(tx, name).isEmpty()) {
                providers.insert(tx, said(Optional.empty(), entry));
            }
            providers.insert(tx, new StoredKey(id, name, sealed, key.lastFour(), origin, Catalogue.moment(time)));
            return id;
        });
        return catalogue.entry(name);
    }

    /** Forgets a key. */
    public void removeKey(String name, UUID id) {
        withOwnPool(name);
        catalogue.change(tx -> {
            if (!providers.deleteKey(tx, name, id)) {
                throw new Refusal(Code.NOT_FOUND);
            }
            return id;
        });
    }

    /** Changes what is said of a model; one that nobody has told of is added. */
    public Entry.Described change(ModelRow said, @Nullable Integer version) {
        changeable(said.provider());
        catalogue.change(tx -> {
            var row = models.find(tx, said.provider(), said.name());
            int seen = row.map(ModelRow::version).orElse(0);
            if (row.isEmpty() && models.said(tx).size() >= MOST_SAID) {
                throw new Refusal(Code.CONFLICT);
            }
            var changed = next(row.orElse(said).with(said), (version == null ? seen : version) + 1);
            if (changed.version() != seen + 1 || !models.say(tx, changed)) {
                throw new Refusal(Code.VERSION_CONFLICT).with("version", seen);
            }
            return seen;
        });
        return model(said.provider(), said.name());
    }

    /** Forgets what was said of a model. */
    public void forget(String provider, String name) {
        catalogue.change(tx -> {
            if (!models.unsay(tx, provider, name)) {
                throw new Refusal(Code.NOT_FOUND);
            }
            return name;
        });
    }

    /** A model; {@link Code#NOT_FOUND} when its provider does not offer it. */
    public Entry.Described model(String provider, String name) {
        return catalogue.entry(provider).models().stream()
                .filter(one -> one.model().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    /** Chooses the models of an alias, in order; none leaves the choice to the server. */
    public Catalogue.Job put(Alias alias, List<String> wanted, @Nullable Integer version) {
        if (catalogue.job(alias).chooser() == Catalogue.Chooser.ENVIRONMENT) {
            throw new Refusal(
                    Code.CONFLICT,
                    new Text(
                            alias.variable() + " chooses it: change that variable and restart.",
                            "由 " + alias.variable() + " 指定：请修改该变量并重启。"));
        }
        for (var at = 0; at < wanted.size(); at++) {
            requireModel("models[" + at + "]", wanted.get(at));
        }
        catalogue.change(tx -> {
            var seen = seen(tx, alias);
            var row = new StoredModels.AliasRow(alias, wanted, (version == null ? seen : version) + 1);
            if (row.version() != seen + 1 || !models.put(tx, row)) {
                throw new Refusal(Code.VERSION_CONFLICT).with("version", seen);
            }
            return seen;
        });
        return catalogue.job(alias);
    }

    private int seen(Handle tx, Alias alias) {
        return models.aliases(tx).stream()
                .filter(row -> row.alias() == alias)
                .mapToInt(StoredModels.AliasRow::version)
                .findFirst()
                .orElse(0);
    }

    private void requireModel(String field, String name) {
        switch (offered.wanted(name)) {
            case Resolution.Found _ -> {}
            case Resolution.Unknown _ -> throw Refusal.invalid(field, "no model goes by that name", "没有该名称的模型");
            case Resolution.Ambiguous(var _, var options) ->
                throw Refusal.invalid(
                        field,
                        "several providers offer it: say one of " + String.join(", ", options),
                        "多个提供方都有该模型，请指明：" + String.join("、", options));
        }
    }

    private Entry changeable(String name) {
        if (Catalogue.isDemo(name)) {
            throw new Refusal(Code.CONFLICT, new Text("The demo stays as it is.", "演示提供方不可更改。"));
        }
        return catalogue.entry(name);
    }

    private Entry withOwnPool(String name) {
        var entry = changeable(name);
        if (entry.source() == Source.ENVIRONMENT) {
            throw fixed(name, "its keys are those of its variables", "其密钥由环境变量决定");
        }
        return entry;
    }

    private static Refusal fixed(String name, String en, String zh) {
        return new Refusal(
                Code.CONFLICT,
                new Text(
                        "The provider " + name + " comes from the environment: " + en + ".",
                        "提供方 " + name + " 来自环境变量：" + zh + "。"));
    }

    /** What was said so far; of a server found on this machine also where it was found. */
    private ProviderRow said(Optional<ProviderRow> row, Entry entry) {
        return row.orElseGet(() -> {
            var found = entry.source() == Source.DISCOVERED;
            return new ProviderRow(
                    entry.name(),
                    entry.source(),
                    found ? entry.connection().dialect() : null,
                    found ? entry.connection().base() : null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    0,
                    Catalogue.moment(time));
        });
    }

    private ProviderRow complete(ProviderRow said) {
        return new ProviderRow(
                said.name(),
                Source.OPERATOR,
                said.dialect(),
                said.base(),
                said.headers(),
                said.quirks(),
                said.timeouts(),
                said.enabled(),
                said.ownKeys(),
                0,
                Catalogue.moment(time));
    }

    private static ModelRow next(ModelRow row, int version) {
        return new ModelRow(
                row.provider(),
                row.name(),
                row.label(),
                row.contextTokens(),
                row.maxOutputTokens(),
                row.prices(),
                row.abilities(),
                row.enabled(),
                version);
    }
}
