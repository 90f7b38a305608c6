package raconteur.character.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a card as JSON: what the version demands, what the card says besides, and then all that came with it and that
 * we do not know. Version 2 gets the fields of version 3 too, where the card has them: a program of version 2 keeps
 * what it does not know, so nothing is lost on the way through it. For one card.
 */
final class CardComposer {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Card card;
    private final CardVersion version;
    private final ObjectNode rest;
    private final ObjectNode data = JSON.objectNode();

    private CardComposer(Card card, CardVersion version) {
        this.card = card;
        this.version = version;
        this.rest = card.rest().json();
    }

    static ObjectNode compose(Card card, CardVersion version) {
        return new CardComposer(card, version).root();
    }

    private ObjectNode root() {
        fill();
        var root = JSON.objectNode();
        root.put("spec", version.spec());
        root.put("spec_version", version.number());
        root.set("data", data);
        for (var field : card.around().json().properties()) {
            root.putIfAbsent(field.getKey(), mirrored(field.getKey(), field.getValue()));
        }
        return root;
    }

    /** Some programs repeat fields beside the data; a repetition must not grow old. */
    private JsonNode mirrored(String name, JsonNode value) {
        return switch (name) {
            case "name", "description", "personality", "scenario", "first_mes", "mes_example", "tags" ->
                value.getNodeType() == data.path(name).getNodeType() ? data.get(name) : value;
            case "creatorcomment" -> value.isTextual() ? data.path("creator_notes") : value;
            default -> value;
        };
    }

    private void fill() {
        var portrayal = card.portrayal();
        var credits = card.credits();
        text("name", card.name());
        optional("nickname", card.nickname());
        text("description", portrayal.description());
        text("personality", portrayal.personality());
        text("scenario", portrayal.scenario());
        text("first_mes", card.greetings().first());
        text("mes_example", portrayal.examples());
        text("creator_notes", credits.notes());
        notesByLanguage();
        text("system_prompt", portrayal.systemPrompt());
        text("post_history_instructions", portrayal.postHistory());
        texts("alternate_greetings", card.greetings().alternates(), true);
        texts("group_only_greetings", card.greetings().inGroups(), version == CardVersion.V3);
        texts("tags", credits.tags(), true);
        text("creator", credits.creator());
        text("character_version", credits.version());
        texts("source", credits.sources(), false);
        moment("creation_date", credits.created());
        moment("modification_date", credits.modified());
        assets();
        var book = card.book();
        set("character_book", book == null ? null : book(book), null);
        var extensions = card.extensions().json();
        set("extensions", extensions.isEmpty() ? null : extensions, JSON.objectNode());
        for (var field : rest.properties()) {
            data.putIfAbsent(field.getKey(), field.getValue());
        }
    }

    private ObjectNode book(Book book) {
        return version == CardVersion.V3 ? book.json() : Decorators.hidden(book.json());
    }

    private void notesByLanguage() {
        var notes = JSON.objectNode();
        card.credits().notesIn().forEach(notes::put);
        set("creator_notes_multilingual", notes.isEmpty() ? null : notes, null);
    }

    private void assets() {
        var all = JSON.arrayNode();
        for (var asset : card.assets()) {
            var one = all.addObject();
            one.put("type", asset.type())
                    .put("uri", asset.uri())
                    .put("name", asset.name())
                    .put("ext", asset.ext());
            for (var field : asset.rest().json().properties()) {
                if (one.path(field.getKey()).asText("").isEmpty()) {
                    one.set(field.getKey(), field.getValue());
                }
            }
        }
        set("assets", all.isEmpty() ? null : all, null);
    }

    private void text(String name, String value) {
        set(name, value.isEmpty() ? null : TextNode.valueOf(value), TextNode.valueOf(""));
    }

    private void optional(String name, String value) {
        set(name, value.isEmpty() ? null : TextNode.valueOf(value), null);
    }

    private void texts(String name, List<String> values, boolean isDemanded) {
        ArrayNode all = JSON.arrayNode();
        values.forEach(all::add);
        set(name, all.isEmpty() ? null : all, isDemanded ? JSON.arrayNode() : null);
    }

    private void moment(String name, @Nullable Instant moment) {
        set(name, moment == null ? null : JSON.numberNode(moment.getEpochSecond()), null);
    }

    /** What the card says; else what came and was no such thing; else what the version demands, if it demands one. */
    private void set(String name, @Nullable JsonNode said, @Nullable JsonNode demanded) {
        var kept = rest.path(name);
        if (said != null) {
            data.set(name, said);
        } else if (!kept.isMissingNode()) {
            data.set(name, kept);
        } else if (demanded != null) {
            data.set(name, demanded);
        }
    }
}
