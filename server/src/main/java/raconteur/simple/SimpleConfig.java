package raconteur.simple;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.protocol.ContextPolicy;
import raconteur.protocol.ConversationDraft;

/**
 * The rules of the simple chat surface.
 *
 * @param mostTabs open tabs of one account; 0 for any number
 * @param heartbeat silence after which a holder's tabs are freed; zero for never
 * @param mostMessages messages a dialog has before it is full; 0 for as many as the model has room for
 * @param slides whether a full dialog drops its oldest message rather than starting over
 */
public record SimpleConfig(int mostTabs, Duration heartbeat, int mostMessages, boolean slides) {
    /** A dialog with a preset must have room for the prompt, its answer and a question. */
    private static final int LEAST = 3;

    /** How much of a tab the model sees. */
    ContextPolicy policy() {
        return mostMessages == 0
                ? new ContextPolicy("tokens", null, null, null)
                : new ContextPolicy("entries", null, Math.max(LEAST, mostMessages), slides ? "slide" : "reset");
    }

    /** What a new tab's conversation is like. */
    ConversationDraft draft(@Nullable UUID preset) {
        return new ConversationDraft(
                null, null, null, null, policy(), null, preset, null, null, null, null, null, null);
    }

    static final class Wiring {
        @Produces
        @Singleton
        SimpleConfig config(Settings settings) {
            return new SimpleConfig(
                    settings.number(Setting.SESSION_MAX_TABS),
                    settings.duration(Setting.SESSION_HEARTBEAT),
                    settings.number(Setting.CHAT_CONTEXT_MAX),
                    settings.text(Setting.CHAT_CONTEXT_OVERFLOW).equals("slide"));
        }
    }
}
