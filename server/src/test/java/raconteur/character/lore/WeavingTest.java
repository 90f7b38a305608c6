package raconteur.character.lore;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.character.lore.Draft.constant;
import static raconteur.character.lore.Draft.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import raconteur.character.lore.LoreEntry.Position;
import raconteur.character.lore.Outcome.Told;
import raconteur.character.lore.Weaving.Line;
import raconteur.provider.Completion;

/** Where told entries stand, and what that does to the beginning of a prompt. */
class WeavingTest {
    private static final int ROOM = 100_000;

    private static List<String> texts(Weaving.Woven woven) {
        return woven.history().stream().map(Line::text).toList();
    }

    @Test
    void eachStandsAtItsPosition() {
        var told = Search.in(
                        constant("before").with("position", 0),
                        constant("after").with("position", 1),
                        constant("note").with("position", 2),
                        constant("examples").with("position", 5),
                        constant("named").with("position", 7).with("outletName", "map"))
                .said("x")
                .run()
                .told();

        var sections = Weaving.atPosition(Search.path("x"), told).sections();

        assertThat(sections)
                .containsOnlyKeys(
                        Position.BEFORE, Position.AFTER, Position.NOTE_TOP, Position.EXAMPLES_TOP, Position.OUTLET);
        assertThat(sections.getOrDefault(Position.OUTLET, List.of()))
                .singleElement()
                .satisfies(one -> assertThat(one.placement().outlet()).isEqualTo("map"));
    }

    @Test
    void depthCountsMessagesFromTheEnd() {
        var path = Search.path("one", "two", "three");
        var told = Search.in(
                        constant("last").with("position", 4).with("depth", 0).with("role", 2),
                        constant("middle").with("position", 4).with("depth", 1),
                        constant("first").with("position", 4).with("depth", 99))
                .said("one", "two", "three")
                .run()
                .told();

        var woven = Weaving.atPosition(path, told);

        assertThat(texts(woven))
                .containsExactly("this is first", "one", "two", "this is middle", "three", "this is last");
        assertThat(woven.history().getLast().role()).isEqualTo(Completion.Role.ASSISTANT);
    }

    @Test
    void appendedEntriesStayBehindTheMessageAtWhichTheyFiredFirst() {
        var path = Search.path("a door", "yes", "a door");
        var first = Weaving.appendOnly(path.subList(0, 1), told("a door"), Pins.NONE, ROOM);
        var later = Weaving.appendOnly(path, told("a door", "yes", "a door"), first.pins(), ROOM);

        assertThat(texts(first)).containsExactly("a door", "this is e");
        assertThat(texts(later)).containsExactly("a door", "this is e", "yes", "a door");
    }

    private static List<Told> told(String... said) {
        return Search.in(entry("e", "door")).said(said).run().told();
    }

    @Test
    void onAPathWithoutItsMessageAnEntryIsPlacedAnew() {
        var first = Weaving.appendOnly(Search.path("a door"), told("a door"), Pins.NONE, ROOM);
        var other = List.of(new Scene.Said("other", Completion.Role.USER, "Ada", "the door"));

        var woven = Weaving.appendOnly(other, told("the door"), first.pins(), ROOM);

        assertThat(woven.pins().all()).extracting(Pins.Pin::message).containsExactly("other");
    }

    @Test
    void anEditedEntryIsToldAgain() {
        var first = Weaving.appendOnly(Search.path("a door"), told("a door"), Pins.NONE, ROOM);
        var edited = Search.in(entry("e", "door").says("now red"))
                .said("a door", "yes", "a door")
                .run()
                .told();

        var woven = Weaving.appendOnly(Search.path("a door", "yes", "a door"), edited, first.pins(), ROOM);

        assertThat(texts(woven)).containsExactly("a door", "this is e", "yes", "a door", "now red");
    }

