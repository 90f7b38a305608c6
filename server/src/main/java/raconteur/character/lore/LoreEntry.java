package raconteur.character.lore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Completion;

/**
 * One thing to know, and when to tell it.
 *
 * @param id names it in its book
 * @param content what is told, with the decorators it came with
 * @param constant whether it is told without any key
 * @param vectorized whether it may also be called up by meaning
 * @param order lower ones stand earlier in a prompt; higher ones get the budget first
 * @param priority where given, higher ones get the budget first, whatever their order
 * @param rest fields that came with it and mean nothing to us, given back as they came
 */
public record LoreEntry(
        String id,
        String name,
        String comment,
        Keys keys,
        String content,
        boolean enabled,
        boolean constant,
        boolean vectorized,
        int order,
        @Nullable Integer priority,
        Placement placement,
        Chance chance,
        Group group,
        Recursion recursion,
        Timing timing,
        Reach reach,
        ObjectNode rest) {
    /** How several keys make one condition. */
    public enum Logic {
        AND_ANY,
        NOT_ALL,
        NOT_ANY,
        AND_ALL
    }

    /** Where in a prompt an entry stands, numbered as world files number it; the last two come from decorators. */
    public enum Position {
        BEFORE,
        AFTER,
        NOTE_TOP,
        NOTE_BOTTOM,
        DEPTH,
        EXAMPLES_TOP,
        EXAMPLES_BOTTOM,
        OUTLET,
        PERSONALITY,
        SCENARIO
    }

    /** Texts beside the transcript in which keys may stand too. */
    public enum Source {
        PERSONA,
        DESCRIPTION,
        PERSONALITY,
        DEPTH_PROMPT,
        SCENARIO,
        CREATOR_NOTES
    }

    /**
     * What calls an entry up.
     *
     * @param secondary second condition, by {@code logic}, where {@code selective}
     * @param regex whether every key is a regular expression; one between slashes is anyway
     * @param caseSensitive null leaves it to the settings, like the two after it
     */
    public record Keys(
            List<String> primary,
            List<String> secondary,
            boolean selective,
            Logic logic,
            boolean regex,
            @Nullable Boolean caseSensitive,
            @Nullable Boolean wholeWords,
            @Nullable Integer scanDepth) {
        public Keys {
            primary = List.copyOf(primary);
            secondary = List.copyOf(secondary);
        }
    }

    /**
     * Where an entry stands.
     *
     * @param depth messages that stand after it, for {@link Position#DEPTH}
     * @param outlet name under which a prompt asks for it, for {@link Position#OUTLET}
     */
    public record Placement(Position position, int depth, Completion.Role role, String outlet) {}

    /** How likely it is told when called up, in percent. */
    public record Chance(double percent, boolean used) {}

    /**
     * Groups of which one entry at a time is told.
     *
     * @param names separated by commas; empty for none
     * @param override whether it wins over those without
     * @param weight its share in the draw
     * @param scoring whether only the entries with most keys found take part; null leaves it to the settings
     */
    public record Group(
            String names,
            boolean override,
            int weight,
            @Nullable Boolean scoring) {
        /** The names, one by one. */
        public List<String> each() {
            return Arrays.stream(names.split(",", -1))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .limit(Bounds.NAMES)
                    .toList();
        }
    }

    /**
     * How it takes part when entries call up entries.
     *
     * @param excluded is never called up by another
     * @param prevented never calls up another
     * @param delay 0, or the round of such calling in which it may first be told
     */
    public record Recursion(boolean excluded, boolean prevented, int delay) {}

    /** Spans counted in messages; 0 for none: told on, silent after, silent until there are so many. */
    public record Timing(int sticky, int cooldown, int delay) {}

    /**
     * Which characters an entry is for.
     *
     * @param excluded whether it is for all others
     */
    public record Filter(boolean excluded, List<String> names, List<String> tags) {
        public Filter {
            names = List.copyOf(names);
            tags = List.copyOf(tags);
        }
    }

    /**
     * For what an entry is there.
     *
     * @param sources where its keys are searched beside the transcript
     * @param triggers kinds of generation it is for; empty for all
     */
    public record Reach(
            Set<Source> sources,
            List<String> triggers,
            @Nullable Filter filter,
            boolean ignoresBudget,
            String automation) {
        public Reach {
            sources = Set.copyOf(sources);
            triggers = List.copyOf(triggers);
        }
    }

    public LoreEntry {
        rest = rest.deepCopy();
    }

    /** What people call it: its comment, its name, or its first key. */
    public String title() {
        if (!comment.isBlank()) {
            return comment;
        }
        return !name.isBlank() || keys.primary().isEmpty()
                ? name
                : keys.primary().getFirst();
    }
}
