package raconteur.character.lore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import raconteur.character.lore.LoreEntry.Position;
import raconteur.provider.Completion;

/**
 * What the first lines of an entry ask for, beginning with {@code @@}. A line that nobody understands gives way to the
 * one below it that begins with {@code @@@}. Those that count tokens or are not meant for a chat count as not
 * understood.
 *
 * @param asked every decorator that is followed, by name, with its value
 */
record Decorators(Map<String, String> asked) {
    static final Decorators NONE = new Decorators(Map.of());

    private static final Set<String> REPEATABLE = Set.of("additional_keys", "exclude_keys");
    private static final Map<String, Position> POSITIONS = Map.of(
            "before_desc", Position.BEFORE,
            "after_desc", Position.AFTER,
            "personality", Position.PERSONALITY,
            "scenario", Position.SCENARIO);
    private static final Map<String, Completion.Role> ROLES = Map.of(
            "assistant", Completion.Role.ASSISTANT,
            "system", Completion.Role.SYSTEM,
            "user", Completion.Role.USER);

    /** What is understood, and which values are. */
    private static final Map<String, Predicate<String>> KNOWN = Map.ofEntries(
            Map.entry("activate", String::isEmpty),
            Map.entry("dont_activate", String::isEmpty),
            Map.entry("activate_only_after", Decorators::isNumber),
            Map.entry("activate_only_every", Decorators::isCount),
            Map.entry("keep_activate_after_match", String::isEmpty),
            Map.entry("dont_activate_after_match", String::isEmpty),
            Map.entry("depth", Decorators::isNumber),
            Map.entry("role", ROLES::containsKey),
            Map.entry("scan_depth", Decorators::isNumber),
            Map.entry("is_greeting", Decorators::isNumber),
            Map.entry("position", POSITIONS::containsKey),
            Map.entry("ignore_on_max_context", String::isEmpty),
            Map.entry("additional_keys", Decorators::isSomething),
            Map.entry("exclude_keys", Decorators::isSomething),
            Map.entry("is_user_icon", Decorators::isSomething),
            Map.entry("disable_ui_prompt", Set.of("post_history_instructions", "system_prompt")::contains));

    /** A text without its decorators, and the decorators. */
    record Read(Decorators decorators, String content) {}

    Decorators {
        asked = Map.copyOf(asked);
    }

    private static boolean isNumber(String value) {
        return value.matches("[0-9]{1,6}");
    }

    private static boolean isCount(String value) {
        return value.matches("[1-9][0-9]{0,5}");
    }

    private static boolean isSomething(String value) {
        return !value.isEmpty();
    }

    static Read read(String text) {
        if (!text.stripLeading().startsWith("@@")) {
            return new Read(NONE, text);
        }
        var lines = text.stripLeading().lines().toList();
        var asked = new HashMap<String, String>();
        var wanted = false;
        var at = 0;
        for (; at < lines.size(); at++) {
            var line = lines.get(at).strip();
            if (!line.startsWith("@@")) {
                break;
            }
            var fallback = line.startsWith("@@@");
            if (!fallback || wanted) {
                wanted = !follow(line.substring(fallback ? 3 : 2), asked);
            }
        }
        return new Read(
                new Decorators(asked),
                String.join("\n", lines.subList(at, lines.size())).strip());
    }

    /** Follows one line, if it is understood. Of two of a name the first counts, unless they add up. */
    private static boolean follow(String line, Map<String, String> asked) {
        var gap = line.indexOf(' ');
        var name = gap < 0 ? line : line.substring(0, gap);
        var value = gap < 0 ? "" : line.substring(gap + 1).strip();
        var allowed = KNOWN.get(name);
        if (allowed == null || !allowed.test(value)) {
            return false;
        }
        if (REPEATABLE.contains(name)) {
            asked.merge(name, value, (first, second) -> first + "," + second);
        } else {
            asked.putIfAbsent(name, value);
        }
        return true;
    }

    boolean has(String name) {
        return asked.containsKey(name);
    }

    @Nullable
    Integer number(String name) {
        var value = asked.get(name);
        return value == null ? null : Integer.valueOf(value);
    }

    @Nullable
    String text(String name) {
        return asked.get(name);
    }

    List<String> texts(String name) {
        var found = new ArrayList<String>();
        Arrays.stream(asked.getOrDefault(name, "").split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .limit(Bounds.NAMES)
                .forEach(found::add);
        return found;
    }

    /** Where the entry stands, when these have asked to move it. */
    LoreEntry.Placement placed(LoreEntry.Placement placement) {
        var position = POSITIONS.get(asked.getOrDefault("position", ""));
        var depth = number("depth");
        var role = ROLES.getOrDefault(asked.getOrDefault("role", ""), placement.role());
        if (position != null) {
            return new LoreEntry.Placement(position, placement.depth(), role, placement.outlet());
        }
        return depth != null
                ? new LoreEntry.Placement(Position.DEPTH, depth, role, placement.outlet())
                : new LoreEntry.Placement(placement.position(), placement.depth(), role, placement.outlet());
    }

    /** Whether any of these makes it depend on what happened. */
    boolean conditional() {
        return asked.keySet().stream()
                .anyMatch(name -> !Set.of("activate", "depth", "role", "scan_depth", "position")
                        .contains(name));
    }
}
