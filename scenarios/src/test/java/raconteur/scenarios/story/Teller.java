package raconteur.scenarios.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import raconteur.bench.Behaviour;
import raconteur.bench.Upstream;
import raconteur.scenarios.Json;

/** A model that tells stories: what it says to each type of event, in Chinese, within the limits of the sample. */
final class Teller {
    static final String SCENE = "腐朽的木门在你身后吱呀关上。月光透过破窗，照亮空气中漂浮的尘埃。走廊深处传来指甲刮过木板的刺耳声响。";

    private Teller() {}

    /** From now on each type of event is told well. */
    static void teach(Upstream upstream) {
        upstream.when(call -> asked(call.body(), "Begin the story"), says(init("DECISION")));
        upstream.when(call -> asked(call.body(), "The player decides"), says(decision("COMBAT", 20)));
        upstream.when(call -> asked(call.body(), "The player does"), says(action("DECISION", 25)));
        upstream.when(call -> asked(call.body(), "The player fights"), says(combat("PUZZLE", 40)));
        upstream.when(call -> asked(call.body(), "The player tries"), says(puzzle("DECISION", 60)));
        upstream.when(call -> asked(call.body(), "The story ends"), says(resolution()));
        upstream.when(call -> asked(call.body(), "Retell"), says(novel()));
    }

    static boolean asked(JsonNode body, String words) {
        return body.path("messages").toString().contains(words);
    }

    static Behaviour says(JsonNode value) {
        return Behaviour.standard().saying(value.toString());
    }

    private static ObjectNode state(int arc) {
        return Json.of(
                "ai_state",
                Json.of("title", "凶宅回响", "tone", "恐怖刺激", "memory_summary", "玩家独自进入一座传闻中的凶宅。", "arc_progress", arc));
    }

    private static ObjectNode routed(ObjectNode said, String next) {
        said.set(
                "options",
                Json.of("x", List.of(Json.of("text", "朝声音来源前进"), Json.of("text", "检查旁边的房间"), Json.of("text", "悄悄后退")))
                        .path("x"));
        said.set("routing", Json.of("next_event_type", next, "should_end", next.equals("RESOLUTION")));
        return said;
    }

    static ObjectNode init(String next) {
        var said = state(0);
        said.set(
                "mainline",
                Json.of(
                        "premise", "你为了寻找失踪的朋友，深夜踏入这座被诅咒的宅邸。",
                        "player_role", "一位寻找失踪挚友的普通人",
                        "primary_goal", "在宅邸中找到朋友并活着离开",
                        "stakes", "若失败，你将永远成为这座凶宅的一部分"));
        said.set("opening", Json.of("scene", SCENE, "npc_line", "又一个送上门来的……留下来陪我吧……"));
        said.set("start_hint", Json.of("how_to_play_next", "选择一个选项来行动，你的选择将决定接下来的遭遇。"));
        return routed(said, next);
    }

    static ObjectNode decision(String next, int arc) {
        var said = state(arc);
        said.set("result", Json.of("outcome", "你推开了门。", "effect", "里面有人在低语。"));
        said.set("scene", Json.of("summary", "房间里只有一把摇晃的椅子。", "npc_line", "别坐下。"));
        return routed(said, next);
    }

    static ObjectNode action(String next, int arc) {
        var said = decision(next, arc);
        said.set("action", Json.of("accepted", true));
        return said;
    }

    static ObjectNode combat(String next, int arc) {
        var said = state(arc);
        said.set("result", Json.of("player_action", "你挥起烛台。", "enemy_action", "恶鬼扑来。", "outcome", "烛火熄灭了。"));
        said.set("scene", Json.of("summary", "黑暗里只剩下喘息声。", "npc_line", "你逃不掉的。"));
        return routed(said, next);
    }

    static ObjectNode puzzle(String next, int arc) {
        var said = state(arc);
        said.set("puzzle", Json.of("title", "铜锁", "riddle", "什么越洗越脏？", "hint_level", 1, "key_fact", "水会变脏。"));
        said.set("attempt", Json.of("is_correct", true));
        said.set(
                "result",
                Json.of("outcome", "锁开了。", "consequence", "门后有光。", "failure_level", "none", "enemy_triggered", false));
        said.set("scene", Json.of("summary", "一扇小门慢慢打开。", "npc_line", "进来吧。"));
        return routed(said, next);
    }

    static ObjectNode resolution() {
        var said = state(90);
        said.set("ending", Json.of("title", "黎明", "outcome", "你带着朋友走出了宅邸。"));
        said.set("epilogue", Json.of("scene", "晨光照在空荡荡的走廊上。", "closing_line", "再也没有人回来过。"));
        said.set(
                "key_choices",
                Json.of("x", List.of(Json.of("event_type", "decision", "choice_text", "从未做过的事", "impact", "什么也没有")))
                        .path("x"));
        said.set(
                "novel_summary",
                Json.of("story_overview", "一座凶宅的故事。", "player_journey", "从门厅到阁楼。", "final_outcome", "两人一同离开。"));
        return said;
    }

    static ObjectNode novel() {
        var said = state(90);
        said.put("title", "凶宅回响");
        said.put("content", "月光落在破窗上，他一步一步走上楼梯，听见木板在脚下低声说话。".repeat(18));
        return said;
    }
}
