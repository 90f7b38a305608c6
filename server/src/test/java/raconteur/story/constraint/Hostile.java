package raconteur.story.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import raconteur.story.payload.Field;
import raconteur.story.payload.Form;
import raconteur.story.payload.Slot;

/** A model that breaks every rule in every way; the same for the same seed. */
final class Hostile {
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
    private final Constraints constraints;
    private final boolean chinese;

    Hostile(RandomGenerator random, Constraints constraints) {
        this.random = random;
        this.constraints = constraints;
        this.chinese = constraints.language().startsWith("zh");
    }

    @Nullable
    JsonNode proposal(Form form) {
        return switch (random.nextInt(20)) {
            case 0 -> null;
            case 1 -> MissingNode.getInstance();
            case 2 -> TextNode.valueOf(text());
            case 3 -> TextNode.valueOf("{\"opening\": {\"scene\": \"" + text());
            case 4 -> JSON.arrayNode().add(text()).add(1);
            case 5 -> JSON.numberNode(7);
            case 6 -> JSON.objectNode();
            case 7 -> flat(form);
            default -> whole(form);
        };
    }

    private ObjectNode flat(Form form) {
        var node = JSON.objectNode();
        form.fields().forEach(field -> node.put(field.name(), text()));
        return node;
    }

    private ObjectNode whole(Form form) {
        var node = JSON.objectNode();
        for (var field : form.fields()) {
            if (random.nextInt(12) == 0) {
                continue;
            }
            var parent = field.parent().isEmpty() ? node : node.withObject(field.parent());
            parent.set(field.name(), random.nextInt(10) == 0 ? anything() : value(field));
        }
        if (random.nextInt(15) == 0) {
            node.put("scene", text());
        }
        return node;
    }

    private JsonNode value(Field field) {
        return switch (field.slot()) {
            case Slot.Words _, Slot.Name _ -> TextNode.valueOf(text());
            case Slot.Choices _ -> options();
            case Slot.Moments _ -> moments();
            case Slot.Whole _ -> JSON.numberNode(random.nextInt(-10, 200));
            case Slot.OneOf oneOf -> TextNode.valueOf(random.nextBoolean() ? oneOf.otherwise() : text());
            case Slot.Truth _ -> JSON.booleanNode(random.nextBoolean());
        };
    }

    private JsonNode options() {
        var options = JSON.arrayNode();
        var many = random.nextInt(10);
        var same = text();
        for (var at = 0; at < many; at++) {
            var text = random.nextInt(3) == 0 ? same : text();
            if (random.nextInt(4) == 0) {
                options.add(text);
            } else {
                options.addObject().put("id", random.nextInt(3)).put("text", text);
            }
        }
        return options;
    }

    private JsonNode moments() {
        var moments = JSON.arrayNode();
        for (var many = random.nextInt(9); many > 0; many--) {
            moments.addObject()
                    .put("event_type", text())
                    .put("choice_text", text())
                    .put("impact", text());
        }
        return moments;
    }

    private JsonNode anything() {
        return switch (random.nextInt(6)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.numberNode(1e300);
            case 2 -> JSON.booleanNode(true);
            case 3 -> JSON.arrayNode().add(text()).add(text());
            case 4 -> JSON.objectNode().put("text", text());
            default -> JSON.objectNode().set("a", JSON.arrayNode());
        };
    }

    String text() {
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
        if (constraints.forbiddenTerms().isEmpty()) {
            return honest(1);
        }
        var term = Corpus.one(constraints.forbiddenTerms(), random);
        var cut = Math.max(1, term.length() / 2);
        return random.nextBoolean()
                ? honest(1).replaceAll("\\p{P}+$", "") + term.substring(0, cut)
                : term.substring(Math.min(cut, term.length() - 1)) + honest(1);
    }

    private String disguised() {
        if (constraints.forbiddenTerms().isEmpty()) {
            return honest(1);
        }
        var term = Corpus.one(constraints.forbiddenTerms(), random);
        var ways = term.codePointAt(0) > 0x2E80 ? Disguises.chinese(term) : Disguises.latin(term);
        return random.nextInt(4) == 0 || ways.isEmpty() ? term : Corpus.one(List.copyOf(ways.values()), random);
    }

    private String honest(int many) {
        return String.join("", chinese ? Corpus.chinese(many, random) : Corpus.english(many, random));
    }
}
