package raconteur.character.lore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What earlier scans left behind: which entries are told on, silent, or have fired before. Each is tied to the message
 * at which it began and counts messages of the path from there, so that on a path without that message it does not
 * exist.
 */
public record Timers(List<Timer> all) {
    public static final Timers NONE = new Timers(List.of());

    /** What a timer does. */
    public enum Kind {
        STICKY,
        COOLDOWN,
        FIRED
    }

    /**
     * One effect on one entry.
     *
     * @param message at which it began
     * @param length in messages; without meaning for {@link Kind#FIRED}
     * @param atOnce whether it already holds at that message: a silence after having been told on
     */
    public record Timer(EntryKey entry, Kind kind, String message, int length, boolean atOnce) {}

    public Timers {
        all = List.copyOf(all);
    }

    /** What holds now, and what is left for later. */
    record Now(Map<EntryKey, List<Kind>> active, List<Timer> kept) {
        boolean is(Kind kind, EntryKey entry) {
            return active.getOrDefault(entry, List.of()).contains(kind);
        }
    }

    /** What of this holds at the end of this path, among these entries with their timings. */
    Now at(List<Scene.Said> path, Map<EntryKey, LoreEntry.Timing> timings) {
        var places = new HashMap<String, Integer>();
        for (var place = 0; place < path.size(); place++) {
            places.put(path.get(place).message(), place);
        }
        var active = new HashMap<EntryKey, List<Kind>>();
        var kept = new ArrayList<Timer>();
        var rested = new LinkedHashMap<EntryKey, Integer>();
        for (var timer : all) {
            var place = places.get(timer.message());
            var timing = timings.get(timer.entry());
            if (place == null || timing == null) {
                continue; // learned on another branch, or of an entry that is gone
            }
            var passed = path.size() - 1 - place;
            if (passed == 0 && !timer.atOnce()) {
                continue; // the same moment again: it is found out anew
            }
            if (timer.kind() == Kind.FIRED || passed < timer.length()) {
                kept.add(timer);
                active.computeIfAbsent(timer.entry(), _ -> new ArrayList<>()).add(timer.kind());
            } else if (timer.kind() == Kind.STICKY && timing.cooldown() > 0) {
                rested.put(timer.entry(), timing.cooldown());
            }
        }
        rested.forEach((entry, length) -> {
            kept.removeIf(timer -> timer.entry().equals(entry) && timer.kind() == Kind.COOLDOWN);
            kept.add(new Timer(entry, Kind.COOLDOWN, path.getLast().message(), length, true));
            active.computeIfAbsent(entry, _ -> new ArrayList<>()).add(Kind.COOLDOWN);
        });
        return new Now(active, kept);
    }
}
