package raconteur.bench.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** A second, simple reading of the constraints, which shares no code with the first. */
public final class Oracle {
    private static final String FROM = "撲點數規則賭場門аеорсухіԁһкмтвАВЕКМНОРСТХІαειορτυνκςΑΒΕΗΙΚΜΝΟΡΤΧ";
    private static final String TO = "扑点数规则赌场门aeopcyxidhkmtvABEKMHOPCTXIaeioptuvkcABEHIKMNOPTX";

    private final Limits limits;
    private final List<String> found = new ArrayList<>();

    private Oracle(Limits limits) {
        this.limits = limits;
    }

    /** What in an answer breaks the limits; nothing when it keeps to them. */
    public static List<String> violations(Limits limits, JsonNode payload) {
        var oracle = new Oracle(limits);
        oracle.walk("", payload);
        oracle.joined(payload.path("opening"), "scene", "npc_line");
        oracle.joined(payload.path("scene"), "summary", "npc_line");
        oracle.joined(payload.path("epilogue"), "scene", "closing_line");
        oracle.options(payload.path("options"));
        if (payload.has("content")) {
            oracle.length("/content", payload.path("content").asText(), 500, 900);
        }
        return oracle.found;
    }

    private void walk(String path, JsonNode node) {
        if (path.equals("/meta")
                || path.equals("/routing")
                || path.endsWith("/world_seed")
                || path.endsWith("/event_type")
                || path.endsWith("/failure_level")) {
            return;
        }
        if (node.isTextual()) {
            text(path, node.textValue());
        } else if (node.isArray()) {
            for (var at = 0; at < node.size(); at++) {
                walk(path + "/" + at, node.get(at));
            }
        } else {
            node.properties().forEach(entry -> walk(path + "/" + entry.getKey(), entry.getValue()));
        }
    }

    private void text(String path, String text) {
        if (path.endsWith("scene") || path.equals("/scene/summary") || path.endsWith("_line")) {
            length(path, text, 1, limits.maxCharsScene());
        }
        if (path.contains("options") || path.endsWith("selected_option_text") || path.endsWith("choice_text")) {
            length(path, text, 1, limits.maxCharsOption());
        }
        if (text.isBlank()) {
            found.add(path + " is empty");
        }
        if (text.codePoints()
                .anyMatch(point -> (point < 32 && point != '\n')
                        || (point >= 0x202A && point <= 0x202E)
                        || (point >= 0xD800 && point <= 0xDFFF)
                        || point == 0x200B)) {
            found.add(path + " holds what is not seen");
        }
        terms(path, text);
        language(path, text);
    }

    private void length(String path, String text, int least, int most) {
        var length = text.codePoints().count();
        if (length < least || length > most) {
            found.add(path + " has " + length + " characters");
        }
    }

    private void terms(String path, String text) {
        var plain = simple(text);
        for (var term : limits.forbiddenTerms()) {
            var hers = simple(term);
            if (plain.contains(hers) || text.contains(term)) {
                found.add(path + " holds " + term + ": " + text);
            } else if (hers.codePoints().allMatch(point -> point >= 0x4E00 && point <= 0x9FFF)
                    && plain.replaceAll("[\\s.·_*~-]", "").contains(hers)) {
                found.add(path + " holds " + term + " spaced out: " + text);
            }
        }
    }

    private static String simple(String text) {
        var bare = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("[\\p{Mn}\\p{Me}\\p{Cf}]", "");
        var out = new StringBuilder();
        bare.chars().forEach(one -> out.append(FROM.indexOf(one) < 0 ? (char) one : TO.charAt(FROM.indexOf(one))));
        return out.toString().toLowerCase(Locale.ROOT);
    }

    private void language(String path, String text) {
        var han = text.codePoints()
                .filter(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN)
                .count();
        var letters = text.codePoints().filter(Character::isLetter).count();
        var latin = text.codePoints()
                .filter(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.LATIN)
                .count();
        var chinese = limits.language().startsWith("zh");
        if (chinese ? letters > 1 && han * 4 < letters : letters > 0 && latin * 4 < letters * 3) {
            found.add(path + " is in another language: " + text);
        }
    }

    private void joined(JsonNode object, String first, String second) {
        terms(
                first + " and " + second,
                object.path(first).asText("") + object.path(second).asText(""));
    }

    private void options(JsonNode options) {
        if (options.isMissingNode()) {
            return;
        }
        var ids = new HashSet<Integer>();
        var texts = new HashSet<String>();
        options.forEach(option -> {
            ids.add(option.path("id").asInt());
            texts.add(option.path("text").asText());
        });
        if (options.size() < 2
                || options.size() > 4
                || ids.size() != options.size()
                || texts.size() != options.size()) {
            found.add("options: " + options);
        }
    }
}
