package raconteur.provider.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The demo's strings: what suits the name of a property, as long as it may be, in one of two languages. */
final class Words {
    private static final Map<String, String> FORMATS = Map.of(
            "date-time", "2026-01-01T00:00:0%dZ",
            "date", "2026-01-0%d",
            "time", "12:00:0%dZ",
            "duration", "PT%dM",
            "email", "demo%d@example.org",
            "hostname", "demo%d.example.org",
            "uri", "https://example.org/%d",
            "uuid", "00000000-0000-4000-8000-00000000000%d",
            "ipv4", "192.0.2.%d",
            "ipv6", "2001:db8::%d");

    /** Tried where a pattern must match. */
    private static final List<String> PATTERNED = List.of(
            "demo",
            "Demo",
            "DEMO",
            "a",
            "A",
            "1",
            "01",
            "001",
            "0001",
            "12345",
            "1.0",
            "1.0.0",
            "a1",
            "A1",
            "A-1",
            "demo-1",
            "demo_1",
            "#aabbcc",
            "#AABBCC",
            "zh",
            "en",
            "zh-CN",
            "en-US",
            "2026-01-01",
            "12:00",
            "演示",
            "0",
            "true",
            "x".repeat(8),
            "0".repeat(16),
            "a".repeat(32));

    private static final Map<String, List<String>> ZH = Map.of(
            "name", List.of("林安", "苏小满", "老周", "阿宁"),
            "title", List.of("码头的灯", "雾中的钟声", "第十一年", "满满的灯油"),
            "scene", List.of("雾从水面升起，码头的灯忽明忽暗。", "钟声响了三下，又停了。"),
            "option", List.of("走向灯塔", "留在船上", "敲响那口钟", "喊一声试试"),
            "line", List.of("“给谁点的？”“给需要的人。”", "“我看见你了。”"),
            "reason", List.of("这是演示，没有真正的理由。"),
            "other", List.of("这是演示文字，不是 AI 模型写的。", "接入模型后，这里会是它写的内容。"));

    private static final Map<String, List<String>> EN = Map.of(
            "name", List.of("Ann Light", "Sue Miller", "Old Joe", "Nell"),
            "title", List.of("The lamp at the pier", "A bell in the fog", "The eleventh year", "A jar of oil"),
            "scene",
                    List.of(
                            "Fog rises from the water; the lamp on the pier flickers.",
                            "The bell strikes three times and stops."),
            "option", List.of("Walk to the lamp", "Stay in the boat", "Ring the bell", "Call out"),
            "line", List.of("“For whom?” – “For whoever needs it.”", "“I saw you.”"),
            "reason", List.of("This is the demo and has no real reason."),
            "other",
                    List.of(
                            "This is a sample text, not written by an AI model.",
                            "Once a model is connected, its text stands here."));

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("name", "name"),
            Map.entry("player", "name"),
            Map.entry("speaker", "name"),
            Map.entry("title", "title"),
            Map.entry("tone", "title"),
            Map.entry("scene", "scene"),
            Map.entry("summary", "scene"),
            Map.entry("premise", "scene"),
            Map.entry("content", "scene"),
            Map.entry("text", "option"),
            Map.entry("option", "option"),
            Map.entry("choice", "option"),
            Map.entry("line", "line"),
            Map.entry("greeting", "line"),
            Map.entry("reason", "reason"));

    private final boolean chinese;

    Words(boolean chinese) {
        this.chinese = chinese;
    }

    String text(JsonNode schema, String name, int index) {
        var least = schema.path("minLength").asInt(0);
        var most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        var form = FORMATS.get(schema.path("format").asText());
        if (form != null) {
            return form.formatted(1 + index % 9);
        }
        var text = fitted(sample(name, index), least, most, index);
        return schema.has("pattern") ? patterned(schema.get("pattern").asText(), text, least, most) : text;
    }

    private String sample(String name, int index) {
        var samples = chinese ? ZH : EN;
        var texts = samples.getOrDefault(kind(name), samples.getOrDefault("other", List.of()));
        var text = texts.get(index % texts.size());
        var round = index / texts.size();
        return round == 0 ? text : text + (chinese ? "（" + (round + 1) + "）" : " (" + (round + 1) + ")");
    }

    private static String kind(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return KINDS.entrySet().stream()
                .filter(kind -> lower.equals(kind.getKey())
                        || lower.endsWith("_" + kind.getKey())
                        || lower.equals(kind.getKey() + "s"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("other");
    }

    /** Cut or drawn out to a length in code points; of short ones each stays different. */
    private static String fitted(String text, int least, int most, int index) {
        var whole = new StringBuilder(text);
        while (whole.codePointCount(0, whole.length()) < Math.min(least, 100_000)) {
            whole.append(text);
        }
        var length = whole.codePointCount(0, whole.length());
        if (length > most) {
            var number = index == 0 ? "" : String.valueOf(index + 1);
            var room = Math.max(0, most - number.length());
            whole.setLength(whole.offsetByCodePoints(0, room));
            return number.length() <= most ? whole + number : whole.toString();
        }
        if (length > least * 2L && least > 0 && length > 400) {
            whole.setLength(whole.offsetByCodePoints(0, least));
        }
        return whole.toString();
    }

    private static String patterned(String pattern, String text, int least, int most) {
        try {
            var wanted = Pattern.compile(pattern);
            if (wanted.matcher(text).find()) {
                return text;
            }
            for (var candidate : PATTERNED) {
                var length = candidate.codePointCount(0, candidate.length());
                if (length >= least
                        && length <= most
                        && wanted.matcher(candidate).find()) {
                    return candidate;
                }
            }
            return text;
        } catch (PatternSyntaxException _) {
            return text; // nobody can match it
        }
    }
}
