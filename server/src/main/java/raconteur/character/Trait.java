package raconteur.character;

import static raconteur.character.Category.BACKGROUND;
import static raconteur.character.Category.BASIC_INFO;
import static raconteur.character.Category.DIALOGUE_RULES;
import static raconteur.character.Category.KNOWLEDGE;
import static raconteur.character.Category.PERSONALITY;
import static raconteur.character.Category.SYSTEM_PARAMS;
import static raconteur.character.Category.TASKS;

import java.util.Locale;
import raconteur.platform.Text;

/** What can be said of a character. Keys and Chinese labels are part of the public protocol. */
public enum Trait {
    NAME(BASIC_INFO, "Name", "姓名"),
    AGE(BASIC_INFO, "Age", "年龄"),
    GENDER(BASIC_INFO, "Gender", "性别"),
    OCCUPATION(BASIC_INFO, "Occupation", "职业"),
    IDENTITY_BACKGROUND(BASIC_INFO, "Identity", "身份背景"),
    APPEARANCE(BASIC_INFO, "Appearance", "外貌特征"),
    TITLES(BASIC_INFO, "Forms of address and titles", "称谓/头衔"),

    TRAITS(PERSONALITY, "Traits", "性格特质"),
    VALUES(PERSONALITY, "Values", "价值观"),
    EMOTION_STYLE(PERSONALITY, "Emotional style", "情绪风格"),
    SPEAKING_STYLE(PERSONALITY, "Way of speaking", "说话方式"),
    PREFERENCES(PERSONALITY, "Likes", "偏好"),
    DISLIKES(PERSONALITY, "Dislikes", "厌恶"),
    MOTIVATION_GOALS(PERSONALITY, "Motives and goals", "动机与目标"),

    ORIGIN(BACKGROUND, "Origin", "出身"),
    EXPERIENCES(BACKGROUND, "Experiences", "经历", true),
    CURRENT_SITUATION(BACKGROUND, "Present situation", "当前处境"),
    RELATIONSHIPS(BACKGROUND, "Relationships", "关系网络", true),
    SECRETS(BACKGROUND, "Secrets", "秘密"),

    KNOWLEDGE_DOMAIN(KNOWLEDGE, "Fields of knowledge", "知识领域"),
    SKILLS(KNOWLEDGE, "Skills", "技能"),
    LIMITATIONS(KNOWLEDGE, "Limits", "限制"),

    TONE(DIALOGUE_RULES, "Tone", "语气"),
    LANGUAGE_STYLE(DIALOGUE_RULES, "Style of language", "语言风格"),
    BEHAVIOR_CONSTRAINTS(DIALOGUE_RULES, "Bounds of behaviour", "行为约束"),
    INTERACTION_PATTERN(DIALOGUE_RULES, "Manner of interaction", "互动模式"),

    TASK_GOAL(TASKS, "Goal of the task", "任务目标"),
    DIALOGUE_INTENT(TASKS, "Intent of the dialogue", "对话意图"),
    INTERACTION_LIMITS(TASKS, "Limits of interaction", "交互限制"),
    TRIGGER_CONDITIONS(TASKS, "Triggers", "触发条件"),

    WORLDVIEW(Category.WORLDVIEW, "World", "世界观"),
    TIMELINE(Category.WORLDVIEW, "Timeline", "时间线"),
    SOCIAL_RULES(Category.WORLDVIEW, "Rules of society", "社会规则"),
    EXTERNAL_RESOURCES(Category.WORLDVIEW, "Resources around", "外部资源"),

    CONSISTENCY_CONTROL(SYSTEM_PARAMS, "Consistency", "一致性控制"),
    PREFERENCE_CONTROL(SYSTEM_PARAMS, "Preferences", "偏好控制"),
    SAFETY_LIMITS(SYSTEM_PARAMS, "Safety", "安全限制"),
    DEDUCTION_RANGE(SYSTEM_PARAMS, "Freedom of acting", "演绎范围");

    private final Category category;
    private final Text label;
    private final boolean isList;

    Trait(Category category, String en, String zh) {
        this(category, en, zh, false);
    }

    Trait(Category category, String en, String zh, boolean isList) {
        this.category = category;
        this.label = new Text(en, zh);
        this.isList = isList;
    }

    public Category category() {
        return category;
    }

    /** As it is called on the wire within its category, such as {@code age}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As it is called on the wire, such as {@code basic_info.age}. */
    public String path() {
        return category.key() + "." + key();
    }

    public Text label() {
        return label;
    }

    /** Whether it is told in several texts, each of its own provenance. */
    public boolean isList() {
        return isList;
    }
}
