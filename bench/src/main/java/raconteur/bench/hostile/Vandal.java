package raconteur.bench.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.random.RandomGenerator;

/** A model that breaks every rule in every way; the same for the same seed. */
public final class Vandal {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> FOREIGN = List.of(
            "これはにほんごのぶんしょうです。とてもながいはなしです。",
            "이것은 한국어 문장입니다.",
            "Это русский текст о старом доме.",
            "Ceci est une histoire qui ne devrait pas être ici, et elle est longue.",
            "هذا نص عربي",
            "The quick grey fox went home.",
            "他们走进了屋子，什么也没有说。",
            "ไทย",
            "🎲🎲🎲",
            "……",
            "12345",
            "\ud800",
            "\u0000",
            "   ",
            "",
            "\u202e骰子\u202c");

    private final RandomGenerator random;
    private final Limits limits;
    private final boolean chinese;

    public Vandal(RandomGenerator random, Limits limits) {
        this.random = random;
        this.limits = limits;
        this.chinese = limits.language().startsWith("zh");
    }

    /**
     * What it says instead of an honest answer: prose, half of it, nothing, or the same with every second word spoilt.
     */
    public String instead(JsonNode honest) {
        return switch (random.nextInt(16)) {
            case 0 -> "";
            case 1 -> text();
            case 2 -> honest.toString().substring(0, honest.toString().length() / 2);
            case 3 -> "Here is the scene:\n```json\n" + spoilt(honest) + "\n```\nEnjoy!";
            case 4 -> "[" + spoilt(honest) + "]";
            case 5 -> everywhere(honest, text()).toString();
            case 6 -> honest(400);
            case 7 -> "{}";
            default -> spoilt(honest).toString();
        };
    }

    private JsonNode spoilt(JsonNode honest) {
        return switch (honest) {
            case ObjectNode object -> {
                var other = JSON.objectNode();
                object.properties().forEach(entry -> {
                    if (random.nextInt(16) > 0) {
                        other.set(entry.getKey(), random.nextInt(16) == 0 ? anything() : spoilt(entry.getValue()));
                    }
                });
                yield other;
            }
            case ArrayNode array -> many(array);
            case TextNode word -> random.nextInt(3) == 0 ? word : TextNode.valueOf(text());
            default -> random.nextInt(3) == 0 ? honest : anything();
        };
    }

    private ArrayNode many(ArrayNode array) {
        var other = JSON.arrayNode();
        var same = array.isEmpty() ? JSON.textNode(text()) : spoilt(array.get(0));
        for (var left = random.nextInt(8); left > 0; left--) {
            other.add(random.nextInt(3) == 0 || array.isEmpty() ? same : spoilt(array.get(left % array.size())));
        }
        return other;
    }

    /** The same text wherever there is one. */
    private static JsonNode everywhere(JsonNode honest, String text) {
        return switch (honest) {
            case ObjectNode object -> {
                var other = JSON.objectNode();
                object.properties().forEach(entry -> other.set(entry.getKey(), everywhere(entry.getValue(), text)));
                yield other;
            }
            case ArrayNode array -> {
                var other = JSON.arrayNode();
                array.forEach(one -> other.add(everywhere(one, text)));
                yield other;
            }
            case TextNode _ -> TextNode.valueOf(text);
            default -> honest;
        };
    }

    private JsonNode anything() {
        return switch (random.nextInt(7)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.numberNode(1e300);
            case 2 -> JSON.booleanNode(random.nextBoolean());
            case 3 -> JSON.arrayNode().add(text()).add(text());
            case 4 -> JSON.objectNode().put("text", text());
            case 5 -> JSON.numberNode(random.nextInt(-200, 300));
            default ->
                JSON.textNode(List.of("RESOLUTION", "END", "INIT", "COMBAT", "deadly", "none")
                        .get(random.nextInt(6)));
        };
    }

    /** A text as this model writes it. */
    public String text() {
        return switch (random.nextInt(8)) {
            case 0 -> Corpus.one(FOREIGN, random);
            case 1 -> honest(1).repeat(1 + random.nextInt(40));
            case 2 -> disguised();
            case 3 -> honest(1) + disguised() + honest(1);
            case 4 -> half();
            default -> honest(1);
        };
    }

    /** The beginning of a term at the end of a text, or the end of one at its beginning. */
    private String half() {
        if (limits.forbiddenTerms().isEmpty()) {
            return honest(1);
        }
        var term = Corpus.one(limits.forbiddenTerms(), random);
        var cut = Math.max(1, term.length() / 2);
        return random.nextBoolean()
                ? honest(1).replaceAll("\\p{P}+$", "") + term.substring(0, cut)
                : term.substring(Math.min(cut, term.length() - 1)) + honest(1);
    }

    private String disguised() {
        if (limits.forbiddenTerms().isEmpty()) {
            return honest(1);
        }
        var term = Corpus.one(limits.forbiddenTerms(), random);
        var ways = term.codePointAt(0) > 0x2E80 ? Disguises.chinese(term) : Disguises.latin(term);
        return random.nextInt(4) == 0 || ways.isEmpty() ? term : Corpus.one(List.copyOf(ways.values()), random);
    }

    private String honest(int many) {
        return String.join("", chinese ? Corpus.chinese(many, random) : Corpus.english(many, random));
    }
}
