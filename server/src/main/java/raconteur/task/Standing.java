package raconteur.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a task has come.
 *
 * @param progress 0–100; it never falls
 * @param step what is being done, one word for clients to translate
 * @param parts named parts, in their order
 * @param result what came of it, as far as that is told
 */
public record Standing(
        int progress,
        String step,
        Map<String, PartState> parts,
        @Nullable JsonNode result) {
    static final Standing BEGINNING = new Standing(0, "", Map.of(), null);

    public Standing {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** Now at this step; a progress that is behind changes nothing. */
    public Standing at(int further, String now) {
        return new Standing(Math.clamp(further, progress, 100), now, parts, result);
    }

    /** At the same step, but further. */
    public Standing at(int further) {
        return at(further, step);
    }

    /** With these parts to do; those it has stay as they are. */
    public Standing with(Collection<String> names) {
        var all = new LinkedHashMap<>(parts);
        names.forEach(name -> all.putIfAbsent(name, PartState.PENDING));
        return new Standing(progress, step, all, result);
    }

    /** With one part that stands so. */
    public Standing with(String name, PartState state) {
        var all = new LinkedHashMap<>(parts);
        all.put(name, state);
        return new Standing(progress, step, all, result);
    }

    public Standing with(@Nullable JsonNode outcome) {
        return new Standing(progress, step, parts, outcome);
    }

    /** Whether this part was done, perhaps before a restart. */
    public boolean isDone(String name) {
        return parts.get(name) == PartState.DONE;
    }

    /** How many parts stand so. */
    public int count(PartState state) {
        return Collections.frequency(parts.values(), state);
    }
}
