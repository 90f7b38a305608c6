package raconteur.knowledge;

import java.util.ArrayList;
import java.util.List;

/**
 * Five hundred facts of a game that there is not, half of them in Chinese, and two hundred questions; always the same.
 */
final class Bestiary {
    /** Of one kind: what is said of a creature, and how it is asked for in other words. */
    private record Kind(String fact, String question, List<String> values) {}

    /** Which fact answers it. */
    record Question(String text, int fact) {}

    private static final List<String> NAMES = List.of(
            "marsh hopper",
            "ember fox",
            "snow fox",
            "ember moth",
            "cave moth",
            "glass spider",
            "cave spider",
            "river pig",
            "stone pig",
            "moon owl",
            "barn owl",
            "thunder bird",
            "paper crane",
            "salt crab",
            "shore crab",
            "root golem",
            "iron golem",
            "lantern fish",
            "mud fish",
            "honey bear",
            "dusk wolf",
            "frost wolf",
            "thorn deer",
            "silver deer",
            "old walrus");
    private static final List<String> NAMES_ZH = List.of(
            "沼泽跳蛙", "余烬狐", "雪狐", "余烬飞蛾", "洞穴飞蛾", "玻璃蜘蛛", "洞穴蜘蛛", "河猪", "石猪", "月枭", "谷仓枭", "雷鸟", "纸鹤", "盐蟹", "岸蟹",
            "树根魔像", "铁魔像", "灯笼鱼", "泥鱼", "蜜熊", "暮狼", "霜狼", "荆棘鹿", "银鹿", "老海象");

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "A {n} starts with {v} points of health.",
                    "How much health does the {n} have?",
                    List.of("80", "120", "200", "350", "600")),
            new Kind(
                    "When a {n} attacks, every hit takes {v} points.",
                    "How many points does a hit of the {n} cost me?",
                    List.of("5", "10", "20", "34", "50")),
            new Kind(
                    "The {n} likes to eat {v} more than anything else.",
                    "What does a {n} eat?",
                    List.of("berries", "seeds", "raw fish", "honey", "mushrooms")),
            new Kind(
                    "You will find the {n} living in {v}.",
                    "Where do {n}s live?",
                    List.of("the reeds", "old mines", "birch woods", "the rocky shore", "deserted villages")),
            new Kind(
                    "The {n} wakes at {v} and sleeps through the rest of the day.",
                    "When does a {n} wake up?",
                    List.of("dawn", "noon", "dusk", "midnight", "high tide")),
            new Kind(
                    "Killing a {n} leaves {v} on the ground.",
                    "What do I get for killing a {n}?",
                    List.of("soft fur", "two bones", "a horn", "silk", "a blue gem")),
            new Kind(
                    "The {n} runs away from {v}.",
                    "What makes a {n} run away?",
                    List.of("torches", "loud drums", "cats", "smoke", "mirrors")),
            new Kind(
                    "To tame a {n}, offer it {v} three days in a row.",
                    "How can I tame {n}s?",
                    List.of("salt", "apples", "warm milk", "cut grass", "shells")),
            new Kind(
                    "In {v} the {n} grows a thicker coat and moves slowly.",
                    "In which season do {n}s grow a thick coat?",
                    List.of("autumn", "winter", "spring", "the rains", "the long night")),
            new Kind(
                    "The {n} travels in groups of {v}.",
                    "How large are the groups in which a {n} travels?",
                    List.of("three", "four", "six", "nine", "twelve")));
    private static final List<Kind> KINDS_ZH = List.of(
            new Kind("{n}的生命值为{v}点。", "{n}有多少生命值？", List.of("80", "120", "200", "350", "600")),
            new Kind("{n}每次攻击造成{v}点伤害。", "被{n}打一下会受多少伤害？", List.of("5", "10", "20", "34", "50")),
            new Kind("{n}最爱吃{v}。", "{n}喜欢吃什么？", List.of("浆果", "种子", "生鱼", "蜂蜜", "蘑菇")),
            new Kind("{n}栖息在{v}。", "在哪里能找到{n}的栖息地？", List.of("芦苇荡", "废弃矿井", "桦树林", "岩石海岸", "荒村")),
            new Kind("{n}在{v}醒来，其余时间都在睡觉。", "{n}什么时候醒来？", List.of("黎明", "正午", "黄昏", "午夜", "涨潮时")),
            new Kind("击杀{n}会掉落{v}。", "打死{n}能掉落什么？", List.of("软毛", "两根骨头", "一只角", "丝线", "蓝宝石")),
            new Kind("{n}害怕{v}，见到就会逃跑。", "{n}怕什么东西？", List.of("火把", "鼓声", "猫", "浓烟", "镜子")),
            new Kind("连续三天喂食{v}即可驯服{n}。", "怎样才能驯服{n}？", List.of("盐", "苹果", "热牛奶", "割下的草", "贝壳")),
            new Kind("到了{v}，{n}会长出厚毛，行动变慢。", "{n}哪个季节长厚毛？", List.of("秋天", "冬天", "春天", "雨季", "长夜")),
            new Kind("{n}成群出没，每群{v}只。", "一群{n}有几只？", List.of("三", "四", "六", "九", "十二")));

    private Bestiary() {}

    /** The facts, those in English first. */
    static List<String> facts() {
        var facts = new ArrayList<String>();
        for (var language = 0; language < 2; language++) {
            var kinds = language == 0 ? KINDS : KINDS_ZH;
            var names = language == 0 ? NAMES : NAMES_ZH;
            for (var creature = 0; creature < names.size(); creature++) {
                for (var kind = 0; kind < kinds.size(); kind++) {
                    var values = kinds.get(kind).values();
                    facts.add(kinds.get(kind)
                            .fact()
                            .replace("{n}", names.get(creature))
                            .replace("{v}", values.get((creature * 3 + kind) % values.size())));
                }
            }
        }
        return facts;
    }

    /** A hundred in each language: four of each creature, all kinds alike. */
    static List<Question> questions() {
        var questions = new ArrayList<Question>();
        for (var language = 0; language < 2; language++) {
            var kinds = language == 0 ? KINDS : KINDS_ZH;
            var names = language == 0 ? NAMES : NAMES_ZH;
            for (var number = 0; number < 100; number++) {
                var creature = number % names.size();
                var kind = (number / names.size() * 3 + creature) % kinds.size();
                questions.add(new Question(
                        kinds.get(kind).question().replace("{n}", names.get(creature)),
                        language * 250 + creature * kinds.size() + kind));
            }
        }
        return questions;
    }
}