    @Test
    void whatIsToldInEveryPromptKeepsItsPosition() {
        var told = Search.in(
                        constant("steady").with("position", 0),
                        constant("at times").with("position", 0).with("probability", 99.9))
                .said("x")
                .run()
                .told();

        var woven = Weaving.appendOnly(Search.path("x"), told, Pins.NONE, ROOM);

        assertThat(woven.sections().getOrDefault(Position.BEFORE, List.of()))
                .extracting(Told::title)
                .containsExactly(told.stream()
                        .filter(Told::steady)
                        .findFirst()
                        .orElseThrow()
                        .title());
        assertThat(woven.pins().all()).extracting(pin -> pin.entry().entry()).containsExactly("at times");
    }

    @Test
    void whenThereIsNoRoomTheOldestThatDoNotFireGoTogether() {
        var pins = new ArrayList<Pins.Pin>();
        for (var at = 0; at < 10; at++) {
            var key = new EntryKey("book", "old" + at);
            pins.add(new Pins.Pin(key, "", "m0", Completion.Role.SYSTEM, "old " + at, 10));
        }

        var woven = Weaving.appendOnly(Search.path("a door"), told("a door"), new Pins(pins), 100);

        assertThat(woven.rewritten()).isTrue();
        assertThat(woven.pins().all())
                .hasSize(5)
                .extracting(pin -> pin.entry().entry())
                .contains("e", "old9");
    }

    /** Must show: the share of a prompt that begins as the prompt before it did, over fifty turns, both ways. */
    @Test
    void appendedLoreLeavesTheBeginningOfAPromptAlone() {
        var drafts = IntStream.range(0, 200)
                .mapToObj(at -> entry("e" + at, "place" + at + ".")
                        .says(("What there is to know of place " + at + ". ").repeat(8))
                        .with("position", at % 3 == 0 ? 4 : at % 2))
                .toArray(Draft[]::new);
        var index = LoreIndex.of(
                List.of(new Shelf("book", Shelf.Owner.CHARACTER, Draft.book(drafts))),
                LoreSettings.DEFAULT.withScanDepth(4),
                text -> text);

        var moving = share(index, false);
        var appended = share(index, true);

        System.out.printf(
                "identical prefix over 50 turns: at position %.1f %%, append-only %.1f %%%n",
                100 * moving, 100 * appended);
        assertThat(appended).isGreaterThan(0.95).isGreaterThan(moving);
    }

    private static double share(LoreIndex index, boolean append) {
        var random = new Random(5);
        var path = new ArrayList<Scene.Said>();
        var before = "";
        var timers = Timers.NONE;
        var pins = Pins.NONE;
        var same = 0L;
        var all = 0L;
        for (var turn = 0; turn < 50; turn++) {
            path.add(said(path.size(), Completion.Role.USER, random));
            var outcome = index.scan(Scene.of(path), timers, turn, 100_000, String::length, text -> text);
            timers = outcome.timers();
            var woven = append
                    ? Weaving.appendOnly(path, outcome.told(), pins, ROOM)
                    : Weaving.atPosition(path, outcome.told());
            pins = woven.pins();
            var prompt = prompt(woven);
            same += common(before, prompt);
            all += before.length();
            before = prompt;
            path.add(said(path.size(), Completion.Role.ASSISTANT, random));
        }
        return (double) same / all;
    }

    private static Scene.Said said(int at, Completion.Role role, Random random) {
        var text = "We went on for a long while and came to place" + random.nextInt(200) + ". "
                + String.join(" ", Collections.nCopies(20 + random.nextInt(30), "word"));
        return new Scene.Said("m" + at, role, role == Completion.Role.USER ? "Ada" : "Wendy", text);
    }

    private static String prompt(Weaving.Woven woven) {
        var prompt = new StringBuilder();
        section(prompt, woven.sections(), Position.BEFORE);
        prompt.append("You are Wendy, ".repeat(100)).append('\n');
        section(prompt, woven.sections(), Position.AFTER);
        woven.history()
                .forEach(line -> prompt.append(line.role())
                        .append(": ")
                        .append(line.text())
                        .append('\n'));
        return prompt.toString();
    }

    private static void section(StringBuilder prompt, Map<Position, List<Told>> sections, Position position) {
        sections.getOrDefault(position, List.of())
                .forEach(one -> prompt.append(one.text()).append('\n'));
    }

    private static int common(String one, String other) {
        var at = 0;
        while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }
}
