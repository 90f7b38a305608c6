package raconteur.story;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.story.payload.EventType;
import raconteur.story.play.Setup;

/**
 * A call of the surface as it was understood.
 *
 * @param setup what {@code INIT} begins with; null for all others
 * @param sessionId as it came; null where the caller has none yet
 * @param number which event of its story it means to be, where it says so
 * @param fingerprint of all that was asked
 * @param key by which the caller knows the request again
 * @param trace the request's trace id
 * @param waited since the request came
 */
public record Invocation(
        Caller caller,
        EventType type,
        @Nullable Setup setup,
        @Nullable String sessionId,
        @Nullable Integer number,
        @Nullable Integer option,
        @Nullable String text,
        String fingerprint,
        @Nullable String key,
        String trace,
        Duration waited) {
    /** As it is known under the caller's own key; null without one. */
    Stories.@Nullable Once once() {
        return key == null ? null : new Stories.Once(key, fingerprint + ":" + sessionId + ":" + number);
    }

    String player() {
        return caller.account().toString();
    }
}
