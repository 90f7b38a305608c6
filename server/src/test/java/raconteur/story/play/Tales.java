package raconteur.story.play;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.story.constraint.Compliance;
import raconteur.story.constraint.Constraints;
import raconteur.story.payload.EventType;
import raconteur.story.scenario.Lore;
import raconteur.story.scenario.Script;

/** Stories and what models say to them, for tests. */
public final class Tales {
    public static final Instant AT = Instant.parse("2025-04-18T12:00:00Z");
    public static final String ADA = "ada";
    public static final Constraints FREE = new Constraints("en", "PG", 220, 40, List.of());
    public static final Compliance COMPLIANCE = Compliance.of(FREE);

    private Tales() {}

    public static Setup setup(String seed, Difficulty difficulty) {
        return new Setup(
                "sess_test_001",
                1,
                difficulty,
                300_000,
                seed,
                FREE,
                new Setup.Slots(null, null, null),
                new Setup.Client(null, null),
                "story");
    }

    public static Setup setup() {
        return setup("run_test_001", Difficulty.NORMAL);
    }

    /** What a story is begun with that comes from a scenario where only this may happen. */
    static Setup scripted(List<EventType> allowed) {
        var setup = setup();
        var script =
                new Script(new UUID(0, 1), 1, "Well", "en", "A well.", "", "", "", "", allowed, List.of(), Lore.NONE);
        return new Setup(
                setup.sessionId(),
                setup.players(),
                setup.difficulty(),
                setup.limitMs(),
                setup.runSeed(),
                setup.constraints(),
                setup.slots(),
                setup.client(),
                setup.model(),
                script);
    }

    /** A story after its first event, at this arc. */
    public static Story begun(String next) {
        var story = Story.UNBEGUN.after(new StoryEvent.Begun(setup()));
        return play(story, EventType.INIT, null, null, proposal(EventType.INIT, next, 0));
    }

    public static Story play(
            Story story,
            EventType type,
            @Nullable Integer option,
            @Nullable String text,
            @Nullable ObjectNode proposal) {
        var now = story;
        for (var event : events(
                story, type, option, text, proposal, new Tick(story.clock().elapsedMs() + 1000, 0))) {
            now = now.after(event);
        }
        return now;
    }

    public static List<StoryEvent> events(
            Story story,
            EventType type,
            @Nullable Integer option,
            @Nullable String text,
            @Nullable ObjectNode proposal,
            Tick tick) {
        var heard = new Telling.Heard(proposal, proposal == null ? "UPSTREAM_ERROR" : null, null, AT, tick);
        return Telling.of(story, move(story, type, option, text), heard, COMPLIANCE);
    }

    public static Move move(Story story, EventType type, @Nullable Integer option, @Nullable String text) {
        return story.move(new StoryCommand.Act(type, ADA, option, text, "asked"));
    }

    /** What a good model says. */
    public static ObjectNode proposal(EventType type, String next, int arc) {
        var said = JsonNodeFactory.instance.objectNode();
        said.putObject("ai_state")
                .put("title", "The Lamp")
                .put("tone", "quiet")
                .put("memory_summary", "A lamp was lit in the tower.")
                .put("arc_progress", arc);
        switch (type) {
            case INIT -> {
                said.putObject("mainline")
                        .put("premise", "The lamp went out.")
                        .put("player_role", "the keeper")
                        .put("primary_goal", "Light the lamp again")
                        .put("stakes", "Ships will be lost.");
                said.putObject("opening")
                        .put("scene", "It is dark on the stairs.")
                        .put("npc_line", "Who is there?");
                said.putObject("start_hint").put("how_to_play_next", "Choose what to do.");
            }
            case ACTION -> {
                said.putObject("action").put("accepted", true);
                result(said);
            }
            case DECISION -> result(said);
            case COMBAT -> {
                said.putObject("result")
                        .put("player_action", "You swing the lantern.")
                        .put("enemy_action", "The gull dives.")
                        .put("outcome", "Feathers fly.");
                scene(said);
            }
            case PUZZLE -> {
                said.putObject("puzzle")
                        .put("title", "The lock")
                        .put("riddle", "What burns and is cold?")
                        .put("hint_level", 1)
                        .put("key_fact", "Frost burns.");
                said.putObject("attempt").put("is_correct", false);
                said.putObject("result")
                        .put("outcome", "The lock stays shut.")
                        .put("consequence", "Time goes by.")
                        .put("failure_level", "none")
                        .put("enemy_triggered", false);
                scene(said);
            }
            case RESOLUTION -> {
                said.putObject("ending").put("title", "Light").put("outcome", "The lamp burns.");
                said.putObject("epilogue").put("scene", "Ships pass by.").put("closing_line", "Well done.");
                said.putArray("key_choices")
                        .addObject()
                        .put("event_type", "decision")
                        .put("choice_text", "Sold the lamp")
                        .put("impact", "It was gone.");
                said.putObject("novel_summary")
                        .put("story_overview", "A keeper and a lamp.")
                        .put("player_journey", "Up the stairs.")
                        .put("final_outcome", "It burns.");
            }
            case NOVEL ->
                said.put("title", "The Lamp")
                        .put("content", "The lamp burned again. ".repeat(28).strip());
        }
        if (type != EventType.RESOLUTION && type != EventType.NOVEL) {
            var options = said.putArray("options");
            options.addObject().put("text", "Climb the stairs");
            options.addObject().put("text", "Call out");
            options.addObject().put("text", "Turn back");
            said.putObject("routing").put("next_event_type", next).put("should_end", next.equals("RESOLUTION"));
        }
        return said;
    }

    private static void result(ObjectNode said) {
        said.putObject("result").put("outcome", "The stairs hold.").put("effect", "You are at the top.");
        scene(said);
    }

    private static void scene(ObjectNode said) {
        said.putObject("scene").put("summary", "The wind sings in the tower.").put("npc_line", "Careful now.");
    }

    /** What models of all kinds say: good, odd, or nothing. */
    public static @Nullable ObjectNode anything(Random random, EventType type) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        var words = List.of("DECISION", "COMBAT", "PUZZLE", "RESOLUTION", "END", "INIT", "dance", "combat");
        var said = proposal(type, words.get(random.nextInt(words.size())), random.nextInt(-20, 130));
        if (said.path("result") instanceof ObjectNode result && type == EventType.PUZZLE) {
            result.put(
                    "failure_level", List.of("none", "minor", "major", "deadly").get(random.nextInt(4)));
            result.put("enemy_triggered", random.nextBoolean());
        }
        if (said.path("routing") instanceof ObjectNode routing && random.nextInt(4) == 0) {
            routing.put("should_end", random.nextBoolean());
        }
        var names = new ArrayList<String>();
        said.fieldNames().forEachRemaining(names::add);
        if (random.nextInt(4) == 0) {
            said.remove(names.get(random.nextInt(names.size())));
        }
        return said;
    }
}
