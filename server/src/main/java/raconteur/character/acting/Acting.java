package raconteur.character.acting;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.character.lore.EntryKey;
import raconteur.character.lore.LoreEntry.Position;
import raconteur.character.lore.LoreEntry.Source;
import raconteur.character.lore.Outcome;
import raconteur.character.lore.Outcome.Told;
import raconteur.character.lore.Pins;
import raconteur.character.lore.Scene;
import raconteur.character.lore.Scene.Said;
import raconteur.character.lore.Weaving;
import raconteur.character.macro.Macros;
import raconteur.provider.Completion.Role;
import raconteur.turn.MessageId;
import raconteur.turn.Prompt;
import raconteur.turn.TokenCount;

/** Makes the prompt of a character, and what holds once it was answered. For one answer. */
public final class Acting {
    /** Share of the room that lore may take: one in so many. */
    private static final int LORE_SHARE = 4;

    /** Tokens of lore that stay in the history of prompts that only grow, at most: they are kept with each answer. */
    private static final int MOST_PINNED = 8_192;

    private final Cue cue;
    private final Actor actor;
    private final Wording wording;
    private final Lines lines;
    private final List<Prompt.Part> parts = new ArrayList<>();
    private final Map<EntryKey, String> labels = new HashMap<>();

    private Acting(Cue cue) {
        this.cue = cue;
        this.actor = cue.actor();
        this.wording = new Wording(actor.isChinese());
        this.lines = Lines.of(cue);
    }

    /** The prompt for the next answer on this path. */
    public static Acted act(Cue cue) {
        return new Acting(cue).run();
    }

    /** A greeting as it is said: its macros are replaced once, and what they set holds from there on. */
    public static Greeting greet(Actor actor, Partner partner, int index, long seed, ZonedDateTime now) {
        var lines = new Lines(Lines.names(actor, partner), State.NONE, seed, index, now);
        var text = lines.read(actor.greetings().get(index));
        return new Greeting(text, new State(index, State.NONE.timers(), State.NONE.pins(), lines.variables()));
    }

    /** What the author of a preset wrote, as it is said to a character. */
    public static String read(Actor actor, Partner partner, String template, long seed, ZonedDateTime now) {
        return new Lines(Lines.names(actor, partner), State.NONE, seed, 0, now).read(template);
    }

    /** What a character says first, and what holds after it. */
    public record Greeting(String text, State after) {}

    /** Replaces the names in a key of a lorebook, such as <code>{{char}}</code>, and nothing else that is said. */
    public static String named(Actor actor, Partner partner, String key) {
        if (!key.contains("{{") && !key.contains("<")) {
            return key;
        }
        var scene = new raconteur.character.macro.Scene(
                Lines.names(actor, partner), Map.of(), 0, 0, ZonedDateTime.parse("1970-01-01T00:00:00Z"), 1000);
        return Macros.expand(key, scene).text();
    }

    private Acted run() {
        var rules = lines.read(wording.rules());
        var description = lines.read(actor.description());
        var personality = lines.read(actor.personality());
        var scenario = lines.read(actor.scenario());
        var note = lines.read(cue.note());
        var postHistory = lines.read(actor.postHistory(), "");
        var system = actor.systemPrompt().isBlank() ? rules : lines.read(actor.systemPrompt(), wording.rules());
        var examples = Examples.parse(lines.read(actor.examples()));
        var lore = scan(description, personality, scenario);
        lore.verdicts().forEach(one -> labels.put(one.entry(), label(one)));
        if (lore.disabled().contains("system_prompt") && actor.systemPrompt().isBlank()) {
            system = "";
        }
        if (lore.disabled().contains("post_history_instructions")) {
            postHistory = "";
        }
        var places = new Places(system, note, description, personality, scenario, postHistory, examples);
        return told(places, lore);
    }

