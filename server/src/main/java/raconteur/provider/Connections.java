package raconteur.provider;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import raconteur.provider.KnownProviders.Known;

/**
 * Reads providers from settings: {@code RACONTEUR_PROVIDER_<NAME>_BASE_URL}, {@code _API_KEY}, {@code _MODELS},
 * {@code _DIALECT}, {@code _PRICES}, and the names that vendors' own programs use, such as {@code DEEPSEEK_API_KEY}.
 * Several keys of one provider are separated by commas.
 */
public final class Connections {
    private static final Pattern OURS =
            Pattern.compile("RACONTEUR_PROVIDER_([A-Z0-9]+(?:_[A-Z0-9]+)*)_(BASE_URL|API_KEY|MODELS|DIALECT|PRICES)");
    private static final int LONGEST_NAME = 256;

    private final Map<String, String> settings;
    private final Timers timers;

    private Connections(Map<String, String> settings, Timers timers) {
        this.settings = settings;
        this.timers = timers;
    }

    /**
     * The connections that are set up, in the order in which they are preferred: those named by the operator, those
     * with only a key, and the templates last.
     *
     * @throws IllegalArgumentException if a value cannot be; the sentence names its variable
     */
    public static List<Connection> read(Map<String, String> settings, Timers timers) {
        var connections = new Connections(settings, timers);
        var found = new ArrayList<Connection>();
        for (var name : connections.names()) {
            found.add(connections.connection(name));
        }
        found.add(demo(timers));
        return List.copyOf(found);
    }

    private static Connection demo(Timers timers) {
        return new Connection(
                KnownProviders.DEMO,
                Dialect.DEMO,
                URI.create("demo:templates"),
                List.of(),
                Map.of(),
                Quirks.NONE,
                List.of(KnownProviders.TEMPLATES),
                Map.of(),
                false,
                timers);
    }

