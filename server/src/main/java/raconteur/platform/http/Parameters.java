package raconteur.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request as the log may have them: names, numbers, ids and words of our own vocabulary. Of every
 * other text only the length is told, since it may be what a person said; of a secret not even that.
 *
 * @param texts whether texts may be told too, as the operator chose
 */
record Parameters(boolean texts) {
    private static final PropertyNamingStrategies.NamingBase WIRE = new PropertyNamingStrategies.SnakeCaseStrategy();
    private static final Pattern SECRET = Pattern.compile("password|token|secret|key|code|invite|authorization");
    private static final Pattern WORD = Pattern.compile("[\\w.:/@+-]{1,80}");
    /** Fields whose values come from a vocabulary, not from a person. */
    private static final Set<String> NAMES = Set.of(
            "model",
            "role",
            "dialect",
            "kind",
            "type",
            "event",
            "state",
            "format",
            "language",
            "provider",
            "limit",
            "after",
            "before",
            "cursor",
            "leaf",
            "purge",
            "from",
            "to",
            "by",
            "wait_ms",
            "session",
            "status",
            "scope");

    private static final int MOST = 24;
    private static final int DEEPEST = 3;
    private static final int LONGEST_TEXT = 200;

    /** A path with its query. */
    String address(String path, @Nullable String query) {
        var address = Redaction.line(path);
        if (query == null || query.isEmpty()) {
            return address;
        }
        var told = new ArrayList<String>();
        for (var pair : query.split("&", MOST + 1)) {
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            told.add(
                    equals < 0 || !WORD.matcher(name).matches()
                            ? "(" + pair.length() + ")"
                            : name + "=" + text(name, decoded(pair.substring(equals + 1))));
        }
        return address + "?" + Redaction.line(String.join("&", told.subList(0, Math.min(MOST, told.size()))));
    }

    /** A value that was malformed is told as it came. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return value;
        }
    }

    /** What a body was read as. */
    String body(Object body) {
        return Redaction.line(value("", body, 0));
    }

    private String value(String name, Object value, int depth) {
        return switch (value) {
            case CharSequence text -> text(name, text.toString());
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case Enum<?> word -> word.name().toLowerCase(java.util.Locale.ROOT);
            case UUID id -> id.toString();
            case Temporal moment -> moment.toString();
            case Record fields when depth < DEEPEST -> fields(fields, depth);
            case Collection<?> many -> "[" + many.size() + "]";
            case Map<?, ?> many -> "{" + many.size() + "}";
            case JsonNode json -> json.isContainerNode() ? "{" + json.size() + "}" : "(json)";
            default -> "(…)";
        };
    }

    private String text(String name, String text) {
        if (SECRET.matcher(name).find()) {
            return "***";
        }
        var isName = NAMES.contains(name) || name.equals("id") || name.endsWith("_id");
        if (isName && WORD.matcher(text).matches()) {
            return text;
        }
        return texts
                ? '"' + text.substring(0, Math.min(LONGEST_TEXT, text.length())) + '"'
                : "(" + text.codePointCount(0, text.length()) + ")";
    }

    private String fields(Record fields, int depth) {
        var told = new ArrayList<String>();
        for (var component : components(fields)) {
            var value = value(component, fields);
            if (value != null) {
                var name = WIRE.translate(component.getName());
                told.add(name + ": " + value(name, value, depth + 1));
            }
        }
        return "{" + String.join(", ", told) + "}";
    }

    private static List<RecordComponent> components(Record fields) {
        var all = List.of(fields.getClass().getRecordComponents());
        return all.subList(0, Math.min(MOST, all.size()));
    }

    private static @Nullable Object value(RecordComponent component, Record fields) {
        var accessor = component.getAccessor();
        try {
            accessor.setAccessible(true);
            return accessor.invoke(fields);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            return "(" + failure.getClass().getSimpleName() + ")";
        }
    }
}
