package raconteur.story.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.events.StreamStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML from strangers: one document of mappings, lists and scalars, and nothing else. No tags, so nothing is ever
 * constructed; no anchors and aliases, so nothing grows; depth, length and the number of things are bounded. Only what
 * JSON would write so is a number, true, false or null: {@code no} is a text. For one text.
 */
final class SheetReader {
    /** UTF-16 units of a text at most. */
    static final int LONGEST = 1 << 18;

    private static final int DEEPEST = 32;
    private static final int MOST = 20_000;
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern BROKEN = Pattern.compile("-?(0|[1-9][0-9]{0,17})\\.[0-9]{1,18}");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ParserImpl events;
    private final Map<String, Integer> lines = new HashMap<>();
    private int count;

    private SheetReader(String text) {
        this.events = new ParserImpl(new StreamReader(text), new LoaderOptions());
    }

    static Sheet read(String text) throws Unreadable {
        if (text.length() > LONGEST) {
            throw new Unreadable(null, "a scenario has at most " + LONGEST + " characters", "剧本最多 " + LONGEST + " 个字符");
        }
        try {
            return new SheetReader(text.startsWith("\uFEFF") ? text.substring(1) : text).document();
        } catch (MarkedYAMLException broken) {
            var mark = broken.getProblemMark() == null ? broken.getContextMark() : broken.getProblemMark();
            throw malformed(mark == null ? null : mark.getLine() + 1, broken.getProblem());
        } catch (YAMLException broken) {
            throw malformed(null, "there are characters in it that no text has");
        }
    }

    private static Unreadable malformed(@Nullable Integer line, String problem) {
        return new Unreadable(line, "this is no well-formed YAML: " + problem, "YAML 格式有误：" + problem);
    }

    private Sheet document() throws Unreadable {
        take(StreamStartEvent.class);
        if (!(events.getEvent() instanceof DocumentStartEvent)) {
            throw new Unreadable(1, "there is nothing in it", "内容为空");
        }
        var tree = value(next(), "", 1);
        events.getEvent(); // the end of the document
        var after = next();
        if (!(after instanceof StreamEndEvent)) {
            throw new Unreadable(line(after), "there is more than one document in it", "包含多个文档");
        }
        return new Sheet(tree, lines);
    }

    private void take(Class<? extends Event> type) {
        if (!type.isInstance(events.getEvent())) {
            throw new IllegalStateException("a parser that does not begin at the beginning");
        }
    }

    private Event next() throws Unreadable {
        var event = events.getEvent();
        if (++count > MOST) {
            throw new Unreadable(line(event), "there are too many things in it", "条目过多");
        }
        return event;
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }

    private JsonNode value(Event event, String path, int depth) throws Unreadable {
        if (depth > DEEPEST) {
            throw new Unreadable(line(event), "it is nested too deeply", "嵌套过深");
        }
        if (event instanceof AliasEvent || (event instanceof NodeEvent node && node.getAnchor() != null)) {
            throw new Unreadable(line(event), "anchors and aliases are not taken", "不接受锚点和别名");
        }
        lines.putIfAbsent(path, line(event));
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent list -> {
                untagged(list.getTag(), event);
                yield list(path, depth);
            }
            case MappingStartEvent object -> {
                untagged(object.getTag(), event);
                yield object(path, depth);
            }
            default -> throw new Unreadable(line(event), "something is missing", "内容缺失");
        };
    }

    private static void untagged(@Nullable String tag, Event event) throws Unreadable {
        if (tag != null) {
            throw new Unreadable(line(event), "tags are not taken", "不接受类型标签");
        }
    }

    private JsonNode list(String path, int depth) throws Unreadable {
        var list = JSON.arrayNode();
        for (var event = next(); !(event instanceof SequenceEndEvent); event = next()) {
            list.add(value(event, Sheet.path(path, list.size()), depth + 1));
        }
        return list;
    }

    private JsonNode object(String path, int depth) throws Unreadable {
        var object = JSON.objectNode();
        for (var event = next(); !(event instanceof MappingEndEvent); event = next()) {
            if (!(event instanceof ScalarEvent key) || key.getAnchor() != null || key.getTag() != null) {
                throw new Unreadable(line(event), "the name of a field must be plain text", "字段名须为普通文本");
            }
            var name = clean(key);
            var at = Sheet.path(path, name);
            lines.put(at, line(event));
            if (object.has(name)) {
                throw new Unreadable(line(event), "“" + name + "” stands there twice", "“" + name + "”重复出现");
            }
            object.set(name, value(next(), at, depth + 1));
        }
        return object;
    }

    private static JsonNode scalar(ScalarEvent scalar) throws Unreadable {
        untagged(scalar.getTag(), scalar);
        var text = clean(scalar);
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return JSON.textNode(text);
        }
        return switch (text) {
            case "", "~", "null" -> JSON.nullNode();
            case "true" -> JSON.booleanNode(true);
            case "false" -> JSON.booleanNode(false);
            default ->
                WHOLE.matcher(text).matches()
                        ? whole(Long.parseLong(text))
                        : BROKEN.matcher(text).matches() ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
        };
    }

    private static JsonNode whole(long number) {
        return number == (int) number ? JSON.numberNode((int) number) : JSON.numberNode(number);
    }

    private static String clean(ScalarEvent scalar) throws Unreadable {
        var text = scalar.getValue();
        if (!isClean(text)) {
            throw new Unreadable(line(scalar), "there are characters in it that no text has", "包含无效字符");
        }
        return text;
    }

    /** Whether a text has neither NUL characters nor lone surrogates, which can neither be stored nor sent on. */
    static boolean isClean(String text) {
        return text.indexOf(0) < 0
                && text.codePoints()
                        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
