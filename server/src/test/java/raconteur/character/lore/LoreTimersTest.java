package raconteur.character.lore;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.character.lore.Draft.constant;
import static raconteur.character.lore.Draft.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import raconteur.provider.Completion;

/** What lasts from one message to the next, and only on its own branch. */
class LoreTimersTest {
    private static final String NOTHING = "nothing";

    /** Reasons for an entry at each message of a path, timers handed on from one to the next. */
    private static List<Reason> along(Draft draft, String... said) {
        var reasons = new ArrayList<Reason>();
        var timers = Timers.NONE;
        for (var at = 1; at <= said.length; at++) {
            var outcome = Search.in(draft)
                    .settings(LoreSettings.DEFAULT.withScanDepth(1))
                    .timers(timers)
                    .said(java.util.Arrays.copyOf(said, at))
                    .run();
            timers = outcome.timers();
            reasons.add(outcome.verdicts().getFirst().reason());
        }
        return reasons;
    }

    @Test
    void aStickyEntryIsToldOnForSoManyMessages() {
        assertThat(along(entry("e", "door").with("sticky", 3), "door", NOTHING, NOTHING, NOTHING))
                .containsExactly(Reason.KEY, Reason.STICKY, Reason.STICKY, Reason.NO_KEY);
    }

    @Test
    void anEntryThatCoolsDownIsSilentForSoManyMessages() {
        assertThat(along(entry("e", "door").with("cooldown", 3), "door", "door", "door", "door"))
                .containsExactly(Reason.KEY, Reason.COOLING, Reason.COOLING, Reason.KEY);
    }

    @Test
    void coolingBeginsWhenBeingToldOnEnds() {
        assertThat(along(
                        entry("e", "door").with("sticky", 2).with("cooldown", 2),
                        "door",
                        "door",
                        "door",
                        "door",
                        "door"))
                .containsExactly(Reason.KEY, Reason.STICKY, Reason.COOLING, Reason.COOLING, Reason.KEY);
    }

    @Test
    void anEntryMayWaitUntilThereAreSoManyMessages() {
        assertThat(along(entry("e", "door").with("delay", 3), "door", "door", "door"))
                .containsExactly(Reason.DELAYED, Reason.DELAYED, Reason.KEY);
    }

    @Test
    void whoIsToldOnIsNotDrawnForAgainAndKeepsItsGroup() {
        var sticky = constant("kept").with("sticky", 5).with("probability", 50).with("group", "g");
        var seed = 0L;
        while (Search.in(sticky).seed(seed).said("x").told().isEmpty()) {
            seed++;
        }
        var timers = Search.in(sticky).seed(seed).said("x").run().timers();
        for (var other = 0; other < 50; other++) {
            assertThat(Search.in(sticky, constant("rival").with("group", "g").with("groupOverride", true))
                            .timers(timers)
                            .seed(other)
                            .said("x", "y")
                            .told())
                    .containsExactly("kept");
        }
    }

    @Test
    void theSameMomentAgainIsFoundOutAnew() {
        var draft = entry("e", "door").with("sticky", 5).with("cooldown", 5);
        var timers = Search.in(draft).said("door").run().timers();

        assertThat(Search.in(draft).timers(timers).said("door").why("e")).isEqualTo(Reason.KEY);
    }

    @Test
    void onAPathWithoutItsMessageATimerDoesNotExist() {
        var draft = entry("e", "door").with("sticky", 5);
        var timers = Search.in(draft).said("x", "y", "door").run().timers();
        var other = new ArrayList<>(Search.path("x", "y"));
        other.add(new Scene.Said("another", Completion.Role.USER, "Ada", "z"));
        other.add(new Scene.Said("one more", Completion.Role.ASSISTANT, "Wendy", "z"));

        var outcome = Search.in(draft)
                .settings(LoreSettings.DEFAULT.withScanDepth(1))
                .timers(timers)
                .scene(Scene.of(other))
                .run();

        assertThat(timers.all()).hasSize(1);
        assertThat(outcome.told()).isEmpty();
        assertThat(outcome.timers().all()).isEmpty();
    }

    @Test
    void anEntryMayBeToldOnForEverOrOnlyOnce() {
        assertThat(along(entry("e", "door").says("@@keep_activate_after_match\nopen"), "x", "door", "x", "x"))
                .containsExactly(Reason.NO_KEY, Reason.KEY, Reason.KEPT, Reason.KEPT);
        assertThat(along(entry("e", "door").says("@@dont_activate_after_match\nopen"), "door", "door"))
                .containsExactly(Reason.KEY, Reason.ONCE);
    }

    /** Grows trees of messages at random and asks at every leaf: is it as if only this path had ever been? */
    @Test
    void timersAtALeafAreThoseOfAReplayOfItsPath() {
        var random = new Random(1);
        var words = List.of("door", "key", "lamp", NOTHING, NOTHING);
        var drafts = new Draft[] {
            entry("a", "door").with("sticky", 3).with("cooldown", 4),
            entry("b", "key").with("cooldown", 3).with("probability", 60),
            entry("c", "lamp").says("@@dont_activate_after_match\ndark"),
            entry("d", "lamp").says("@@keep_activate_after_match\nbright"),
            entry("e", "door", "key").with("group", "g").with("sticky", 2),
            entry("f", "door", "lamp").with("group", "g").with("delay", 4)
        };
        for (var sequence = 0; sequence < 1000; sequence++) {
            var paths = new HashMap<Integer, List<Scene.Said>>();
            var kept = new HashMap<Integer, Timers>();
            paths.put(0, List.of());
            kept.put(0, Timers.NONE);
            var last = 0;
            for (var step = 1; step <= 12; step++) {
                // mostly on, at times an edit, a rewind, a fork: a message below any earlier one
                var parent = random.nextInt(3) == 0 ? random.nextInt(step) : last;
                var path = new ArrayList<>(paths.getOrDefault(parent, List.of()));
                var role = path.size() % 2 == 0 ? Completion.Role.USER : Completion.Role.ASSISTANT;
                path.add(new Scene.Said("m" + step, role, "Ada", words.get(random.nextInt(words.size()))));
                paths.put(step, path);
                kept.put(step, after(drafts, path, kept.getOrDefault(parent, Timers.NONE)));
                last = step;
            }
            assertThat(kept.get(last)).isEqualTo(replayed(drafts, paths.getOrDefault(last, List.of())));
        }
    }

    private static Timers replayed(Draft[] drafts, List<Scene.Said> path) {
        var timers = Timers.NONE;
        for (var at = 1; at <= path.size(); at++) {
            timers = after(drafts, path.subList(0, at), timers);
        }
        return timers;
    }

    private static Timers after(Draft[] drafts, List<Scene.Said> path, Timers before) {
        return Search.in(drafts)
                .seed(path.getLast().message().hashCode())
                .timers(before)
                .scene(Scene.of(path))
                .run()
                .timers();
    }
}
