package raconteur.character.lore;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of a world file in the making, in the words of that file. Says its own id unless told otherwise. */
final class Draft {
    static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    private Draft(String uid) {
        node.put("uid", uid);
        node.put("content", "this is " + uid);
        node.putArray("key");
    }

    static Draft entry(String uid, String... keys) {
        var draft = new Draft(uid);
        return keys.length == 0 ? draft : draft.with("key", List.of(keys));
    }

    static Draft constant(String uid) {
        return new Draft(uid).with("constant", true);
    }

    Draft with(String field, @Nullable Object value) {
        node.set(field, JSON.valueToTree(value));
        return this;
    }

    Draft says(String content) {
        return with("content", content);
    }

    ObjectNode node() {
        return node;
    }

    static ObjectNode world(Draft... drafts) {
        var world = JsonNodeFactory.instance.objectNode();
        var entries = world.putObject("entries");
        for (var draft : drafts) {
            entries.set(draft.node.path("uid").asText(), draft.node);
        }
        return world;
    }

    static Lorebook book(Draft... drafts) {
        return WorldFile.read(world(drafts), new ArrayList<>());
    }

    static LoreEntry read(Draft draft) {
        return book(draft).entries().getFirst();
    }
}
