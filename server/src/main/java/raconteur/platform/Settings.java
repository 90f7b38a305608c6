package raconteur.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has set, weakest first: defaults, {@code .env}, environment (also {@code …_FILE}), command line
 * ({@code --session-token-life 2h}). Read once at the start; immutable.
 */
public final class Settings {
    /** A setting that cannot be: the sentence names it and what to do. The server does not start. */
    public static final class Unusable extends RuntimeException {
        public Unusable(String message) {
            super(message);
        }
    }

    private static final int LAST_PORT = 65535;
    private static final String PREFIX = "RACONTEUR_";
    private static final Pattern OPEN_NAMES = Pattern.compile(
            "RACONTEUR_(PROVIDER_[A-Z0-9]+(_[A-Z0-9]+)*_(BASE_URL|API_KEY|MODELS|DIALECT|PRICES)|MODEL_(CHAT|FAST|STORY|MEMORY|JUDGE))");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)?");

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads every source and checks every value.
     *
     * @param folder where a {@code .env} may lie
     * @throws Unusable if a name is unknown or a value is not of its kind
     */
    public static Settings read(Path folder, Map<String, String> environment, List<String> commandLine) {
        var values = new TreeMap<String, String>();
        values.putAll(dotEnv(folder.resolve(".env")));
        values.putAll(environment);
        values.putAll(options(commandLine));
        readSecretFiles(values);
        var settings = new Settings(Map.copyOf(values));
        settings.check();
        return settings;
    }

    /** The value, or nothing when it is blank. */
    public @Nullable String find(Setting setting) {
        var value = values.getOrDefault(setting.variable(), "");
        var chosen = value.isBlank() ? setting.fallback() : value.trim();
        return chosen.isEmpty() ? null : chosen;
    }

    /** The value as text, empty when nothing is set. */
    public String text(Setting setting) {
        var value = find(setting);
        return value == null ? "" : value;
    }

    public int number(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    /** The span of time; zero switches the limit off. */
    public Duration duration(Setting setting) {
        return span(text(setting));
    }

    public boolean flag(Setting setting) {
        return Boolean.parseBoolean(text(setting));
    }

    public Money money(Setting setting) {
        return Money.parse(text(setting));
    }

    /** The comma-separated entries. */
    public List<String> list(Setting setting) {
        return List.of(text(setting).split(",")).stream()
                .map(String::trim)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** Everything that was set by any source, by variable: for names with a part of the operator's choosing. */
    public Map<String, String> all() {
        return values;
    }

    /** Settings that were set although the feature that reads them is not built yet. */
    public List<Setting> waiting() {
        return List.of(Setting.values()).stream()
                .filter(setting -> !setting.waitsFor().isEmpty() && values.containsKey(setting.variable()))
                .toList();
    }

    private void check() {
        for (var name : values.keySet()) {
            if (name.startsWith(PREFIX)
                    && !known(name)
                    && !OPEN_NAMES.matcher(name).matches()) {
                throw new Unusable("There is no setting " + name + ". The nearest is " + Nearest.to(name) + ".");
            }
        }
        for (var setting : Setting.values()) {
            checkValue(setting, text(setting));
        }
    }

    private static void checkValue(Setting setting, String value) {
        try {
            switch (setting.kind()) {
                case NUMBER -> {
                    if (Integer.parseInt(value) < 0) {
                        throw new IllegalArgumentException("negative");
                    }
                }
                case PORT -> {
                    if (Integer.parseInt(value) < 0 || Integer.parseInt(value) > LAST_PORT) {
                        throw new IllegalArgumentException("no port");
                    }
                }
                case ZONE -> ZoneId.of(value);
                case ADDRESS -> requireWeb(value);
                case DURATION -> span(value);
                case MONEY -> Money.parse(value);
                case FLAG -> {
                    if (!List.of("true", "false").contains(value)) {
                        throw new IllegalArgumentException("neither true nor false");
                    }
                }
                case CHOICE -> {
                    if (!setting.choices().contains(value)) {
                        throw new IllegalArgumentException("not offered");
                    }
                }
                case TEXT, SECRET, LIST -> {}
            }
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new Unusable("%s is '%s', but takes %s.".formatted(setting.variable(), value, takes(setting)));
        }
    }

    private static String takes(Setting setting) {
        return switch (setting.kind()) {
            case NUMBER -> "a whole number such as " + setting.fallback();
            case PORT -> "a number from 0 to " + LAST_PORT;
            case ZONE -> "a time zone such as UTC or Asia/Shanghai";
            case ADDRESS -> "an address such as https://chat.example.org";
            case DURATION -> "a span of time such as 500ms, 30s or 24h (0 switches it off)";
            case MONEY -> "an amount such as " + setting.fallback();
            case FLAG -> "true or false";
            case CHOICE -> "one of " + String.join(", ", setting.choices());
            case TEXT, SECRET, LIST -> "text";
        };
    }

    private static void requireWeb(String text) {
        if (!text.isEmpty()) {
            var address = URI.create(text);
            if (!List.of("http", "https").contains(String.valueOf(address.getScheme())) || address.getHost() == null) {
                throw new IllegalArgumentException(text);
            }
        }
    }

    private static Duration span(String text) {
        var parts = SPAN.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        var amount = Long.parseLong(parts.group(1));
        var unit = parts.group(2);
        if (unit == null) {
            if (amount != 0) {
                throw new IllegalArgumentException(text);
            }
            return Duration.ZERO;
        }
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static boolean known(String name) {
        return List.of(Setting.values()).stream()
                .anyMatch(setting -> setting.variable().equals(name));
    }

    private static Map<String, String> dotEnv(Path file) {
        var found = new TreeMap<String, String>();
        if (!Files.isRegularFile(file)) {
            return found;
        }
        try {
            for (var line : Files.readAllLines(file)) {
                var entry = line.strip();
                if (entry.startsWith("export ")) {
                    entry = entry.substring("export ".length()).strip();
                }
                var equals = entry.indexOf('=');
                if (equals > 0 && !entry.startsWith("#")) {
                    found.put(entry.substring(0, equals).strip(), unquoted(entry.substring(equals + 1)));
                }
            }
        } catch (IOException unreadable) {
            throw new Unusable("The file .env cannot be read: " + unreadable.getMessage());
        }
        return found;
    }

    private static String unquoted(String raw) {
        var value = raw.strip();
        if (value.length() >= 2 && (value.startsWith("\"") || value.startsWith("'"))) {
            var end = value.indexOf(value.charAt(0), 1);
            return end > 0 ? value.substring(1, end) : value;
        }
        var comment = value.indexOf(" #");
        return comment < 0 ? value : value.substring(0, comment).strip();
    }

    private static Map<String, String> options(List<String> commandLine) {
        var found = new TreeMap<String, String>();
        var words = new ArrayList<>(commandLine);
        while (!words.isEmpty()) {
            var word = words.removeFirst();
            if (!word.startsWith("--")) {
                throw new Unusable("'" + word + "' is not understood; settings look like --port 9000.");
            }
            var equals = word.indexOf('=');
            var name = equals < 0 ? word.substring(2) : word.substring(2, equals);
            if (equals < 0 && words.isEmpty()) {
                throw new Unusable("--" + name + " has no value.");
            }
            var value = equals < 0 ? words.removeFirst() : word.substring(equals + 1);
            found.put(PREFIX + name.replace('-', '_').toUpperCase(Locale.ROOT), value);
        }
        return found;
    }

    private static void readSecretFiles(Map<String, String> values) {
        for (var name : List.copyOf(values.keySet())) {
            var target = name.endsWith("_FILE") ? name.substring(0, name.length() - "_FILE".length()) : "";
            var ours = known(target) || OPEN_NAMES.matcher(target).matches() || target.endsWith("_API_KEY");
            if (ours) {
                try {
                    values.put(
                            target, Files.readString(Path.of(values.get(name))).strip());
                } catch (IOException unreadable) {
                    throw new Unusable(name + " names a file that cannot be read: " + unreadable.getMessage());
                }
                values.remove(name);
            }
        }
    }
}