    /** The author's texts, read. */
    private record Places(
            String system,
            String note,
            String description,
            String personality,
            String scenario,
            String postHistory,
            Examples examples) {}

    private Outcome scan(String description, String personality, String scenario) {
        var sources = Map.of(
                Source.PERSONA, cue.partner().description(),
                Source.DESCRIPTION, description,
                Source.PERSONALITY, personality,
                Source.SCENARIO, scenario,
                Source.CREATOR_NOTES, actor.creatorNotes());
        var scene = new Scene(
                cue.path(),
                sources,
                List.of(),
                cue.trigger(),
                actor.name(),
                actor.tags(),
                cue.before().greeting(),
                null,
                Set.of());
        return cue.lore()
                .scan(
                        scene,
                        cue.before().timers(),
                        Lines.mixed(cue.seed(), cue.path().size()),
                        loreRoom(),
                        text -> (int) Math.min(Integer.MAX_VALUE, TokenCount.about(text)),
                        lines::read);
    }

    private int loreRoom() {
        return Math.clamp(cue.bounds().room() / LORE_SHARE, 0, Integer.MAX_VALUE);
    }

    private static String label(Outcome.Verdict verdict) {
        var title = verdict.title().isBlank() ? verdict.entry().entry() : verdict.title();
        return verdict.key().isEmpty() ? title : title + " ← " + verdict.key();
    }

    private Acted told(Places places, Outcome lore) {
        var shownAtMost = cue.path().stream()
                .filter(said -> !cue.recalled().compressed().contains(said.message()) || isLast(said))
                .toList();
        var sections = weave(shownAtMost, lore);
        before(places, sections.sections());
        var asked = parts.size();
        var aside = new ArrayList<Prompt.Part>();
        if (!places.postHistory().isEmpty()) {
            aside.add(
                    part("instructions", "post-history instructions", Role.USER, wording.aside(places.postHistory())));
        }
        var inHistory = sections.history().stream()
                .filter(line -> line.lore() != null)
                .mapToLong(line -> TokenCount.about(line.text()) + Transcript.FRAME)
                .sum();
        var known = known();
        var room = cue.bounds().room() - tokens(parts) - tokens(aside) - tokens(known) - inHistory;
        var steady = cue.placement() == Placement.APPEND;
        var transcript = Transcript.fitting(
                shownAtMost,
                Math.min(room, cue.bounds().history()),
                cue.bounds().messages(),
                steady);
        var woven = transcript.dropped().messages() == 0 ? sections : weave(transcript.shown(), lore);
        var left = room - transcript.tokens();
        parts.addAll(asked, examples(places.examples(), woven.sections(), left));
        history(woven.history(), known);
        parts.addAll(aside);
        var pins = steady ? woven.pins() : Pins.NONE;
        return new Acted(
                new Prompt(parts, transcript.dropped()),
                new State(cue.before().greeting(), lore.timers(), pins, lines.variables()),
                lore);
    }

    private boolean isLast(Said said) {
        return said.equals(cue.path().getLast());
    }

    private Weaving.Woven weave(List<Said> shown, Outcome lore) {
        return switch (cue.placement()) {
            case AT_POSITION -> Weaving.atPosition(shown, lore.told());
            case APPEND ->
                Weaving.appendOnly(shown, lore.told(), cue.before().pins(), Math.min(loreRoom(), MOST_PINNED));
        };
    }

