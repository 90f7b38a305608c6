package raconteur.turn.structured;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the objects in what a model wrote, behind thinking, prose and fences. JSON is read by the patient reader; what
 * even that cannot read is {@link Salvage}d.
 */
final class JsonInText {
    private static final int MOST = 8;
    private static final int MOST_TRIES = 64;
    private static final Pattern THOUGHT =
            Pattern.compile("(?si)^.*?</(think|thinking|thought|reasoning)>|<(think|thinking|thought|reasoning)>.*$");

    private static final Pattern FENCE = Pattern.compile("(?s)```[\\w-]*[ \\t]*\\r?\\n?(.*?)(?:```|\\z)");

    /** What stands behind a brace that opens an object: a name, or the end of it. */
    private static final Pattern OBJECT = Pattern.compile(
            "\\{[\\s\\uFEFF]*(?:[\"'“”‘’«「]|\\}|//|/\\*|#|[\\p{L}_$][\\p{L}\\p{N}_$ -]{0,60}[\"']?\\s*[:：])");

    /** An object that was found, and what had to be set right to read it. */
    record Found(JsonNode object, List<String> notes) {}

    private JsonInText() {}

    /** All objects, in the order in which they are to be tried; those in fences first. */
    static List<Found> find(String answer) {
        var text = withoutThought(answer.length() > Lenient.LONGEST ? answer.substring(0, Lenient.LONGEST) : answer);
        var found = new ArrayList<Found>();
        var fences = FENCE.matcher(text);
        while (fences.find() && found.size() < MOST) {
            if (fences.group(1).contains("{")) {
                found.addAll(objects(fences.group(1)));
            }
        }
        if (found.isEmpty()) {
            found.addAll(objects(text));
        }
        return List.copyOf(found.size() > MOST ? found.subList(0, MOST) : found);
    }

    /** Thinking is never the answer, unless there is nothing else. */
    private static String withoutThought(String answer) {
        var rest = THOUGHT.matcher(answer).replaceAll("");
        return rest.indexOf('{') >= 0 ? rest : answer;
    }

    private static List<Found> objects(String text) {
        var found = new ArrayList<Found>();
        var starts = OBJECT.matcher(text);
        var at = 0;
        for (var tries = 0; tries < MOST_TRIES && found.size() < MOST && starts.find(at); tries++) {
            var start = starts.start();
            var read = read(text, start);
            if (read == null) {
                at = start + 1;
            } else {
                found.add(read.found);
                at = Math.max(start + 1, read.end);
            }
        }
        return found;
    }

    private record Read(Found found, int end) {}

    private static @Nullable Read read(String text, int start) {
        var whole = patient(text, start);
        if (whole != null) {
            return whole;
        }
        var salvage = Salvage.of(text, start);
        return salvage == null ? null : new Read(new Found(salvage.object(), salvage.notes()), salvage.end());
    }

    private static @Nullable Read patient(String text, int start) {
        var rest = new StringReader(text);
        try (var parser = Lenient.PATIENT.createParser(rest)) {
            if (rest.skip(start) != start) {
                return null;
            }
            JsonNode node = Lenient.PATIENT.readTree(parser);
            var end = start + (int) parser.currentLocation().getCharOffset();
            return node != null && node.isObject() ? new Read(new Found(node, List.of()), end) : null;
        } catch (IOException _) {
            return null; // not JSON to the patient reader
        }
    }
}
