package raconteur.story.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.story.constraint.Compliance;
import raconteur.story.constraint.Constraints;
import raconteur.story.constraint.Fallback;

/** Payloads have the fields that clients were written for. */
class FormTest {
    private static final String INIT = """
            {"ai_state": {"world_seed": "run_test_001_haunted_mansion", "title": "凶宅回响", "tone": "恐怖刺激",
              "memory_summary": "玩家独自进入一座传闻中的凶宅,恶鬼的低语在墙壁间回荡。", "arc_progress": 0},
             "mainline": {"premise": "你为了寻找失踪的朋友,深夜踏入这座被诅咒的宅邸。",
              "player_role": "一位寻找失踪挚友的普通人", "primary_goal": "在宅邸中找到朋友并活着离开",
              "stakes": "若失败,你将永远成为这座凶宅的一部分"},
             "opening": {"scene": "腐朽的木门在你身后吱呀关上。月光透过破窗,照亮空气中漂浮的尘埃。走廊深处传来指甲刮过木板的刺耳声响。",
              "npc_line": "(一个扭曲的声音从阴影中传来)又一个送上门来的……留下来陪我吧……"},
             "start_hint": {"how_to_play_next": "选择一个选项来行动,你的选择将决定接下来的遭遇。"},
             "options": [{"id": 1, "text": "朝声音来源前进"}, {"id": 2, "text": "检查旁边的房间"}, {"id": 3, "text": "悄悄后退"}],
             "routing": {"next_event_type": "DECISION", "should_end": false},
             "meta": {"trace_id": "init_run_test_001_20250418_001"}}""";

    @Test
    void theSampleIsOfTheFormAndBreaksNothing() throws JsonProcessingException {
        var sample = new ObjectMapper().readTree(INIT);
        var form = Form.of(EventType.INIT);
        var constraints = new Constraints("zh", "PG", 220, 14, List.of("骰子", "扑克", "点数", "规则"));

        assertThat(form.answered().faults(sample)).isEmpty();
        assertThat(Compliance.of(constraints).faults(form, sample)).isEmpty();
    }

    @Test
    void theAnswerToInitHasTheFieldsOfTheSampleAndNoOthers() throws JsonProcessingException {
        var sample = new ObjectMapper().readTree(INIT);

        var payload = Compliance.of(Constraints.in("zh"))
                .mend(Form.of(EventType.INIT), sample, Fallback.NONE)
                .payload();

        assertThat(names("", payload)).containsExactlyElementsOf(names("", sample));
        assertThat(payload.at("/opening")).isEqualTo(sample.at("/opening"));
        assertThat(payload.at("/options")).isEqualTo(sample.at("/options"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DECISION | /decision/selected_option_id /decision/selected_option_text /result/outcome /result/effect"
                        + " /scene/summary /scene/npc_line /options",
                "ACTION | /action/text /action/accepted /result/outcome /result/effect /scene/summary /scene/npc_line"
                        + " /options",
                "COMBAT | /result/player_action /result/enemy_action /result/outcome /result/damage_to_enemy"
                        + " /result/damage_to_player /scene/summary /options /status/player_hp /status/enemy_hp",
                "PUZZLE | /puzzle/title /puzzle/riddle /puzzle/hint_level /puzzle/key_fact /attempt/selected_option_id"
                        + " /attempt/selected_option_text /attempt/is_correct /result/outcome /result/consequence"
                        + " /result/failure_level /result/enemy_triggered /scene/summary /scene/npc_line /options",
                "RESOLUTION | /ending/title /ending/outcome /epilogue/scene /epilogue/closing_line /key_choices"
                        + " /novel_summary/story_overview /novel_summary/player_journey /novel_summary/final_outcome",
                "NOVEL | /title /content",
            })
    void everyPayloadHasTheFieldsOfTheContract(EventType type, String pointers) {
        var payload = Compliance.of(Constraints.in("en"))
                .mend(Form.of(type), null, Fallback.NONE)
                .payload();

        for (var pointer : (pointers + " /ai_state/world_seed /ai_state/title /ai_state/tone /ai_state/memory_summary"
                        + " /ai_state/arc_progress /routing/next_event_type /routing/should_end /meta/trace_id")
                .split(" ", -1)) {
            assertThat(payload.at(pointer).isMissingNode()).as(pointer).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void noModelIsAskedForWhatTheServerKnows(EventType type) {
        var schema = asked(type);

        assertThat(schema)
                .doesNotContain("trace_id")
                .doesNotContain("world_seed")
                .doesNotContain("_hp")
                .doesNotContain("damage_to")
                .doesNotContain("selected_option")
                .doesNotContain("\"id\"");
    }

    private static String asked(EventType type) {
        return Schema.asked(Form.of(type).fields(), pointer -> pointer).toString();
    }

    @Test
    void endingsAreFixed() {
        for (var type : List.of(EventType.RESOLUTION, EventType.NOVEL)) {
            var payload = Compliance.of(Constraints.in("en"))
                    .mend(Form.of(type), null, Fallback.NONE)
                    .payload();

            assertThat(payload.at("/routing/next_event_type").textValue()).isEqualTo("END");
            assertThat(payload.at("/routing/should_end").booleanValue()).isTrue();
        }
    }

    @Test
    void typesAreKnownInAnyLettersAndEndIsResolution() {
        assertThat(EventType.of("init")).contains(EventType.INIT);
        assertThat(EventType.of(" Combat ")).contains(EventType.COMBAT);
        assertThat(EventType.of("end")).contains(EventType.RESOLUTION);
        assertThat(EventType.of("dance")).isEmpty();
        assertThat(EventType.INIT.wire()).isEqualTo("init");
    }

    private static List<String> names(String path, JsonNode node) {
        var names = new ArrayList<String>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> names.addAll(names(path + "/" + entry.getKey(), entry.getValue())));
        } else {
            names.add(path);
        }
        return names;
    }
}