    /** The models that the settings choose for jobs, in order; aliases of which nothing is said are left out. */
    public static Map<Alias, List<String>> jobs(Map<String, String> settings) {
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

    /** Whether the settings list the models of a provider: then it offers these and no others. */
    public static boolean listsModels(Map<String, String> settings, String name) {
        return !settings.getOrDefault(variable(name, "_MODELS"), "").isBlank();
    }

    /** A value and the variable it came from. */
    private record Setting(String variable, String value) {}

    private Set<String> names() {
        var named = new TreeSet<String>();
        for (var variable : settings.keySet()) {
            var parts = OURS.matcher(variable);
            if (parts.matches() && set(variable) != null) {
                named.add(parts.group(1).toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
        if (named.contains(KnownProviders.DEMO)) {
            throw new IllegalArgumentException("RACONTEUR_PROVIDER_DEMO_… cannot be set: the name demo is taken.");
        }
        var all = new LinkedHashSet<String>(named);
        for (var known : KnownProviders.all()) {
            if (seed(known, "_API_KEY") != null) {
                all.add(known.name());
            }
        }
        return all;
    }

    private Connection connection(String name) {
        var known = KnownProviders.find(name).orElse(null);
        var dialect = dialect(name, known);
        var base = base(name, known, dialect);
        var prices = prices(name);
        var listed = models(name, known);
        var elsewhere = known == null || !base.getHost().equals(known.base().getHost());
        checkPriced(name, prices, listed);
        var models = new ArrayList<Model>();
        for (var model : listed.isEmpty() && known != null ? known.models() : listed) {
            models.add(prices.containsKey(model.name()) ? model.with(prices.get(model.name())) : model);
        }
        return new Connection(
                name,
                dialect,
                base,
                keys(name, known),
                known == null ? Map.of() : known.headers(),
                known == null ? KnownProviders.OPEN_MODELS : known.quirks(),
                models,
                prices,
                // a known name at another address offers what that server offers, once it has said so
                listed.isEmpty() && (models.isEmpty() || elsewhere),
                timers);
    }

    private Dialect dialect(String name, @Nullable Known known) {
        var setting = ours(name, "_DIALECT");
        if (setting == null) {
            return known == null ? Dialect.OPENAI : known.dialect();
        }
        return Dialect.find(setting.value().toLowerCase(Locale.ROOT))
                .filter(dialect -> dialect != Dialect.DEMO)
                .orElseThrow(() -> bad(setting, "takes openai, anthropic or ollama", null));
    }

    private URI base(String name, @Nullable Known known, Dialect dialect) {
        var setting = first(ours(name, "_BASE_URL"), seed(known, "_BASE_URL"), seed(known, "_API_BASE"));
        if (setting == null) {
            if (known == null) {
                throw new IllegalArgumentException(variable(name, "_BASE_URL")
                        + " is missing: other settings of the provider '" + name + "' are there.");
            }
            return known.base();
        }
        try {
            var base = BaseUrl.parse(setting.value(), dialect);
            var usual = known == null ? null : known.base();
            // api.deepseek.com and api.deepseek.com/v1 are the same place
            return usual != null && base.toString().equals(usual + "/v1") ? usual : base;
        } catch (IllegalArgumentException wrong) {
            throw bad(setting, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private List<ApiKey> keys(String name, @Nullable Known known) {
        var setting = first(ours(name, "_API_KEY"), seed(known, "_API_KEY"));
        if (setting == null) {
            return List.of();
        }
        try {
            // several keys share the load
            return Arrays.stream(setting.value().split(",", -1))
                    .map(String::strip)
                    .filter(key -> !key.isEmpty())
                    .distinct()
                    .map(ApiKey::new)
                    .toList();
        } catch (IllegalArgumentException wrong) {
            throw bad(setting, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private List<Model> models(String name, @Nullable Known known) {
        var setting = ours(name, "_MODELS");
        if (setting == null) {
            return List.of();
        }
        var models = new LinkedHashMap<String, Model>();
        for (var entry : setting.value().split(",", -1)) {
            var model = entry.strip();
            if (model.length() > LONGEST_NAME || model.chars().anyMatch(Character::isISOControl)) {
                throw bad(setting, "holds a name that no model can have", null);
            }
            if (!model.isEmpty()) {
                models.put(model, described(name, model, known));
            }
        }
        return List.copyOf(models.values());
    }

    private static Model described(String provider, String name, @Nullable Known known) {
        if (known != null) {
            for (var model : known.models()) {
                if (model.name().equals(name)) {
                    return model;
                }
            }
        }
        return Model.undescribed(provider, name);
    }

    private Map<String, Prices> prices(String name) {
        var setting = ours(name, "_PRICES");
        if (setting == null) {
            return Map.of();
        }
        var prices = new LinkedHashMap<String, Prices>();
        for (var entry : setting.value().split(",", -1)) {
            // names may hold '=' themselves, prices never do
            var equals = entry.lastIndexOf('=');
            if (entry.isBlank()) {
                continue;
            }
            if (equals <= 0) {
                throw bad(setting, "takes entries such as model=0.5/1.5", null);
            }
            try {
                prices.put(entry.substring(0, equals).strip(), Prices.parse(entry.substring(equals + 1)));
            } catch (IllegalArgumentException wrong) {
                throw bad(setting, String.valueOf(wrong.getMessage()), wrong);
            }
        }
        return prices;
    }

    private void checkPriced(String name, Map<String, Prices> prices, List<Model> listed) {
        var setting = ours(name, "_PRICES");
        for (var priced : prices.keySet()) {
            if (setting != null
                    && !listed.isEmpty()
                    && listed.stream().noneMatch(model -> model.name().equals(priced))) {
                throw bad(
                        setting,
                        "names the model '" + priced + "', which " + variable(name, "_MODELS") + " does not",
                        null);
            }
        }
    }

    private static IllegalArgumentException bad(Setting setting, String why, @Nullable Exception cause) {
        return new IllegalArgumentException(setting.variable() + " " + sentence(why), cause);
    }

    private static String sentence(String why) {
        return (why.startsWith("takes") || why.startsWith("names") || why.startsWith("holds")
                        ? why
                        : "cannot be used: " + why)
                + ".";
    }

    private @Nullable Setting ours(String name, String suffix) {
        var variable = variable(name, suffix);
        var value = set(variable);
        return value == null ? null : new Setting(variable, value);
    }

    private @Nullable Setting seed(@Nullable Known known, String suffix) {
        if (known != null) {
            for (var prefix : known.variables()) {
                var value = set(prefix + suffix);
                if (value != null) {
                    return new Setting(prefix + suffix, value);
                }
            }
        }
        return null;
    }

    private static @Nullable Setting first(@Nullable Setting... settings) {
        for (var setting : settings) {
            if (setting != null) {
                return setting;
            }
        }
        return null;
    }

    /** The value, or null: container files often pass settings on that are empty. */
    private @Nullable String set(String variable) {
        var value = settings.get(variable);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static String variable(String name, String suffix) {
        return "RACONTEUR_PROVIDER_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + suffix;
    }
}
