package raconteur.story.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import raconteur.provider.Completion.Role;
import raconteur.story.payload.EventType;
import raconteur.story.scenario.Script;
import raconteur.turn.Prompt;

/** What a model is told of the scenario: what the author set, who appears, and what matters of the world now. */
final class StageNotes {
    private static final int LAST_SCENES = 3;

    private StageNotes() {}

    /** Nothing for a story without a scenario. */
    static List<Prompt.Part> of(Story story, Move move) {
        var script = story.begun().script();
        if (script == null) {
            return List.of();
        }
        var parts = new ArrayList<Prompt.Part>();
        if (move.type() == EventType.INIT) {
            parts.add(part("scenario", script.title(), given(script)));
        }
        if (!script.cast().isEmpty()) {
            parts.add(part("scenario", "cast", cast(script)));
        }
        script.lore()
                .recalled(recent(story, move))
                .forEach(one -> parts.add(part(
                        "lore",
                        one.key().isEmpty() ? "always" : one.key(),
                        "Known of this world: " + one.entry().text())));
        return parts;
    }

    private static Prompt.Part part(String source, String label, String text) {
        return new Prompt.Part(source, label, Role.SYSTEM, text, null);
    }

    /** At the beginning: later the plot itself says it, in the words that were told. */
    private static String given(Script script) {
        var lines = new ArrayList<String>();
        lines.add("The author of this story has set what follows; begin from it and contradict none of it.");
        line(lines, "Title", script.title());
        line(lines, "Tone", script.tone());
        line(lines, "Premise", script.premise());
        line(lines, "The player is", script.role());
        line(lines, "Primary goal", script.goal());
        line(lines, "At stake", script.stakes());
        return String.join("\n", lines);
    }

    private static void line(List<String> lines, String what, String text) {
        if (!text.isBlank()) {
            lines.add(what + ": " + text);
        }
    }

    private static String cast(Script script) {
        return script.cast().stream()
                .map(StageNotes::part)
                .collect(
                        Collectors.joining("\n", "Who appears; what is said in a scene is said by one of them:\n", ""));
    }

    private static String part(Script.Part part) {
        var lines = new ArrayList<String>();
        lines.add("- " + part.name() + (part.description().isBlank() ? "" : ": " + part.description()));
        line(lines, "  Speaks", part.voice());
        part.lines().forEach(said -> line(lines, "  For example", said));
        return String.join("\n", lines);
    }

    /** The words that call up lore: what was told last, and what is done now. */
    private static List<String> recent(Story story, Move move) {
        var recent = new ArrayList<String>();
        var scenes = story.scenes();
        recent.addAll(scenes.subList(Math.max(0, scenes.size() - LAST_SCENES), scenes.size()));
        recent.add(story.plot().line());
        recent.add(move.text());
        var script = story.begun().script();
        if (move.type() == EventType.INIT && script != null) {
            recent.addAll(List.of(script.premise(), script.role(), script.goal(), script.stakes()));
        }
        return recent;
    }

    /** The events that a model may route to besides the resolution. */
    static String routes(Setup setup) {
        var routes = List.of(EventType.DECISION, EventType.COMBAT, EventType.PUZZLE).stream()
                .filter(setup::allows)
                .map(EventType::name)
                .toList();
        return routes.size() == 1
                ? routes.getFirst() + " and to nothing else"
                : String.join(", ", routes.subList(0, routes.size() - 1)) + " or " + routes.getLast();
    }

    /** Whether a story is told in the language of its scenario, in whatever script or region. */
    static boolean isTold(Script script, Setup setup) {
        return language(script.language()).equals(language(setup.constraints().language()));
    }

    private static String language(String tag) {
        return Locale.forLanguageTag(tag).getLanguage();
    }
}
