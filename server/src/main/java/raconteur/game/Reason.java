package raconteur.game;

import java.util.Locale;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Text;

/** Why there is only a canned line. Part of the protocol: add freely, never rename. */
public enum Reason {
    LATE("Hm… let me think about that a while.", "嗯……容我再想一想。"),
    RATE_LIMITED("Slow down. One thing after the other.", "慢一点，一句一句来。"),
    BUDGET("I have talked enough for today.", "今天我已经说得够多了。"),
    NO_MODEL("I am lost for words.", "我一时无话可说。"),
    MODEL_FAILED("I have lost my thread. Say that again?", "我走神了，再说一遍好吗？"),
    FILTERED("I would rather not talk about that.", "这个我不想谈。"),
    BLOCKED("Let us talk about something else.", "我们说点别的吧。"),
    BUSY("One moment. I am still thinking.", "稍等，我还在想。"),
    STOPPING("I must rest for a moment.", "我得歇一会儿。"),
    INTERRUPTED("Where was I? Ask me again.", "我说到哪儿了？再问我一次吧。"),
    INTERNAL("My head is swimming. Ask me again later.", "我有点头晕，过会儿再问我吧。");

    private final Text line;

    Reason(String en, String zh) {
        this.line = new Text(en, zh);
    }

    /** As it is written on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that is written so. */
    static Reason parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** What is said instead. */
    public String line(Language language) {
        return line.in(language);
    }

    /** Why a refusal or a failed turn leaves only a canned line. */
    static Reason of(Code code) {
        return switch (code) {
            case TOO_MANY_REQUESTS, TOO_SOON -> RATE_LIMITED;
            case INSUFFICIENT_BALANCE -> BUDGET;
            case NO_MODEL -> NO_MODEL;
            case TOO_MANY_TURNS, OVERLOADED, TURN_RUNNING -> BUSY;
            case STOPPING -> STOPPING;
            case CONTENT_FILTERED -> FILTERED;
            case INTERRUPTED -> INTERRUPTED;
            case CONTEXT_TOO_LONG -> MODEL_FAILED;
            default -> code.blame() == Code.Blame.PROVIDER ? MODEL_FAILED : INTERNAL;
        };
    }
}
