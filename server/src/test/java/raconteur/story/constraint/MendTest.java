package raconteur.story.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import raconteur.bench.hostile.Oracle;
import raconteur.story.payload.EventType;
import raconteur.story.payload.Form;
import raconteur.story.payload.Option;
import raconteur.story.payload.SafeWords;
import raconteur.story.payload.Speech;
import raconteur.story.payload.Topic;

/** Whatever a model says, what is shown keeps every constraint: judged by a second reading of them. */
class MendTest {
    private static final List<String> TERMS = List.of("骰子", "扑克", "点数", "规则", "赌场", "dice", "poker", "casino", "kill");

    @Test
    void noProposalWhateverBreaksAConstraint() {
        var random = new Random(11);
        var broken = new ArrayList<String>();
        var steps = new EnumMap<Mending.Step, Integer>(Mending.Step.class);
        var many = 0;
        for (var constraints : sessions()) {
            var compliance = Compliance.of(constraints);
            var hostile = new Hostile(random, constraints);
            for (var round = 0; round < 70; round++) {
                for (var type : EventType.values()) {
                    var form = Form.of(type);
                    var proposal = hostile.proposal(form);
                    var mended = compliance.mend(form, proposal, fallback(hostile));
                    many++;
                    mended.mendings().forEach(mending -> steps.merge(mending.step(), 1, Integer::sum));
                    broken.addAll(form.answered().faults(mended.payload()));
                    Oracle.violations(Hostile.limits(constraints), mended.payload())
                            .forEach(one -> broken.add(constraints.language() + " " + type + " " + one));
                }
            }
        }
        System.out.printf("hostile proposals: %d, violations %d, mended by %s%n", many, broken.size(), steps);

        assertThat(many).isGreaterThanOrEqualTo(2000);
        assertThat(broken).isEmpty();
    }

    private static List<Constraints> sessions() {
        return List.of(
                new Constraints("zh", "PG", 220, 14, TERMS),
                new Constraints("en", "PG", 220, 24, TERMS),
                new Constraints("zh-TW", "PG", 60, 6, TERMS),
                new Constraints("zh-CN", "PG", 1, 1, List.of("骰子")),
                new Constraints("en", "PG", 1, 1, List.of("dice", "…")),
                new Constraints("en-GB", "PG", 40, 5, List.of("the", "go", "a b")));
    }

    private static Fallback fallback(Hostile hostile) {
        var given = new LinkedHashMap<String, JsonNode>();
        given.put("/meta/trace_id", TextNode.valueOf("init_run_骰子_20260101_001"));
        given.put("/ai_state/world_seed", TextNode.valueOf("run_骰子_house"));
        given.put("/decision/selected_option_id", IntNode.valueOf(2));
        given.put("/decision/selected_option_text", TextNode.valueOf(hostile.text()));
        given.put("/action/text", TextNode.valueOf(hostile.text()));
        given.put("/status/player_hp", IntNode.valueOf(17));
        Map<String, JsonNode> kept = Map.of("/ai_state/title", TextNode.valueOf(hostile.text()));
        return new Fallback(
                List.of(new Option(1, hostile.text()), new Option(2, hostile.text())),
                given,
                kept,
                List.of(hostile.text(), hostile.text()));
    }

    @Test
    void whatHasNoFaultIsTakenAsItIs() {
        var compliance = Compliance.of(new Constraints("zh", "PG", 220, 14, TERMS));
        var safe = compliance.mend(Form.of(EventType.INIT), null, Fallback.NONE).payload();

        assertThat(compliance.faults(Form.of(EventType.INIT), safe)).isEmpty();
        assertThat(compliance.mend(Form.of(EventType.INIT), safe, Fallback.NONE).mendings())
                .isEmpty();
    }

    @Test
    void theServersFactsStandWhateverWasProposed() {
        var compliance = Compliance.of(Constraints.in("zh"));
        var proposal = JsonNodeFactory.instance.objectNode();
        proposal.putObject("status").put("player_hp", 9999);
        proposal.putObject("result").put("damage_to_enemy", 500).put("outcome", "你击中了对方。");

        var payload = compliance
                .mend(
                        Form.of(EventType.COMBAT),
                        proposal,
                        new Fallback(
                                List.of(),
                                Map.of(
                                        "/status/player_hp",
                                        IntNode.valueOf(12),
                                        "/result/damage_to_enemy",
                                        IntNode.valueOf(3)),
                                Map.of("/ai_state/arc_progress", IntNode.valueOf(40)),
                                List.of()))
                .payload();

        assertThat(payload.at("/status/player_hp").intValue()).isEqualTo(12);
        assertThat(payload.at("/result/damage_to_enemy").intValue()).isEqualTo(3);
        assertThat(payload.at("/result/outcome").textValue()).isEqualTo("你击中了对方。");
        assertThat(payload.at("/ai_state/arc_progress").intValue()).isEqualTo(40);
    }

