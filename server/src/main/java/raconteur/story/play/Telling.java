package raconteur.story.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import raconteur.story.constraint.Compliance;
import raconteur.story.constraint.Fallback;
import raconteur.story.constraint.Mended;
import raconteur.story.constraint.Mending;
import raconteur.story.payload.EventType;
import raconteur.story.payload.Form;
import raconteur.story.play.Judge.Judgement;
import raconteur.story.play.Ruling.Rule;

/**
 * Makes of a move, and of whatever a model said to it, what happened: ruled by the server, and mended until it breaks
 * no constraint. Pure and quick; never fails.
 */
public final class Telling {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final int MOST_MOMENTS = 5;

    private final Story story;
    private final Move move;
    private final @Nullable JsonNode proposal;
    private final Heard heard;
    private final Map<String, JsonNode> given = new LinkedHashMap<>();
    private final Map<String, JsonNode> kept = new LinkedHashMap<>();

    /**
     * What was heard of the model, and when.
     *
     * @param proposal the value it gave; null where there is none
     * @param fault why there is none
     * @param turn in which it was asked
     */
    public record Heard(
            @Nullable JsonNode proposal,
            @Nullable String fault,
            @Nullable String turn,
            Instant at,
            Tick now) {}

    private Telling(Story story, Move move, Heard heard) {
        this.story = story;
        this.move = move;
        this.proposal = heard.proposal();
        this.heard = heard;
    }

    /** The events of a move; the last of them is what was told. */
    public static List<StoryEvent> of(Story story, Move move, Heard heard, Compliance compliance) {
        return new Telling(story, move, heard).tell(compliance);
    }

    private List<StoryEvent> tell(Compliance compliance) {
        var judged = Judge.of(story, move, proposal, heard.now());
        var rulings = new ArrayList<>(judged.rulings());
        give(judged);
        keep(rulings);
        var fallback = new Fallback(story.options(), given, kept, story.scenes());
        var mended = compliance.mend(Form.of(move.type()), proposal, fallback);
        if (move.type() == EventType.PUZZLE) {
            // no word for people: it stands even where every word had to give way
            mended.payload().withObject("/result").put("failure_level", judged.failure());
        }

        var chosen = move.chosen();
        var events = new ArrayList<StoryEvent>();
        events.add(new StoryEvent.Acted(
                move.number(),
                move.type(),
                move.player(),
                chosen == null ? null : chosen.id(),
                move.text(),
                move.request()));
        events.add(new StoryEvent.Drawn(move.number(), move.draw()));
        rulings.forEach(ruling -> events.add(
                new StoryEvent.Ruled(move.number(), ruling, ruling.rule().reason())));
        events.add(new StoryEvent.Told(
                move.number(),
                move.type(),
                mended.payload(),
                source(mended),
                proposal,
                mended.mendings().stream().map(Telling::noted).toList(),
                heard.turn(),
                heard.fault(),
                judged.vitals(),
                heard.now()));
        return events;
    }

    private StoryEvent.Source source(Mended mended) {
        if (proposal == null) {
            return StoryEvent.Source.TEMPLATE;
        }
        return mended.mendings().stream().allMatch(mending -> mending.step() == Mending.Step.READ)
                ? StoryEvent.Source.MODEL
                : StoryEvent.Source.MENDED;
    }

    private static JsonNode noted(Mending mending) {
        return JSON.objectNode()
                .put("step", mending.step().name())
                .put("pointer", mending.pointer())
                .put("what", mending.what());
    }

    /** What the server says, whatever was proposed. */
    private void give(Judgement judged) {
        var seed = story.begun().runSeed();
        var type = move.type();
        give(
                "/ai_state/world_seed",
                type == EventType.INIT ? Worlds.name(seed) : story.plot().worldSeed());
        given.put("/ai_state/arc_progress", JSON.numberNode(judged.arc()));
        give("/routing/next_event_type", judged.next());
        given.put("/routing/should_end", JSON.booleanNode(judged.ends()));
        give("/meta/trace_id", "%s_%s_%s_%03d".formatted(type.wire(), seed, DAY.format(heard.at()), move.number()));
        switch (type) {
            case INIT -> author();
            case NOVEL -> {}
            case DECISION -> selected("/decision");
            case ACTION -> give("/action/text", move.text());
            case COMBAT -> fight(judged);
            case PUZZLE -> {
                selected("/attempt");
                given.put("/attempt/is_correct", JSON.booleanNode(judged.correct()));
                give("/result/failure_level", judged.failure());
                given.put("/result/enemy_triggered", JSON.booleanNode(judged.enemyTriggered()));
            }
            case RESOLUTION -> given.put("/key_choices", moments());
        }
    }

