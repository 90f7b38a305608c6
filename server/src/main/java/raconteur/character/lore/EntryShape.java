package raconteur.character.lore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.character.lore.LoreEntry.Chance;
import raconteur.character.lore.LoreEntry.Filter;
import raconteur.character.lore.LoreEntry.Group;
import raconteur.character.lore.LoreEntry.Keys;
import raconteur.character.lore.LoreEntry.Logic;
import raconteur.character.lore.LoreEntry.Placement;
import raconteur.character.lore.LoreEntry.Position;
import raconteur.character.lore.LoreEntry.Reach;
import raconteur.character.lore.LoreEntry.Recursion;
import raconteur.character.lore.LoreEntry.Source;
import raconteur.character.lore.LoreEntry.Timing;
import raconteur.provider.Completion;

/** An entry in the words of a world file, which say the most. Cards are brought into them and out of them. */
final class EntryShape {
    private static final int ORDER = 100;
    private static final int DEPTH = 4;
    private static final int WEIGHT = 100;
    private static final List<Completion.Role> ROLES =
            List.of(Completion.Role.SYSTEM, Completion.Role.USER, Completion.Role.ASSISTANT);

    /** As world files number them. */
    private static final List<Logic> LOGICS = List.of(Logic.AND_ANY, Logic.NOT_ALL, Logic.NOT_ANY, Logic.AND_ALL);

    private static final List<Position> POSITIONS = List.of(
            Position.BEFORE,
            Position.AFTER,
            Position.NOTE_TOP,
            Position.NOTE_BOTTOM,
            Position.DEPTH,
            Position.EXAMPLES_TOP,
            Position.EXAMPLES_BOTTOM,
            Position.OUTLET);

    /** Fields that say where else keys are searched. */
    static final Map<Source, String> SOURCES = Map.of(
            Source.PERSONA, "matchPersonaDescription",
            Source.DESCRIPTION, "matchCharacterDescription",
            Source.PERSONALITY, "matchCharacterPersonality",
            Source.DEPTH_PROMPT, "matchCharacterDepthPrompt",
            Source.SCENARIO, "matchScenario",
            Source.CREATOR_NOTES, "matchCreatorNotes");

    /** What an entry is that says nothing of itself. */
    private static final ObjectNode USUAL =
            write(read(JsonNodeFactory.instance.objectNode(), "", "", new ArrayList<>()));

    private EntryShape() {}

    static LoreEntry read(ObjectNode object, String id, String path, List<Remark> remarks) {
        var fields = new Fields(object, path, remarks);
        var uid = fields.text("uid");
        return new LoreEntry(
                uid.isEmpty() ? id : uid,
                fields.text("name"),
                fields.text("comment"),
                keys(fields),
                fields.text("content"),
                !fields.flag("disable", false),
                fields.flag("constant", false),
                fields.flag("vectorized", false),
                fields.whole("order", ORDER),
                fields.whole("priority"),
                placement(fields),
                chance(fields),
                new Group(
                        fields.text("group"),
                        fields.flag("groupOverride", false),
                        fields.whole("groupWeight", WEIGHT),
                        fields.flag("useGroupScoring")),
                new Recursion(
                        fields.flag("excludeRecursion", false), fields.flag("preventRecursion", false), delay(fields)),
                new Timing(span(fields, "sticky"), span(fields, "cooldown"), span(fields, "delay")),
                reach(fields, path, remarks),
                fields.rest());
    }

    private static Keys keys(Fields fields) {
        var logic = fields.whole("selectiveLogic", 0);
        if (logic < 0 || logic >= LOGICS.size()) {
            fields.remark("selectiveLogic", "there is no such logic; any of the keys will do", "未知的逻辑，按“任一”处理");
            logic = 0;
        }
        return new Keys(
                fields.texts("key"),
                fields.texts("keysecondary"),
                fields.flag("selective", true),
                LOGICS.get(logic),
                fields.flag("useRegex", false),
                fields.flag("caseSensitive"),
                fields.flag("matchWholeWords"),
                fields.whole("scanDepth"));
    }

    private static Placement placement(Fields fields) {
        var position = fields.whole("position", 0);
        if (position < 0 || position >= POSITIONS.size()) {
            fields.remark("position", "there is no such position; it stands before the character", "未知的位置，按“角色之前”处理");
            position = 0;
        }
        var role = fields.whole("role", 0);
        return new Placement(
                POSITIONS.get(position),
                Math.max(0, fields.whole("depth", DEPTH)),
                ROLES.get(role < 0 || role >= ROLES.size() ? 0 : role),
                fields.text("outletName"));
    }

    private static Chance chance(Fields fields) {
        var percent = fields.number("probability");
        return new Chance(
                percent == null ? 100 : Math.max(0, Math.min(100, percent)), fields.flag("useProbability", true));
    }

    private static int span(Fields fields, String name) {
        return Math.max(0, fields.whole(name, 0));
    }

