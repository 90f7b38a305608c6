package raconteur.character.lore;

import raconteur.platform.Text;

/** Why an entry was told, or was not. */
public enum Reason {
    CONSTANT(true, "it is always told", "常驻条目"),
    KEY(true, "a key was found", "命中关键词"),
    STICKY(true, "it was told lately and is told on", "近期触发，持续生效"),
    ACTIVATED(true, "it asks to be told (@@activate)", "条目要求触发（@@activate）"),
    KEPT(
            true,
            "it was told once and asks to be told on (@@keep_activate_after_match)",
            "曾经触发，条目要求保持（@@keep_activate_after_match）"),
    CALLED(true, "something else called it up", "由外部触发"),

    DISABLED(false, "it is switched off", "条目已停用"),
    EMPTY(false, "there is nothing in it to tell", "内容为空"),
    TRIGGER(false, "it is not for this kind of generation", "不适用于此类生成"),
    FILTER(false, "it is not for this character", "不适用于此角色"),
    DELAYED(false, "there are too few messages yet", "消息数尚不足"),
    COOLING(false, "it was told lately and is silent for a while", "近期触发过，冷却中"),
    DEACTIVATED(false, "it asks not to be told (@@dont_activate)", "条目要求不触发（@@dont_activate）"),
    ONCE(
            false,
            "it was told before and asks to be told once (@@dont_activate_after_match)",
            "曾经触发，条目只触发一次（@@dont_activate_after_match）"),
    TOO_EARLY(
            false, "the character has not said enough yet (@@activate_only_after)", "角色发言次数尚不足（@@activate_only_after）"),
    NOT_THIS_TIME(
            false,
            "it is told at every so many replies only (@@activate_only_every)",
            "仅每隔若干次发言触发（@@activate_only_every）"),
    GREETING(false, "it belongs to another greeting (@@is_greeting)", "属于其他开场白（@@is_greeting）"),
    ICON(false, "it belongs to another icon of the user (@@is_user_icon)", "属于其他用户头像（@@is_user_icon）"),
    RECURSION_ONLY(false, "it waits until other entries call it up", "仅由其他条目触发"),
    NOT_BY_RECURSION(false, "other entries may not call it up", "不可由其他条目触发"),
    NO_KEYS(false, "it has no keys", "没有关键词"),
    NO_KEY(false, "none of its keys was found", "未命中关键词"),
    BROKEN_KEY(false, "none of its keys was found, and some cannot be searched for", "未命中，且部分关键词无效"),
    SECONDARY(false, "a key was found, but its secondary keys say no", "主关键词命中，次级关键词不满足"),
    ADDITIONAL(
            false,
            "a key was found, but none of the additional ones (@@additional_keys)",
            "主关键词命中，附加关键词未命中（@@additional_keys）"),
    EXCLUDED(false, "a key was found, but also one that excludes it (@@exclude_keys)", "命中排除关键词（@@exclude_keys）"),
    GROUP(false, "another entry of its group was told", "同组的其他条目胜出"),
    CHANCE(false, "the draw was against it", "未通过概率判定"),
    BUDGET(false, "there was no room left in the budget", "预算不足");

    private final boolean told;
    private final Text sentence;

    Reason(boolean told, String en, String zh) {
        this.told = told;
        this.sentence = new Text(en, zh);
    }

    /** Whether this is why an entry was told. */
    public boolean told() {
        return told;
    }

    public Text sentence() {
        return sentence;
    }
}
