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
 * @param together the story that it is meant for, where those who play it together decided on it; null where its owner
 *     asks
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
        Duration waited,
        @Nullable StoryId together) {
    /** As it is known under the caller's own key; null without one. */
    Stories.@Nullable Once once() {
        return key == null ? null : new Stories.Once(key, fingerprint + ":" + sessionId + ":" + number);
    }

    /** The same as those wish who play a story together: of no other one that goes by its session id. */
    public Invocation together(StoryId story) {
        return new Invocation(
                caller, type, setup, sessionId, number, option, text, fingerprint, key, trace, waited, story);
    }

    String player() {
        return caller.account().toString();
    }
}
