package raconteur.character;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import raconteur.platform.Text;

/** The eight sides that a character is described from. Keys and Chinese labels are part of the public protocol. */
public enum Category {
    BASIC_INFO("Basic information", "基础身份信息"),
    PERSONALITY("Personality and behaviour", "个性与行为设定"),
    BACKGROUND("Background", "背景故事"),
    KNOWLEDGE("Knowledge and abilities", "知识与能力"),
    DIALOGUE_RULES("Dialogue and interaction", "对话与交互规范"),
    TASKS("Tasks and functions", "任务/功能性信息"),
    WORLDVIEW("Setting and worldview", "环境与世界观"),
    SYSTEM_PARAMS("System and control", "系统与控制参数");

    /** What has become of a category. */
    public enum State {
        /** Something is said of it. */
        DONE,
        /** It was to be written, and could not be. */
        FAILED,
        /** Nothing is known of it. */
        EMPTY;

        /** As it is called on the wire. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Text label;

    Category(String en, String zh) {
        this.label = new Text(en, zh);
    }

    /** As it is called on the wire, such as {@code basic_info}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Text label() {
        return label;
    }

    /** What it consists of, in the order in which it is shown. */
    public List<Trait> traits() {
        return Stream.of(Trait.values())
                .filter(trait -> trait.category() == this)
                .toList();
    }

    /** The one of this key. */
    public static Optional<Category> parse(String key) {
        return Stream.of(values()).filter(one -> one.key().equals(key)).findFirst();
    }
}
