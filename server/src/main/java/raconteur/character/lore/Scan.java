package raconteur.character.lore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import raconteur.character.lore.Outcome.Told;
import raconteur.character.lore.Outcome.Verdict;
import raconteur.character.lore.Timers.Kind;

/**
 * One search of all open books, in rounds: what the transcript calls up, then what told entries call up, then what
 * older messages do where too few have fired. An entry is told once. Used once.
 */
final class Scan {
    /** What a round is for. */
    enum Phase {
        FIRST,
        ENTRIES,
        DEEPER,
        DONE
    }

    /** What others may hear of a told entry. */
    private record Spoken(EntryKey entry, String text) {}

    private final LoreIndex index;
    private final Scene scene;
    private final Timers.Now timers;
    private final Purse purse;
    private final UnaryOperator<String> macros;
    private final Sightings sightings;
    private final Checks checks;
    private final Draws draws;
    private final Map<Compiled, Verdict> verdicts = new HashMap<>();
    private final Map<Hit, Told> told = new LinkedHashMap<>();
    private final Set<Compiled> settled = new HashSet<>();
    private final TreeSet<Integer> delays = new TreeSet<>();
    private int level;
    private int round;
    private int further;

    Scan(LoreIndex index, Scene scene, Timers.Now timers, long seed, Purse purse, UnaryOperator<String> macros) {
        this.index = index;
        this.scene = scene;
        this.timers = timers;
        this.purse = purse;
        this.macros = macros;
        this.sightings = new Sightings(index, scene);
        this.checks = new Checks(scene, timers, sightings);
        this.draws = new Draws(seed);
        index.entries().forEach(one -> delays.add(one.entry().recursion().delay()));
        delays.remove(0);
        this.level = Objects.requireNonNullElse(delays.pollFirst(), 0);
    }

    Outcome run() {
        var rounds = 0; // of entries that call up entries; searching deeper has a bound of its own
        for (var phase = Phase.FIRST; phase != Phase.DONE; ) {
            round++;
            rounds += phase == Phase.ENTRIES ? 1 : 0;
            var hits = hits(phase);
            var spoken = admit(hits);
            phase = next(spoken, rounds);
        }
        return outcome();
    }

    private List<Hit> hits(Phase phase) {
        var hits = new ArrayList<Hit>();
        for (var one : index.entries()) {
            if (settled.contains(one)) {
                continue;
            }
            var hit = checks.of(one, phase, level, depth(one));
            if (hit.reason().told()) {
                hits.add(hit);
            } else if (hit.reason() != Reason.NOT_BY_RECURSION || checks.isNamed(one)) {
                rule(hit, hit.reason()); // else what was said of it in the first round stands
            }
        }
        hits.sort(Comparator.comparingInt((Hit hit) -> hit.reason() == Reason.STICKY ? 0 : 1)
                .thenComparingInt(hit -> hit.one().decorators().has("ignore_on_max_context") ? 1 : 0));
        var groups = new Groups(index.settings().groupScoring(), one -> checks.score(one, phase, depth(one)), draws);
        var losers = groups.losers(hits, told.keySet());
        losers.forEach(hit -> rule(hit, Reason.GROUP));
        hits.removeAll(losers);
        return hits;
    }

    private int depth(Compiled one) {
        return one.ownDepth() == null ? index.settings().scanDepth() + further : one.ownDepth();
    }

    /** Tells those that are lucky and fit, and answers what of them others may hear. */
    private List<Spoken> admit(List<Hit> hits) {
        var spoken = new ArrayList<Spoken>();
        for (var hit : hits) {
            var one = hit.one();
            var chance = one.entry().chance();
            if (!isToldOn(hit) && chance.used() && draws.of("entry " + one.key()) * 100 >= chance.percent()) {
                settled.add(one);
                rule(hit, Reason.CHANCE);
                continue;
            }
            var text = macros.apply(one.content()).strip();
            var tokens = purse.count(text);
            if (text.isEmpty()) {
                settled.add(one);
                rule(hit, Reason.EMPTY);
            } else if (!purse.pays(one, tokens)) {
                rule(hit, Reason.BUDGET);
            } else {
                settled.add(one);
                rule(hit, hit.reason());
                told.put(hit, told(one, text, tokens));
                if (!one.entry().recursion().prevented()) {
                    spoken.add(new Spoken(one.key(), text + one.hidden()));
                }
            }
        }
        return spoken;
    }

    /** Who is told on was lucky once, and that is enough. */
    private static boolean isToldOn(Hit hit) {
        return hit.reason() == Reason.STICKY || hit.reason() == Reason.KEPT;
    }

    private static Told told(Compiled one, String text, int tokens) {
        return new Told(
                one.key(),
                one.entry().title(),
                text,
                Integer.toHexString(one.content().hashCode()),
                one.placement(),
                one.entry().order(),
                tokens,
                one.isSteady(),
                one.decorators().has("ignore_on_max_context"));
    }

    private void rule(Hit hit, Reason reason) {
        var one = hit.one();
        verdicts.put(one, new Verdict(one.key(), one.entry().title(), reason, hit.key(), hit.where(), round));
    }

    private Phase next(List<Spoken> spoken, int rounds) {
        if (purse.isEmpty()) {
            return Phase.DONE;
        }
        spoken.forEach(one -> sightings.add(one.entry(), one.text()));
        var settings = index.settings();
        var mayCall = rounds < settings.rounds();
        if (mayCall && !spoken.isEmpty() && index.entries().stream().anyMatch(Compiled::recursive)) {
            return Phase.ENTRIES;
        }
        var deepest = settings.deepest() == 0 ? sightings.messages() : settings.deepest();
        if (told.size() < settings.leastFired()
                && settings.scanDepth() + further < Math.min(deepest, sightings.messages())) {
            further++;
            return Phase.DEEPER;
        }
        if (mayCall && !delays.isEmpty()) {
            level = Objects.requireNonNull(delays.pollFirst());
            return Phase.ENTRIES;
        }
        return Phase.DONE;
    }

    private Outcome outcome() {
        var order = new ArrayList<>(told.values());
        order.sort(Comparator.comparingInt(Told::order).reversed());
        var disabled = new HashSet<String>();
        for (var hit : told.keySet()) {
            var prompt = hit.one().decorators().text("disable_ui_prompt");
            if (prompt != null) {
                disabled.add(prompt);
            }
        }
        return new Outcome(
                order.reversed(),
                index.entries().stream()
                        .map(one -> Objects.requireNonNull(verdicts.get(one)))
                        .toList(),
                new Timers(timersAfter()),
                disabled,
                purse.spent(),
                purse.overflowed(),
                sightings.hurried());
    }

    private List<Timers.Timer> timersAfter() {
        var kept = new ArrayList<>(timers.kept());
        if (scene.path().isEmpty()) {
            return kept;
        }
        var message = scene.path().getLast().message();
        for (var hit : told.keySet()) {
            var one = hit.one();
            var timing = one.entry().timing();
            begin(kept, one, Kind.STICKY, message, timing.sticky());
            begin(kept, one, Kind.COOLDOWN, message, timing.cooldown());
            var remembers = one.decorators().has("keep_activate_after_match")
                    || one.decorators().has("dont_activate_after_match");
            begin(kept, one, Kind.FIRED, message, remembers ? 1 : 0);
        }
        return kept;
    }

    private void begin(List<Timers.Timer> kept, Compiled one, Kind kind, String message, int length) {
        if (length > 0 && !timers.is(kind, one.key())) {
            kept.add(new Timers.Timer(one.key(), kind, message, length, false));
        }
    }
}
