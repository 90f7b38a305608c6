package raconteur.character.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/**
 * Finds the card in a JSON object. Its version is what {@code spec} says in it, wherever it was found; fields of later
 * versions are understood in earlier ones too, because programs write them so.
 */
final class CardParser {
    /** How older programs call the texts of version 1. */
    private static final Map<String, String> OLD_NAMES = Map.of(
            "char_name", "name",
            "char_persona", "description",
            "char_greeting", "first_mes",
            "example_dialogue", "mes_example",
            "world_scenario", "scenario",
            "creatorcomment", "creator_notes");

    private static final String FAMILY = "chara_card_v";

    private final List<Refusal.Field> notes;

    /** @param notes where to tell what is not as it should be */
    CardParser(List<Refusal.Field> notes) {
        this.notes = notes;
    }

    /** A card, and the version that it says it is of. */
    record Parsed(Card card, CardVersion version) {}

    /** @throws Refusal for an object that is no card, or a card without a name */
    Parsed parse(ObjectNode root) {
        var around = root.deepCopy();
        return around.get("data") instanceof ObjectNode data ? wrapped(around, data) : flat(around);
    }

    private Parsed wrapped(ObjectNode around, ObjectNode data) {
        var version = version(around);
        around.remove(List.of("spec", "spec_version", "data"));
        var fields = new Fields(data, "data.", notes);
        var card = card(fields);
        return new Parsed(card.with(fields.rest(), new Extras(around)), version);
    }

    private Parsed flat(ObjectNode around) {
        var spec = around.path("spec").asText("");
        if (!spec.isEmpty() && !spec.startsWith(FAMILY)) {
            throw noCard();
        }
        var version = spec.isEmpty() ? CardVersion.V1 : version(around);
        around.remove(List.of("spec", "spec_version"));
        OLD_NAMES.forEach((old, name) -> {
            if (around.path(old).isTextual() && isVacant(around.path(name))) {
                around.set(name, around.remove(old));
            }
        });
        var rest = Extras.NONE.json();
        if (around.has("data")) {
            rest.set("data", around.remove("data")); // beside the new data there is no place for it
        }
        var card = card(new Fields(around, "", notes));
        return new Parsed(card.with(new Extras(rest), new Extras(around)), version);
    }

    private static boolean isVacant(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isEmpty());
    }

    private CardVersion version(ObjectNode root) {
        var spec = root.path("spec").asText("");
        if (spec.equals(CardVersion.V2.spec())) {
            return CardVersion.V2;
        }
        if (spec.equals(CardVersion.V3.spec())) {
            if (number(root.path("spec_version")) > 3) {
                note("spec_version", "is newer than what this server knows", "版本高于本服务器所支持的版本");
            }
            return CardVersion.V3;
        }
        if (spec.isEmpty()) {
            note("spec", "is missing; taken for a card of version 2", "缺失；按第 2 版角色卡处理");
            return CardVersion.V2;
        }
        if (!spec.startsWith(FAMILY)) {
            throw noCard();
        }
        note("spec", "is none that this server knows; taken for a card of version 3", "未知版本；按第 3 版角色卡处理");
        return CardVersion.V3;
    }

    private void note(String name, String en, String zh) {
        notes.add(new Refusal.Field(name, new Text(en, zh)));
    }

    private static double number(JsonNode version) {
        try {
            return Double.parseDouble(version.asText("0"));
        } catch (NumberFormatException _) {
            return 0; // it says nothing; the spec has said enough
        }
    }

    /** The card of these fields, without what is left of them. */
    private Card card(Fields fields) {
        var name = fields.text("name");
        if (name.isBlank()) {
            throw Refusal.invalid("name", "is missing: this is no character card", "缺失：这不是角色卡");
        }
        return new Card(
                name,
                fields.text("nickname"),
                new Portrayal(
                        fields.text("description"),
                        fields.text("personality"),
                        fields.text("scenario"),
                        fields.text("mes_example"),
                        fields.text("system_prompt"),
                        fields.text("post_history_instructions")),
                new Greetings(
                        fields.text("first_mes"),
                        fields.texts("alternate_greetings"),
                        fields.texts("group_only_greetings")),
                new Credits(
                        fields.text("creator"),
                        fields.text("character_version"),
                        fields.text("creator_notes"),
                        fields.textsByName("creator_notes_multilingual"),
                        fields.texts("tags"),
                        fields.texts("source"),
                        fields.moment("creation_date"),
                        fields.moment("modification_date")),
                fields.objects("assets").stream().map(this::asset).toList(),
                fields.object("character_book")
                        .map(Decorators::restored)
                        .map(Book::new)
                        .orElse(null),
                fields.object("extensions").map(Extras::new).orElse(Extras.NONE),
                Extras.NONE,
                Extras.NONE);
    }

    private CardAsset asset(ObjectNode object) {
        var fields = new Fields(object, "assets.", notes);
        return new CardAsset(
                fields.text("type"), fields.text("uri"), fields.text("name"), fields.text("ext"), fields.rest());
    }

    private static Refusal noCard() {
        return Refusal.invalid("spec", "is not that of a character card", "不是角色卡的 spec");
    }
}
