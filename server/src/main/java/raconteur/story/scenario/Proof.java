package raconteur.story.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.protocol.Scenario;
import raconteur.story.constraint.Compliance;
import raconteur.story.constraint.Constraints;
import raconteur.story.payload.EventType;
import raconteur.story.payload.Kind;

/** Reads a scenario as an author wrote it, and finds all that is wrong with it. For one scenario. */
public final class Proof {
    /** Texts that are shown as they stand. */
    private static final List<String> SHOWN =
            List.of("title", "tone", "premise", "player_role", "primary_goal", "stakes");

    private static final int LONGEST = 65_536;

    private final Sheet sheet;
    private final List<Fault> faults = new ArrayList<>();

    private Proof(Sheet sheet) {
        this.sheet = sheet;
    }

    /**
     * What came of it.
     *
     * @param scenario null unless there are no faults
     */
    public record Verdict(List<Fault> faults, @Nullable Scenario scenario) {
        public Verdict {
            faults = List.copyOf(faults);
        }

        /**
         * The scenario, which is without faults.
         *
         * @param within the field of the request that holds it; empty for the whole body
         * @throws Refusal naming every field that is not
         */
        public Scenario require(String within) {
            if (scenario != null) {
                return scenario;
            }
            throw Refusal.invalid(faults.stream()
                    .map(fault -> new Refusal.Field(field(within, fault), message(fault)))
                    .toList());
        }

        private static String field(String within, Fault fault) {
            var path = within.isEmpty() || fault.path().isEmpty() ? within + fault.path() : within + "." + fault.path();
            return path.isEmpty() ? "body" : path;
        }

        private static Text message(Fault fault) {
            var message = fault.message();
            return fault.line() == null
                    ? message
                    : new Text(
                            "line " + fault.line() + ": " + message.en(), "第 " + fault.line() + " 行：" + message.zh());
        }
    }

    /** Reads YAML; what cannot be read at all is one fault. */
    public static Verdict yaml(String text) {
        try {
            return new Proof(SheetReader.read(text)).verdict();
        } catch (Unreadable unreadable) {
            return new Verdict(List.of(unreadable.fault()), null);
        }
    }

    /** Reads JSON that was parsed. */
    public static Verdict json(JsonNode tree) {
        return new Proof(Sheet.of(tree)).verdict();
    }

    static Verdict of(Scenario scenario) {
        return json(Documents.tree(scenario));
    }

    private Verdict verdict() {
        var tree = Documents.withoutNulls(sheet.tree());
        var whole = new Proof(new Sheet(tree, sheet.lines()));
        whole.check();
        return new Verdict(whole.faults, whole.faults.isEmpty() ? Documents.scenario(tree) : null);
    }

    private JsonNode at(String name) {
        return sheet.tree().path(name);
    }

    private void check() {
        faults.addAll(Rulebook.faults(sheet));
        if (!sheet.tree().isObject()) {
            return;
        }
        length();
        characters("", sheet.tree());
        events();
        cast();
        lore();
        shown();
    }

    private void fault(String path, String en, String zh) {
        faults.add(Fault.of(sheet, path, en, zh));
    }

    private boolean isClean(String path) {
        return faults.stream().noneMatch(fault -> fault.path().startsWith(path));
    }

    private void length() {
        if (Lore.length(sheet.tree().toString()) > LONGEST) {
            fault("", "a scenario has at most " + LONGEST + " characters in all", "剧本总共最多 " + LONGEST + " 个字符");
        }
    }

    /** A text that cannot be stored would spoil all that it stands in. */
    private void characters(String path, JsonNode value) {
        if (value.isTextual() && !SheetReader.isClean(value.textValue())) {
            fault(path, "there are characters in it that no text has", "包含无效字符");
        }
        var item = 0;
        for (var one : value.isArray() ? value : JsonNodeFactory.instance.arrayNode()) {
            characters(Sheet.path(path, item++), one);
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            characters(Sheet.path(path, field.getKey()), field.getValue());
        }
    }

    private void events() {
        var allowed = at("allowed_events");
        if (allowed.isArray() && isClean("allowed_events")) {
            var goesOn = StreamSupport.stream(allowed.spliterator(), false)
                    .anyMatch(event -> !event.asText().equals(EventType.ACTION.name()));
            if (!goesOn) {
                fault(
                        "allowed_events",
                        "one of DECISION, COMBAT and PUZZLE must be among them",
                        "至少包含 DECISION、COMBAT、PUZZLE 之一");
            }
        }
    }

    private void cast() {
        var names = new HashSet<String>();
        var at = 0;
        for (var one : at("cast")) {
            var path = Sheet.path("cast", at++) + ".name";
            if (one.path("name").isTextual()
                    && !names.add(one.path("name").asText().strip())) {
                fault(path, "somebody else has that name already", "该名字已被使用");
            }
        }
    }

    private void lore() {
        var book = at("lorebook");
        var budget = book.path("budget").asInt(Lore.BUDGET);
        var always = 0;
        var at = 0;
        for (var entry : book.path("entries")) {
            var path = Sheet.path("lorebook.entries", at++);
            var isAlways = entry.path("constant").asBoolean();
            var length = Lore.length(entry.path("text").asText());
            if (!isAlways && entry.path("keys").isEmpty()) {
                fault(path + ".keys", "without keys it is never told, unless it is constant", "没有关键词且非常驻，永远不会被提及");
            }
            if (length > budget) {
                fault(path + ".text", "it is longer than the budget of the lorebook", "超出设定集的字数预算");
            }
            always += isAlways ? length : 0;
        }
        if (always > budget) {
            fault("lorebook.budget", "what is constant is longer than that in all", "常驻条目的总长度超出预算");
        }
    }

    /** What holds on every text holds on the author's own as well. */
    private void shown() {
        if (!isClean("constraints") || !isClean("language") || !at("language").isTextual()) {
            return;
        }
        try {
            var constraints = Constraints.read(
                    sheet.tree().get("constraints"),
                    Constraints.in(at("language").asText()));
            var compliance = Compliance.of(constraints);
            for (var name : SHOWN) {
                var text = at(name);
                if (text.isTextual()
                        && isClean(name)
                        && !compliance.mended(Kind.TEXT, text.asText()).equals(text.asText())) {
                    fault(
                            name,
                            "it would not be shown as it stands: a forbidden term or another language is in it",
                            "无法原样显示：包含禁用词或其他语言");
                }
            }
        } catch (Refusal refused) {
            for (var field : refused.fields()) {
                var path = field.field().equals("constraints.language") ? "language" : field.field();
                fault(path, field.message().en(), field.message().zh());
            }
        }
    }
}
