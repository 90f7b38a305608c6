package raconteur.character.lore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/** Books as SillyTavern keeps them: {@code {"entries": {"0": {…}, …}}}. */
public final class WorldFile {
    private WorldFile() {}

    /** The book in this object; what of it could not be taken is added to the remarks. */
    public static Lorebook read(ObjectNode world, List<Remark> remarks) {
        var fields = new Fields(world, "", remarks);
        var entries = new ArrayList<LoreEntry>();
        var all = fields.take("entries");
        if (all instanceof ObjectNode byId) {
            for (var one : byId.properties()) {
                add(one.getValue(), one.getKey(), entries, remarks);
            }
        } else if (all instanceof ArrayNode list) {
            for (var at = 0; at < list.size(); at++) {
                add(list.get(at), Integer.toString(at), entries, remarks);
            }
        }
        return Bounds.kept(
                new Lorebook(
                        fields.text("name"),
                        fields.text("description"),
                        fields.whole("scan_depth"),
                        fields.whole("token_budget"),
                        fields.flag("recursive_scanning"),
                        distinct(entries),
                        fields.rest()),
                remarks);
    }

    private static void add(JsonNode node, String id, List<LoreEntry> entries, List<Remark> remarks) {
        var path = "entries[" + id + "]";
        if (node instanceof ObjectNode object) {
            entries.add(EntryShape.read(object, id, path, remarks));
        } else {
            new Fields(JsonNodeFactory.instance.objectNode(), "", remarks)
                    .remark(path, "this is no entry, and is left out", "不是条目，已忽略");
        }
    }

    /** The entries, each with an id of its own: the second of a name gets another. */
    static List<LoreEntry> distinct(List<LoreEntry> entries) {
        var taken = new HashSet<String>();
        entries.forEach(entry -> taken.add(entry.id()));
        if (taken.size() == entries.size()) {
            return entries;
        }
        var seen = new HashSet<String>();
        var free = 0;
        var result = new ArrayList<LoreEntry>();
        for (var entry : entries) {
            if (seen.add(entry.id())) {
                result.add(entry);
            } else {
                while (!taken.add(Integer.toString(free))) {
                    free++;
                }
                result.add(named(entry, Integer.toString(free)));
            }
        }
        return result;
    }

    private static LoreEntry named(LoreEntry entry, String id) {
        var object = EntryShape.write(entry);
        EntryShape.identify(object, "uid", id);
        return EntryShape.read(object, id, "", new ArrayList<>());
    }

    /** The book as a world file; whoever reads it again gets an equal one. */
    public static ObjectNode write(Lorebook book) {
        return write(book, EntryShape::write);
    }

    /** The same as short as it can be said, to be kept. */
    public static ObjectNode brief(Lorebook book) {
        return write(book, EntryShape::brief);
    }

    private static ObjectNode write(Lorebook book, Function<LoreEntry, ObjectNode> shape) {
        var world = JsonNodeFactory.instance.objectNode();
        var entries = world.putObject("entries");
        for (var entry : book.entries()) {
            entries.set(entry.id(), shape.apply(entry));
        }
        Bounds.describe(world, book);
        world.setAll(book.rest().deepCopy());
        return world;
    }
}
