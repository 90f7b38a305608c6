package raconteur.character.lore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Books as character cards hold them, version 2 and 3, and the same in a file of their own. What a card has no field
 * for stands under {@code extensions}, by the names SillyTavern gives it there.
 */
public final class CardBook {
    /** Which words a book is written in. */
    public enum Spec {
        V2,
        V3
    }

    private static final String SPEC = "lorebook_v3";

    /** Where fields of a world file go that nobody knows; under {@code extensions}. */
    private static final String WORLD = "world_fields";

    /** Where fields of a card's entry go that nobody knows; in a world file. */
    private static final String CARD = "card_fields";

    /** What an entry calls it, and what a world file does. */
    private static final Map<String, String> PLAIN = names(
            "keys", "key",
            "secondary_keys", "keysecondary",
            "content", "content",
            "comment", "comment",
            "name", "name",
            "priority", "priority",
            "id", "uid",
            "insertion_order", "order",
            "constant", "constant",
            "selective", "selective",
            "case_sensitive", "caseSensitive",
            "use_regex", "useRegex");

    /** What the extensions of an entry call it, and what a world file does. */
    private static final Map<String, String> EXTENDED = names(
            "position", "position",
            "exclude_recursion", "excludeRecursion",
            "prevent_recursion", "preventRecursion",
            "delay_until_recursion", "delayUntilRecursion",
            "probability", "probability",
            "useProbability", "useProbability",
            "depth", "depth",
            "selectiveLogic", "selectiveLogic",
            "outlet_name", "outletName",
            "group", "group",
            "group_override", "groupOverride",
            "group_weight", "groupWeight",
            "scan_depth", "scanDepth",
            "match_whole_words", "matchWholeWords",
            "use_group_scoring", "useGroupScoring",
            "case_sensitive", "caseSensitive",
            "automation_id", "automationId",
            "role", "role",
            "vectorized", "vectorized",
            "sticky", "sticky",
            "cooldown", "cooldown",
            "delay", "delay",
            "match_persona_description", "matchPersonaDescription",
            "match_character_description", "matchCharacterDescription",
            "match_character_personality", "matchCharacterPersonality",
            "match_character_depth_prompt", "matchCharacterDepthPrompt",
            "match_scenario", "matchScenario",
            "match_creator_notes", "matchCreatorNotes",
            "triggers", "triggers",
            "ignore_budget", "ignoreBudget",
            "character_filter", "characterFilter");

    private CardBook() {}

    private static Map<String, String> names(String... pairs) {
        var names = new LinkedHashMap<String, String>();
        for (var at = 0; at < pairs.length; at += 2) {
            names.put(pairs[at], pairs[at + 1]);
        }
        return names;
    }

    /** Whether this is such a book in a file of its own. */
    public static boolean isFile(ObjectNode object) {
        return object.path("spec").asText().equals(SPEC) && object.path("data").isObject();
    }

    /** The book in this {@code character_book}, or in a file of it; what could not be taken is added to the remarks. */
    public static Lorebook read(ObjectNode object, List<Remark> remarks) {
        var fields = new Fields(isFile(object) ? (ObjectNode) object.get("data") : object, "", remarks);
        var entries = new ArrayList<LoreEntry>();
        if (fields.take("entries") instanceof ArrayNode list) {
            for (var at = 0; at < list.size(); at++) {
                var path = "entries[" + at + "]";
                if (list.get(at) instanceof ObjectNode entry) {
                    entries.add(EntryShape.read(toWorld(entry), Integer.toString(at), path, remarks));
                } else {
                    fields.remark(path, "this is no entry, and is left out", "不是条目，已忽略");
                }
            }
        }
        return Bounds.kept(
                new Lorebook(
                        fields.text("name"),
                        fields.text("description"),
                        fields.whole("scan_depth"),
                        fields.whole("token_budget"),
                        fields.flag("recursive_scanning"),
                        WorldFile.distinct(entries),
                        fields.rest()),
                remarks);
    }

    /** An entry of a card in the words of a world file. */
    private static ObjectNode toWorld(ObjectNode entry) {
        var card = entry.deepCopy();
        var extensions = card.remove("extensions") instanceof ObjectNode object ? object : empty();
        var world = empty();
        if (extensions.remove(WORLD) instanceof ObjectNode kept) {
            world.setAll(kept);
        }
        world.put("disable", !card.path("enabled").asBoolean(true));
        card.remove("enabled");
        world.put("position", card.path("position").asText().equals("before_char") ? 0 : 1);
        card.remove("position");
        world.put("selective", false);
        move(EXTENDED, extensions, world);
        move(PLAIN, card, world);
        if (!extensions.isEmpty()) {
            world.set("extensions", extensions);
        }
        if (!card.isEmpty()) {
            world.set(CARD, card);
        }
        return world;
    }

    private static void move(Map<String, String> names, ObjectNode from, ObjectNode to) {
        names.forEach((name, other) -> {
            var value = from.remove(name);
            if (value != null && !value.isNull()) {
                to.set(other, value);
            }
        });
    }

    /** The book as a card holds it. Version 2 knows no decorators, so they are taken off. */
    public static ObjectNode write(Lorebook book, Spec spec) {
        var object = empty();
        Bounds.describe(object, book);
        object.putObject("extensions");
        object.setAll(book.rest().deepCopy());
        var entries = object.putArray("entries");
        book.entries().forEach(entry -> entries.add(fromWorld(EntryShape.write(entry), spec)));
        return object;
    }

    /** The book as a file of its own, in the words of version 3. */
    public static ObjectNode file(Lorebook book) {
        var file = empty();
        file.put("spec", SPEC);
        file.set("data", write(book, Spec.V3));
        return file;
    }

    private static ObjectNode fromWorld(ObjectNode world, Spec spec) {
        var entry = empty();
        var regex = world.path("useRegex").asBoolean();
        PLAIN.forEach((name, other) -> put(entry, name, world.get(other)));
        entry.put("enabled", !world.path("disable").asBoolean());
        entry.put("position", world.path("position").asInt() == 0 ? "before_char" : "after_char");
        var extensions = empty();
        if (world.get("extensions") instanceof ObjectNode kept) {
            extensions.setAll(kept);
        }
        EXTENDED.forEach((name, other) -> put(extensions, name, world.get(other)));
        var card = world.get(CARD);
        world.remove(PLAIN.values());
        world.remove(EXTENDED.values());
        world.remove(List.of("disable", "extensions", CARD));
        if (!world.isEmpty()) {
            extensions.set(WORLD, world);
        }
        entry.set("extensions", extensions);
        switch (spec) {
            case V2 -> asVersion2(entry, regex);
            case V3 -> entry.put("use_regex", regex);
        }
        if (card instanceof ObjectNode kept) {
            entry.setAll(kept);
        }
        return entry;
    }

    private static void asVersion2(ObjectNode entry, boolean regex) {
        entry.put("content", Decorators.read(entry.path("content").asText()).content());
        entry.remove("use_regex");
        if (regex) {
            var keys = entry.withArray("keys");
            for (var at = 0; at < keys.size(); at++) {
                keys.set(at, Key.between(keys.get(at).asText()));
            }
        }
    }

    private static void put(ObjectNode object, String name, @Nullable JsonNode value) {
        if (value != null && !value.isNull()) {
            object.set(name, value);
        }
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
