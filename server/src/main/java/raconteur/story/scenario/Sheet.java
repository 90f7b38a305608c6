package raconteur.story.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scenario as somebody wrote it, whatever that is.
 *
 * @param lines on which a path stands, from 1; empty where the text had none worth telling
 */
record Sheet(JsonNode tree, Map<String, Integer> lines) {
    Sheet {
        lines = Map.copyOf(lines);
    }

    static Sheet of(JsonNode tree) {
        return new Sheet(tree, Map.of());
    }

    /** The line of a path, or of what it is in. */
    @Nullable
    Integer line(String path) {
        for (var at = path; !at.isEmpty(); at = at.substring(0, Math.max(0, cut(at)))) {
            var line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return lines.get("");
    }

    private static int cut(String path) {
        return Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    }

    /** The path of a field, or of an item, within another. */
    static String path(String within, String name) {
        return within.isEmpty() ? name : within + "." + name;
    }

    static String path(String within, int item) {
        return within + "[" + item + "]";
    }
}