    @Test
    void theOptionsOfTheLastEventStandInBeforeSafeOnes() {
        var compliance = Compliance.of(Constraints.in("zh"));
        var proposal = JsonNodeFactory.instance.objectNode();
        proposal.putArray("options").addObject().put("text", "打开箱子");

        var mended = compliance.mend(
                Form.of(EventType.DECISION),
                proposal,
                new Fallback(List.of(new Option(1, "打开箱子"), new Option(2, "翻过围墙")), Map.of(), Map.of(), List.of()));

        assertThat(mended.payload().at("/options").findValuesAsText("text")).containsExactly("打开箱子", "翻过围墙");
        assertThat(mended.mendings())
                .anyMatch(mending ->
                        mending.step() == Mending.Step.KEPT && mending.pointer().equals("/options"));
    }

    @Test
    void aTermThatTwoTextsMakeTogetherIsMended() {
        var compliance = Compliance.of(new Constraints("zh", "PG", 220, 14, TERMS));
        var proposal = JsonNodeFactory.instance.objectNode();
        proposal.putObject("opening").put("scene", "他低头看着那颗骰").put("npc_line", "子时快到了，快走。");

        var payload = compliance
                .mend(Form.of(EventType.INIT), proposal, Fallback.NONE)
                .payload();

        assertThat(payload.at("/opening/scene").textValue()).isEqualTo("他低头看着那颗骰");
        assertThat(payload.at("/opening/npc_line").textValue()).doesNotStartWith("子");
    }

    @Test
    void aTermGivesWayToAWordThatSaysNothing() {
        var zh = Compliance.of(new Constraints("zh", "PG", 220, 14, TERMS));
        var en = Compliance.of(new Constraints("en", "PG", 220, 24, List.of("dice", "class")));

        assertThat(zh.mended(raconteur.story.payload.Kind.SCENE, "桌上放着撲 克，没人动。"))
                .isEqualTo("桌上放着那个东西，没人动。");
        assertThat(en.mended(raconteur.story.payload.Kind.SCENE, "Dice lay there. A classy d.i.c.e box stood by."))
                .isEqualTo("Something lay there. A something something box stood by.");
    }

    @Test
    void aNovelHasFiveToNineHundredCharactersHoweverShortItIs() {
        for (var language : List.of("zh", "zh-Hant", "en", "ja", "ko", "de", "fr", "es")) {
            var compliance = Compliance.of(Constraints.in(language));

            var safe = compliance
                    .mend(Form.of(EventType.NOVEL), null, Fallback.NONE)
                    .payload();

            assertThat(safe.at("/content").textValue().codePoints().count())
                    .as(language)
                    .isBetween(500L, 900L);
        }
    }

    @Test
    void whereNoSafeWordsGoWithAProposalNothingOfItStandsButTheServersFacts() {
        var terms = SafeWords.of(Speech.ZH).on(Topic.LINE).stream()
                .map(words -> "甲" + words.substring(0, 1))
                .distinct()
                .toList();
        var compliance = Compliance.of(new Constraints("zh", "PG", 220, 14, terms));
        var proposal = JsonNodeFactory.instance.objectNode();
        proposal.putObject("scene").put("summary", "他换上了盔甲");
        proposal.putObject("ai_state").put("title", "盔甲的故事");
        Map<String, JsonNode> given = Map.of(
                "/result/failure_level",
                TextNode.valueOf("deadly"),
                "/routing/next_event_type",
                TextNode.valueOf("RESOLUTION"),
                "/meta/trace_id",
                TextNode.valueOf("puzzle_甲_20260101_004"),
                "/attempt/selected_option_id",
                IntNode.valueOf(2));

        var mended = compliance.mend(
                Form.of(EventType.PUZZLE), proposal, new Fallback(List.of(), given, Map.of(), List.of()));

        assertThat(mended.payload().at("/scene/summary").textValue()).doesNotContain("甲");
        assertThat(mended.payload().at("/ai_state/title").textValue()).doesNotContain("甲");
        given.forEach(
                (pointer, value) -> assertThat(mended.payload().at(pointer)).isEqualTo(value));
        assertThat(mended.mendings().getFirst().step()).isEqualTo(Mending.Step.TEMPLATE);
    }
}