    /** Yes is the first round; a number is the round. */
    private static int delay(Fields fields) {
        var node = fields.rest().get("delayUntilRecursion");
        if (node != null && node.isBoolean()) {
            fields.take("delayUntilRecursion");
            return node.booleanValue() ? 1 : 0;
        }
        return span(fields, "delayUntilRecursion");
    }

    private static Reach reach(Fields fields, String path, List<Remark> remarks) {
        Set<Source> sources = EnumSet.noneOf(Source.class);
        SOURCES.forEach((source, name) -> {
            if (fields.flag(name, false)) {
                sources.add(source);
            }
        });
        return new Reach(
                sources,
                fields.texts("triggers"),
                filter(fields, path, remarks),
                fields.flag("ignoreBudget", false),
                fields.text("automationId"));
    }

    private static @Nullable Filter filter(Fields fields, String path, List<Remark> remarks) {
        var object = fields.object("characterFilter");
        if (object.isEmpty()) {
            return null;
        }
        var filter = new Fields(object, path + ".characterFilter", remarks);
        return new Filter(filter.flag("isExclude", false), filter.texts("names"), filter.texts("tags"));
    }

    /** The entry without what holds anyway; whoever reads it gets an equal one. */
    static ObjectNode brief(LoreEntry entry) {
        var object = write(entry);
        USUAL.properties().forEach(usual -> {
            if (usual.getValue().equals(object.get(usual.getKey()))) {
                object.remove(usual.getKey());
            }
        });
        return object;
    }

    /** The entry with every field a world file has, then what came with it. */
    static ObjectNode write(LoreEntry entry) {
        var object = JsonNodeFactory.instance.objectNode();
        identify(object, "uid", entry.id());
        var keys = entry.keys();
        keys.primary().forEach(object.putArray("key")::add);
        keys.secondary().forEach(object.putArray("keysecondary")::add);
        object.put("comment", entry.comment());
        object.put("content", entry.content());
        object.put("constant", entry.constant());
        object.put("vectorized", entry.vectorized());
        object.put("selective", keys.selective());
        object.put("selectiveLogic", LOGICS.indexOf(keys.logic()));
        object.put("order", entry.order());
        object.put("position", POSITIONS.indexOf(entry.placement().position()));
        object.put("disable", !entry.enabled());
        object.put("scanDepth", keys.scanDepth());
        object.put("caseSensitive", keys.caseSensitive());
        object.put("matchWholeWords", keys.wholeWords());
        writeSeldom(object, entry);
        writeReach(object, entry);
        if (!entry.name().isEmpty()) {
            object.put("name", entry.name());
        }
        if (entry.priority() != null) {
            object.put("priority", entry.priority());
        }
        if (keys.regex()) {
            object.put("useRegex", true);
        }
        object.setAll(entry.rest().deepCopy());
        return object;
    }

    private static void writeSeldom(ObjectNode object, LoreEntry entry) {
        object.put("depth", entry.placement().depth());
        object.put("role", ROLES.indexOf(entry.placement().role()));
        object.put("outletName", entry.placement().outlet());
        object.put("probability", entry.chance().percent());
        if (entry.chance().percent() == Math.rint(entry.chance().percent())) {
            object.put("probability", (int) entry.chance().percent());
        }
        object.put("useProbability", entry.chance().used());
        object.put("group", entry.group().names());
        object.put("groupOverride", entry.group().override());
        object.put("groupWeight", entry.group().weight());
        object.put("useGroupScoring", entry.group().scoring());
        object.put("excludeRecursion", entry.recursion().excluded());
        object.put("preventRecursion", entry.recursion().prevented());
        object.put("delayUntilRecursion", entry.recursion().delay());
        writeSpan(object, "sticky", entry.timing().sticky());
        writeSpan(object, "cooldown", entry.timing().cooldown());
        writeSpan(object, "delay", entry.timing().delay());
    }

    private static void writeReach(ObjectNode object, LoreEntry entry) {
        SOURCES.forEach(
                (source, name) -> object.put(name, entry.reach().sources().contains(source)));
        entry.reach().triggers().forEach(object.putArray("triggers")::add);
        object.put("ignoreBudget", entry.reach().ignoresBudget());
        object.put("automationId", entry.reach().automation());
        var filter = entry.reach().filter();
        if (filter != null) {
            var node = object.putObject("characterFilter");
            node.put("isExclude", filter.excluded());
            filter.names().forEach(node.putArray("names")::add);
            filter.tags().forEach(node.putArray("tags")::add);
        }
    }

    private static void writeSpan(ObjectNode object, String name, int span) {
        object.put(name, span == 0 ? null : (Integer) span);
    }

    /** Writes an id as the number it is, where it is one. */
    static void identify(ObjectNode object, String name, String id) {
        if (id.matches("0|[1-9][0-9]{0,8}")) {
            object.put(name, Integer.parseInt(id));
        } else {
            object.put(name, id);
        }
    }
}
