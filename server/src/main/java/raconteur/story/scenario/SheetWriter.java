package raconteur.story.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Writes YAML that people like to read, and that says to {@link SheetReader} what was meant. */
final class SheetWriter {
    private static final int WIDTH = 100;

    /** Characters of a list that stands on one line. */
    private static final int ONE_LINE = 60;

    private SheetWriter() {}

    static String write(JsonNode tree) {
        var options = new DumperOptions();
        options.setAllowUnicode(true);
        options.setWidth(WIDTH);
        options.setIndent(2);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        var out = new StringWriter();
        new Yaml(options).serialize(node(tree), out);
        return out.toString();
    }

    private static Node node(JsonNode value) {
        if (value.isObject()) {
            var fields = new ArrayList<NodeTuple>();
            value.properties()
                    .forEach(field -> fields.add(new NodeTuple(text(field.getKey()), node(field.getValue()))));
            return new MappingNode(Tag.MAP, fields, FlowStyle.BLOCK);
        }
        if (value.isArray()) {
            var items = StreamSupport.stream(value.spliterator(), false)
                    .map(SheetWriter::node)
                    .toList();
            return new SequenceNode(Tag.SEQ, items, isShort(value) ? FlowStyle.FLOW : FlowStyle.BLOCK);
        }
        return value.isTextual()
                ? text(value.textValue())
                : new ScalarNode(tag(value), value.asText(), null, null, ScalarStyle.PLAIN);
    }

    private static boolean isShort(JsonNode list) {
        var length = 0;
        for (var item : list) {
            if (!item.isTextual() || item.textValue().indexOf('\n') >= 0) {
                return false;
            }
            length += item.textValue().length() + 2;
        }
        return length <= ONE_LINE;
    }

    private static Tag tag(JsonNode value) {
        return value.isBoolean()
                ? Tag.BOOL
                : value.isNull() ? Tag.NULL : value.isIntegralNumber() ? Tag.INT : Tag.FLOAT;
    }

    private static Node text(String text) {
        return new ScalarNode(Tag.STR, text, null, null, style(text));
    }

    /** Plain is what the emitter may quote; what readers of YAML disagree about is always quoted. */
    private static ScalarStyle style(String text) {
        if (text.chars().anyMatch(SheetWriter::isOdd)) {
            return ScalarStyle.DOUBLE_QUOTED;
        }
        if (text.indexOf('\n') < 0) {
            return ScalarStyle.PLAIN;
        }
        return Character.isWhitespace(text.charAt(0)) ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.LITERAL;
    }

    /** Other ends of lines than the one, tabs, marks of byte order, and whatever controls. */
    private static boolean isOdd(int sign) {
        return (Character.isISOControl(sign) && sign != '\n') || sign == 0x2028 || sign == 0x2029 || sign == 0xFEFF;
    }
}