    /** All that stands before the transcript. */
    private void before(Places places, Map<Position, List<Told>> lore) {
        add("rules", actor.systemPrompt().isBlank() ? "rules" : "system prompt of the card", places.system());
        tell(lore, Position.NOTE_TOP);
        add("system", "system prompt", places.note());
        tell(lore, Position.NOTE_BOTTOM);
        tell(lore, Position.BEFORE);
        SelfPortrait.of(actor).forEach((category, text) -> add("profile", category, text));
        if (!places.description().isEmpty()) {
            add("profile", "description", wording.description(places.description()));
        }
        if (!places.personality().isEmpty()) {
            add("profile", "personality", wording.personality(places.personality()));
        }
        tell(lore, Position.PERSONALITY);
        if (!places.scenario().isEmpty()) {
            add("profile", "scenario", wording.scenario(places.scenario()));
        }
        tell(lore, Position.SCENARIO);
        tell(lore, Position.AFTER);
        var memory = cue.recalled();
        if (!memory.longTerm().isEmpty()) {
            add("memory", "long-term", wording.longTerm(memory.longTerm()));
        }
        if (!memory.shortTerm().isEmpty()) {
            add("memory", "short-term", wording.shortTerm(memory.shortTerm()));
        }
        add("counterpart", cue.partner().name(), wording.partner(cue.partner()));
    }

    private List<Prompt.Part> examples(Examples examples, Map<Position, List<Told>> lore, long room) {
        var shown = new ArrayList<Prompt.Part>();
        var around = new ArrayList<Told>(lore.getOrDefault(Position.EXAMPLES_TOP, List.of()));
        around.addAll(lore.getOrDefault(Position.EXAMPLES_BOTTOM, List.of()));
        var left = room - around.stream().mapToLong(Told::tokens).sum();
        lore.getOrDefault(Position.EXAMPLES_TOP, List.of()).forEach(one -> shown.add(told(one)));
        var frame = TokenCount.about(wording.example("")) + Transcript.FRAME;
        var number = 0;
        for (var block : examples.fitting(left, frame)) {
            shown.add(part("examples", "example " + ++number, Role.SYSTEM, wording.example(block)));
        }
        lore.getOrDefault(Position.EXAMPLES_BOTTOM, List.of()).forEach(one -> shown.add(told(one)));
        return shown;
    }

    /** What the world knows stands right before what is answered: it is another each time, and all before it stays. */
    private List<Prompt.Part> known() {
        return cue.recalled().known().stream()
                .map(one -> part("knowledge", one.label(), Role.USER, wording.known(one)))
                .toList();
    }

    private void history(List<Weaving.Line> woven, List<Prompt.Part> known) {
        var last = cue.path().isEmpty() ? null : cue.path().getLast().message();
        var names = new HashMap<String, String>();
        cue.path().forEach(said -> names.put(said.message(), said.name()));
        for (var line : woven) {
            var lore = line.lore();
            var message = line.message();
            if (lore != null) {
                // models want the system first and together, and would be told there what belongs here
                var role = line.role() == Role.ASSISTANT ? Role.ASSISTANT : Role.USER;
                parts.add(part("lore", labels.getOrDefault(lore, lore.entry()), role, wording.aside(line.text())));
            } else if (message != null) {
                if (message.equals(last)) {
                    parts.addAll(known);
                }
                parts.add(new Prompt.Part(
                        message.equals(last) ? "question" : "history",
                        names.getOrDefault(message, ""),
                        line.role(),
                        line.text(),
                        id(message)));
            }
        }
    }

    private static @Nullable MessageId id(String message) {
        return new MessageId(UUID.fromString(message));
    }

    private void tell(Map<Position, List<Told>> lore, Position position) {
        lore.getOrDefault(position, List.of()).forEach(one -> parts.add(told(one)));
    }

    private Prompt.Part told(Told one) {
        return part("lore", labels.getOrDefault(one.entry(), one.title()), Role.SYSTEM, one.text());
    }

    private void add(String source, String label, String text) {
        if (!text.isBlank()) {
            parts.add(part(source, label, Role.SYSTEM, text));
        }
    }

    private static Prompt.Part part(String source, String label, Role role, String text) {
        return new Prompt.Part(source, label, role, text, null);
    }

    private static long tokens(List<Prompt.Part> parts) {
        return parts.stream()
                .mapToLong(part -> TokenCount.about(part.text()) + Transcript.FRAME)
                .sum();
    }
}
