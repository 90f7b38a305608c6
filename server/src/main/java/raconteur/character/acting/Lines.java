package raconteur.character.acting;

import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import raconteur.character.lore.Scene.Said;
import raconteur.character.macro.Macros;
import raconteur.character.macro.Scene;
import raconteur.character.macro.Value;
import raconteur.provider.Completion.Role;

/**
 * Reads an author's texts, one after the other: macros are replaced once, variables that one sets hold for the next,
 * and each has draws of its own. For one prompt.
 */
final class Lines {
    /** UTF-16 units that one text may become. */
    private static final int LARGEST = 400_000;

    private final Map<String, Value> values;
    private final long seed;
    private final int place;
    private final ZonedDateTime now;
    private Map<String, String> variables;
    private int read;

    /** @param place in the path, by which the same seed draws anew for each answer */
    Lines(Map<String, Value> values, State before, long seed, int place, ZonedDateTime now) {
        this.values = values;
        this.variables = before.variables();
        this.seed = seed;
        this.place = place;
        this.now = now;
    }

    static Lines of(Cue cue) {
        var actor = cue.actor();
        var values = names(actor, cue.partner());
        values.put("description", new Value.Written(actor.description()));
        values.put("personality", new Value.Written(actor.personality()));
        values.put("scenario", new Value.Written(actor.scenario()));
        values.put("mesExamples", new Value.Written(actor.examples()));
        values.put("charPrompt", new Value.Written(actor.systemPrompt()));
        values.put("charInstruction", new Value.Written(actor.postHistory()));
        values.put("model", new Value.Said(cue.model()));
        values.put("maxPrompt", new Value.Said(Long.toString(cue.bounds().room())));
        values.put("lastMessage", new Value.Said(last(cue.path(), null)));
        values.put("lastUserMessage", new Value.Said(last(cue.path(), Role.USER)));
        values.put("lastCharMessage", new Value.Said(last(cue.path(), Role.ASSISTANT)));
        return new Lines(values, cue.before(), cue.seed(), cue.path().size(), cue.now());
    }

    /** What is known before anything was said. */
    static Map<String, Value> names(Actor actor, Partner partner) {
        var values = new HashMap<String, Value>();
        values.put("char", new Value.Said(actor.spokenName()));
        values.put("user", new Value.Said(partner.name()));
        values.put("group", new Value.Said(actor.spokenName()));
        values.put("notChar", new Value.Said(partner.name()));
        values.put("persona", new Value.Said(partner.description()));
        return values;
    }

    private static String last(List<Said> path, @Nullable Role role) {
        for (var one : path.reversed()) {
            if (role == null || one.role() == role) {
                return one.text();
            }
        }
        return "";
    }

    /** What a text of the author says here. */
    String read(String template) {
        return read(template, values);
    }

    /** The same, where <code>{{original}}</code> stands for another text of an author. */
    String read(String template, String original) {
        var with = new HashMap<>(values);
        with.put("original", new Value.Written(original));
        return read(template, with);
    }

    private String read(String template, Map<String, Value> with) {
        if (template.isBlank()) {
            return "";
        }
        var chance = mixed(mixed(seed, place), ++read);
        var expansion = Macros.expand(template, new Scene(with, variables, chance, seed, now, LARGEST));
        variables = expansion.variables();
        return expansion.text().strip();
    }

    Map<String, String> variables() {
        return variables;
    }

    /** Another seed from this one, far from its neighbours. */
    static long mixed(long seed, long by) {
        var bits = seed + 0x9E3779B97F4A7C15L * (by + 1);
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }
}
