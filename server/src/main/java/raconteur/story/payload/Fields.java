package raconteur.story.payload;

import java.util.ArrayList;
import java.util.List;
import raconteur.story.payload.Field.By;

/** The fields of the seven payloads, in the order of the contract. */
final class Fields {
    private static final int TITLE = 60;
    private static final int SHORT = 200;
    private static final int LONG = 600;

    /** Longer than any limit of a session: such a field is bounded by the session's own. */
    private static final int SESSION = 10_000;

    private static final List<String> PROPOSED = List.of("DECISION", "COMBAT", "PUZZLE", "RESOLUTION");

    private final List<Field> fields = new ArrayList<>();

    private Fields() {}

    static List<Field> of(EventType type) {
        var fields = new Fields();
        fields.state();
        switch (type) {
            case INIT -> fields.init();
            case DECISION -> fields.decision();
            case ACTION -> fields.action();
            case COMBAT -> fields.combat();
            case PUZZLE -> fields.puzzle();
            case RESOLUTION -> fields.resolution();
            case NOVEL -> fields.novel();
        }
        fields.routing(type);
        fields.server("/meta/trace_id", new Slot.Name());
        return fields.fields;
    }

    private void state() {
        server("/ai_state/world_seed", new Slot.Name());
        words("/ai_state/title", Topic.TITLE, TITLE);
        words("/ai_state/tone", Topic.TONE, TITLE);
        words("/ai_state/memory_summary", Topic.MEMORY, LONG);
        model("/ai_state/arc_progress", new Slot.Whole(0, 100, 0));
    }

    private void init() {
        words("/mainline/premise", Topic.PREMISE, LONG);
        words("/mainline/player_role", Topic.ROLE, SHORT);
        words("/mainline/primary_goal", Topic.GOAL, SHORT);
        words("/mainline/stakes", Topic.STAKES, SHORT);
        scene("/opening/scene");
        line("/opening/npc_line", Topic.LINE);
        words("/start_hint/how_to_play_next", Topic.HINT, SHORT);
        model("/options", new Slot.Choices());
    }

    private void decision() {
        selected("/decision");
        result();
        sceneWithLine();
        model("/options", new Slot.Choices());
    }

    private void action() {
        server("/action/text", new Slot.Words(Kind.TEXT, Topic.ACTION, 1, LONG));
        model("/action/accepted", new Slot.Truth(true));
        fields.add(new Field("/action/reason", new Slot.Words(Kind.TEXT, Topic.OUTCOME, 1, SHORT), By.MODEL, true));
        result();
        sceneWithLine();
        model("/options", new Slot.Choices());
    }

    private void combat() {
        words("/result/player_action", Topic.ACTION, SHORT);
        words("/result/enemy_action", Topic.ENEMY, SHORT);
        words("/result/outcome", Topic.OUTCOME, LONG);
        server("/result/damage_to_enemy", new Slot.Whole(0, Integer.MAX_VALUE, 0));
        server("/result/damage_to_player", new Slot.Whole(0, Integer.MAX_VALUE, 0));
        sceneWithLine();
        model("/options", new Slot.Choices());
        server("/status/player_hp", new Slot.Whole(0, Integer.MAX_VALUE, 0));
        server("/status/enemy_hp", new Slot.Whole(0, Integer.MAX_VALUE, 0));
    }

    private void puzzle() {
        words("/puzzle/title", Topic.TITLE, TITLE);
        words("/puzzle/riddle", Topic.RIDDLE, LONG);
        model("/puzzle/hint_level", new Slot.Whole(0, 3, 0));
        words("/puzzle/key_fact", Topic.FACT, SHORT);
        selected("/attempt");
        model("/attempt/is_correct", new Slot.Truth(false));
        words("/result/outcome", Topic.OUTCOME, LONG);
        words("/result/consequence", Topic.EFFECT, LONG);
        model("/result/failure_level", new Slot.OneOf(List.of("none", "minor", "major", "deadly"), "none"));
        model("/result/enemy_triggered", new Slot.Truth(false));
        sceneWithLine();
        model("/options", new Slot.Choices());
    }

    private void resolution() {
        words("/ending/title", Topic.TITLE, TITLE);
        words("/ending/outcome", Topic.ENDING, LONG);
        scene("/epilogue/scene");
        line("/epilogue/closing_line", Topic.CLOSING);
        model("/key_choices", new Slot.Moments());
        words("/novel_summary/story_overview", Topic.MEMORY, LONG);
        words("/novel_summary/player_journey", Topic.PREMISE, LONG);
        words("/novel_summary/final_outcome", Topic.ENDING, LONG);
    }

    private void novel() {
        words("/title", Topic.TITLE, TITLE);
        model("/content", new Slot.Words(Kind.TEXT, Topic.NOVEL, 500, 900));
    }

    private void routing(EventType type) {
        switch (type) {
            case INIT, DECISION, ACTION, COMBAT, PUZZLE -> {
                model("/routing/next_event_type", new Slot.OneOf(PROPOSED, EventType.DECISION.name()));
                model("/routing/should_end", new Slot.Truth(false));
            }
            case RESOLUTION, NOVEL -> {
                var end = EventType.NOTHING_MORE;
                server("/routing/next_event_type", new Slot.OneOf(List.of(end), end));
                server("/routing/should_end", new Slot.Truth(true));
            }
        }
    }

    private void selected(String at) {
        server(at + "/selected_option_id", new Slot.Whole(1, Integer.MAX_VALUE, 1));
        server(at + "/selected_option_text", new Slot.Words(Kind.OPTION, Topic.CHOICE, 1, SESSION));
    }

    private void result() {
        words("/result/outcome", Topic.OUTCOME, LONG);
        words("/result/effect", Topic.EFFECT, LONG);
    }

    private void sceneWithLine() {
        scene("/scene/summary");
        line("/scene/npc_line", Topic.LINE);
    }

    private void scene(String pointer) {
        model(pointer, new Slot.Words(Kind.SCENE, Topic.SCENE, 1, SESSION));
    }

    private void line(String pointer, Topic topic) {
        model(pointer, new Slot.Words(Kind.LINE, topic, 1, SESSION));
    }

    private void words(String pointer, Topic topic, int most) {
        model(pointer, new Slot.Words(Kind.TEXT, topic, 1, most));
    }

    private void model(String pointer, Slot slot) {
        fields.add(new Field(pointer, slot, By.MODEL, false));
    }

    private void server(String pointer, Slot slot) {
        fields.add(new Field(pointer, slot, By.SERVER, false));
    }
}
