package raconteur.character.acting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A profile told in the first person, a paragraph for each of its eight categories. The values are facts from a page or
 * from a form, so no macro in them counts.
 */
final class SelfPortrait {
    /** How a field is told, {@code %} standing for its value. */
    private record Phrase(String en, String zh) {}

    private static final Map<String, Map<String, Phrase>> CATEGORIES = new LinkedHashMap<>();

    static {
        category("basic_info")
                .with("name", "I am %.", "我是%。")
                .with("titles", "People also call me %.", "人们也称我为%。")
                .with("age", "My age: %.", "我的年龄：%。")
                .with("gender", "My gender: %.", "我的性别：%。")
                .with("occupation", "What I do: %.", "我的职业：%。")
                .with("identity_background", "Who I am: %.", "我的身份：%。")
                .with("appearance", "How I look: %.", "我的外貌：%。");
        category("personality")
                .with("traits", "My nature: %.", "我的性格：%。")
                .with("values", "What I hold dear: %.", "我看重：%。")
                .with("emotion_style", "How I show what I feel: %.", "我表达情感的方式：%。")
                .with("speaking_style", "How I speak: %.", "我说话的方式：%。")
                .with("preferences", "What I like: %.", "我喜欢：%。")
                .with("dislikes", "What I dislike: %.", "我讨厌：%。")
                .with("motivation_goals", "What drives me: %.", "我的动机与目标：%。");
        category("background")
                .with("origin", "Where I come from: %.", "我的出身：%。")
                .with("experiences", "What I have lived through: %.", "我的经历：%。")
                .with("current_situation", "Where I stand now: %.", "我的现状：%。")
                .with("relationships", "The people in my life: %.", "我身边的人：%。")
                .with("secrets", "What I keep to myself: %.", "我不轻易说出的秘密：%。");
        category("knowledge")
                .with("knowledge_domain", "What I know about: %.", "我所知的领域：%。")
                .with("skills", "What I can do: %.", "我的技能：%。")
                .with("limitations", "What I do not know or cannot do: %.", "我不知道或做不到的：%。");
        category("dialogue_rules")
                .with("tone", "My tone: %.", "我的语气：%。")
                .with("language_style", "My words: %.", "我的语言风格：%。")
                .with("behavior_constraints", "What I never do: %.", "我的行为约束：%。")
                .with("interaction_pattern", "How I deal with others: %.", "我与人相处的方式：%。");
        category("tasks")
                .with("task_goal", "What I am after in this talk: %.", "我此番交谈的目标：%。")
                .with("dialogue_intent", "Why I talk: %.", "我交谈的意图：%。")
                .with("interaction_limits", "Where I draw the line: %.", "我的交往底线：%。")
                .with("trigger_conditions", "What stirs me: %.", "会触动我的事：%。");
        category("worldview")
                .with("worldview", "My world: %.", "我所处的世界：%。")
                .with("timeline", "My time: %.", "我所处的时代：%。")
                .with("social_rules", "The rules I live among: %.", "我身处的社会规则：%。")
                .with("external_resources", "What I can draw on: %.", "我可以倚仗的：%。");
        category("system_params")
                .with("consistency_control", "What stays true of me: %.", "我始终如一之处：%。")
                .with("preference_control", "What I lean towards: %.", "我的倾向：%。")
                .with("safety_limits", "What I refuse: %.", "我拒绝的事：%。")
                .with("deduction_range", "How far I guess about what I was never told: %.", "我对未知之事的推断尺度：%。");
    }

    private SelfPortrait() {}

    private static Builder category(String key) {
        return new Builder(CATEGORIES.computeIfAbsent(key, _ -> new LinkedHashMap<>()));
    }

    private record Builder(Map<String, Phrase> phrases) {
        Builder with(String field, String en, String zh) {
            phrases.put(field, new Phrase(en, zh));
            return this;
        }
    }

    /** The paragraph of each category of which something is known, by the category's key. */
    static Map<String, String> of(Actor actor) {
        var paragraphs = new LinkedHashMap<String, String>();
        CATEGORIES.forEach((key, phrases) -> {
            var known = actor.profile().getOrDefault(key, Map.of());
            var sentences = new ArrayList<String>();
            phrases.forEach((field, phrase) -> {
                var told = joined(known.getOrDefault(field, List.of()), actor.isChinese());
                if (!told.isEmpty()) {
                    var form = actor.isChinese() ? phrase.zh() : phrase.en();
                    sentences.add(form.replace("%", told));
                }
            });
            if (!sentences.isEmpty()) {
                paragraphs.put(key, String.join(actor.isChinese() ? "" : " ", sentences));
            }
        });
        return paragraphs;
    }

    /** Several values as one, without the full stop that the sentence has itself. */
    private static String joined(List<String> values, boolean isChinese) {
        var told = values.stream()
                .map(value -> value.strip().replaceAll("[.。；;，,]+$", ""))
                .filter(value -> !value.isEmpty())
                .toList();
        return String.join(isChinese ? "；" : "; ", told);
    }
}
