package raconteur.character.lore;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.character.lore.LoreEntry.Logic;
import raconteur.character.lore.Scan.Phase;
import raconteur.character.lore.Timers.Kind;
import raconteur.provider.Completion;

/** Whether the conditions of an entry hold, one after the other; the first that says no is the reason. For one scan. */
final class Checks {
    private final Scene scene;
    private final Timers.Now timers;
    private final Sightings sightings;
    private final long replies;

    Checks(Scene scene, Timers.Now timers, Sightings sightings) {
        this.scene = scene;
        this.timers = timers;
        this.sightings = sightings;
        this.replies = scene.path().stream()
                .filter(said -> said.role() == Completion.Role.ASSISTANT)
                .count();
    }

    /**
     * Whether and why an entry fires.
     *
     * @param level of entries that wait to be called up: those of later ones wait on
     * @param depth messages in which its keys are searched
     */
    Hit of(Compiled one, Phase phase, int level, int depth) {
        var no = refusal(one, phase, level);
        if (no != null) {
            return new Hit(one, no);
        }
        var asked = one.decorators();
        if (timers.is(Kind.FIRED, one.key()) && asked.has("keep_activate_after_match")) {
            return new Hit(one, Reason.KEPT);
        }
        var unasked = unasked(one);
        if (unasked != null) {
            return new Hit(one, unasked);
        }
        if (timers.is(Kind.STICKY, one.key())) {
            return new Hit(one, Reason.STICKY);
        }
        if (asked.has("activate")) {
            return new Hit(one, Reason.ACTIVATED);
        }
        if (scene.called().contains(one.key())) {
            return new Hit(one, Reason.CALLED);
        }
        return one.isConstant() ? new Hit(one, Reason.CONSTANT) : byKeys(one, depth, amongEntries(one, phase));
    }

    /** Whether other entries say a key of this one. */
    boolean isNamed(Compiled one) {
        return one.primary().stream().anyMatch(key -> sightings.of(key, one, 0, true) != null);
    }

    /** How many keys were found, for groups that compare it. */
    int score(Compiled one, Phase phase, int depth) {
        var among = amongEntries(one, phase);
        var primary = found(one.primary(), one, depth, among).size();
        var secondary = found(one.secondary(), one, depth, among).size();
        if (one.primary().isEmpty() || one.secondary().isEmpty()) {
            return primary;
        }
        return switch (one.entry().keys().logic()) {
            case AND_ANY -> primary + secondary;
            case AND_ALL -> secondary == one.secondary().size() ? primary + secondary : primary;
            case NOT_ALL, NOT_ANY -> primary;
        };
    }

    private static boolean amongEntries(Compiled one, Phase phase) {
        return one.recursive()
                && phase == Phase.ENTRIES
                && !one.entry().recursion().excluded();
    }

    /** What keeps an entry silent whatever it asks for. */
    private @Nullable Reason refusal(Compiled one, Phase phase, int level) {
        var entry = one.entry();
        if (!entry.enabled()) {
            return Reason.DISABLED;
        }
        if (one.content().isBlank()) {
            return Reason.EMPTY;
        }
        var triggers = entry.reach().triggers();
        if (!triggers.isEmpty() && !triggers.contains(scene.trigger())) {
            return Reason.TRIGGER;
        }
        if (!passes(entry.reach().filter())) {
            return Reason.FILTER;
        }
        if (scene.path().size() < entry.timing().delay()) {
            return Reason.DELAYED;
        }
        if (timers.is(Kind.STICKY, one.key())) {
            return null;
        }
        if (timers.is(Kind.COOLDOWN, one.key())) {
            return Reason.COOLING;
        }
        var delay = entry.recursion().delay();
        if (delay > 0 && (phase != Phase.ENTRIES || delay > level)) {
            return Reason.RECURSION_ONLY;
        }
        return phase == Phase.ENTRIES && one.recursive() && entry.recursion().excluded()
                ? Reason.NOT_BY_RECURSION
                : null;
    }

    private boolean passes(LoreEntry.@Nullable Filter filter) {
        if (filter == null || (filter.names().isEmpty() && filter.tags().isEmpty())) {
            return true;
        }
        var named = filter.names().contains(scene.character());
        var tagged = filter.tags().stream().anyMatch(scene.tags()::contains);
        return filter.excluded() != (named || tagged);
    }

    /** What its decorators say against telling it. */
    private @Nullable Reason unasked(Compiled one) {
        var asked = one.decorators();
        if (asked.has("dont_activate_after_match") && timers.is(Kind.FIRED, one.key())) {
            return Reason.ONCE;
        }
        var after = asked.number("activate_only_after");
        if (after != null && replies < after) {
            return Reason.TOO_EARLY;
        }
        var every = asked.number("activate_only_every");
        if (every != null && replies % every != 0) {
            return Reason.NOT_THIS_TIME;
        }
        var greeting = asked.number("is_greeting");
        if (greeting != null && scene.greeting() != null && !greeting.equals(scene.greeting())) {
            return Reason.GREETING;
        }
        var icon = asked.text("is_user_icon");
        if (icon != null && scene.userIcon() != null && !icon.equals(scene.userIcon())) {
            return Reason.ICON;
        }
        return asked.has("dont_activate") && !asked.has("activate") ? Reason.DEACTIVATED : null;
    }

    private Hit byKeys(Compiled one, int depth, boolean among) {
        if (one.primary().isEmpty()) {
            return new Hit(one, Reason.NO_KEYS);
        }
        for (var key : one.primary()) {
            var where = sightings.of(key, one, depth, among);
            if (where != null) {
                return called(one, depth, among, key.shown(), where);
            }
        }
        var broken = one.primary().stream().anyMatch(Key.Broken.class::isInstance);
        return new Hit(one, broken ? Reason.BROKEN_KEY : Reason.NO_KEY);
    }

    /** What the other keys of an entry say once a key of it was found. */
    private Hit called(Compiled one, int depth, boolean among, String key, Sighting where) {
        if (!found(one.excluded(), one, depth, among).isEmpty()) {
            return new Hit(one, Reason.EXCLUDED, key, where);
        }
        if (!one.additional().isEmpty()
                && found(one.additional(), one, depth, among).isEmpty()) {
            return new Hit(one, Reason.ADDITIONAL, key, where);
        }
        var secondary = found(one.secondary(), one, depth, among);
        if (!agrees(one.entry().keys().logic(), one.secondary().size(), secondary.size())) {
            return new Hit(one, Reason.SECONDARY, key, where);
        }
        var all = new ArrayList<>(List.of(key));
        all.addAll(secondary);
        return new Hit(one, Reason.KEY, String.join(" + ", all), where);
    }

    private static boolean agrees(Logic logic, int all, int found) {
        return all == 0
                || switch (logic) {
                    case AND_ANY -> found > 0;
                    case NOT_ALL -> found < all;
                    case NOT_ANY -> found == 0;
                    case AND_ALL -> found == all;
                };
    }

    private List<String> found(List<Key> keys, Compiled one, int depth, boolean among) {
        var found = new ArrayList<String>();
        for (var key : keys) {
            if (sightings.of(key, one, depth, among) != null) {
                found.add(key.shown());
            }
        }
        return found;
    }
}