    /** What the author of the scenario wrote stands, where it is in the language that is told. */
    private void author() {
        var script = story.begun().script();
        if (script == null || !StageNotes.isTold(script, story.begun())) {
            return;
        }
        give("/ai_state/title", script.title());
        give("/mainline/premise", script.premise());
        written("/ai_state/tone", script.tone());
        written("/mainline/player_role", script.role());
        written("/mainline/primary_goal", script.goal());
        written("/mainline/stakes", script.stakes());
    }

    private void written(String field, String text) {
        if (!text.isBlank()) {
            give(field, text);
        }
    }

    private void give(String field, String text) {
        given.put(field, JSON.textNode(text));
    }

    private void selected(String at) {
        var chosen = move.chosen();
        given.put(at + "/selected_option_id", JSON.numberNode(chosen == null ? freely() : chosen.id()));
        give(at + "/selected_option_text", move.text());
    }

    /** The id of what was done freely instead: one that was not offered. */
    private int freely() {
        return story.options().stream().mapToInt(option -> option.id()).max().orElse(0) + 1;
    }

    private void fight(Judgement judged) {
        given.put("/result/damage_to_enemy", JSON.numberNode(judged.damageToEnemy()));
        given.put("/result/damage_to_player", JSON.numberNode(judged.damageToPlayer()));
        given.put("/status/player_hp", JSON.numberNode(judged.vitals().playerHp()));
        given.put("/status/enemy_hp", JSON.numberNode(judged.vitals().enemyHp()));
    }

    /** The choices that mattered, as the journal has them; of what each led to the model may speak. */
    private ArrayNode moments() {
        var proposed = proposal == null
                ? Map.<String, String>of()
                : StreamSupport.stream(proposal.path("key_choices").spliterator(), false)
                        .collect(Collectors.toMap(
                                choice -> choice.path("choice_text").asText(),
                                choice -> choice.path("impact").asText(),
                                (first, _) -> first));
        var moments = JSON.arrayNode();
        var deeds = story.remembered(MOST_MOMENTS);
        for (var deed : deeds) {
            var impact = proposed.getOrDefault(deed.text(), deed.outcome());
            moments.addObject()
                    .put("event_type", deed.type().wire())
                    .put("choice_text", deed.text())
                    .put("impact", impact.isBlank() ? deed.outcome() : impact);
        }
        if (deeds.isEmpty()) {
            moments.addObject()
                    .put("event_type", EventType.INIT.wire())
                    .put("choice_text", story.plot().role())
                    .put("impact", story.plot().stakes());
        }
        return moments;
    }

    /** What stands where nothing usable was proposed. */
    private void keep(List<Ruling> rulings) {
        var plot = story.plot();
        if (move.type() != EventType.INIT) {
            keep("/ai_state/title", plot.title());
            keep("/ai_state/tone", plot.tone());
            keep("/ai_state/memory_summary", plot.memory());
            keep("/scene/npc_line", plot.line());
        }
        if (move.type() == EventType.RESOLUTION) {
            keep("/ending/title", plot.title());
            keep("/novel_summary/story_overview", plot.memory());
            keep(
                    "/novel_summary/player_journey",
                    story.remembered(MOST_MOMENTS).stream().map(Deed::outcome).collect(Collectors.joining()));
            keep("/epilogue/closing_line", plot.line());
            remember(rulings);
        }
        if (move.type() == EventType.NOVEL) {
            keep("/title", plot.title());
        }
    }

    private void keep(String field, String text) {
        if (!text.isBlank()) {
            kept.put(field, JSON.textNode(text));
        }
    }

    /** That a model remembers what was never done is worth knowing. */
    private void remember(List<Ruling> rulings) {
        var proposed = proposal == null ? null : proposal.get("key_choices");
        var ruled = Objects.requireNonNull(given.get("/key_choices"));
        if (proposed != null && !texts(proposed).equals(texts(ruled))) {
            rulings.add(new Ruling(Rule.AS_RECORDED, "/key_choices", proposed, ruled));
        }
    }

    private static List<String> texts(JsonNode choices) {
        return StreamSupport.stream(choices.spliterator(), false)
                .map(choice -> choice.path("choice_text").asText().toLowerCase(Locale.ROOT))
                .toList();
    }
}
