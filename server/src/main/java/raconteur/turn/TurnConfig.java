package raconteur.turn;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/**
 * How turns run.
 *
 * @param tick deltas within it become one event
 * @param backlog bytes a reader may be behind
 * @param retention how long the events of an ended turn are kept
 * @param checkpoint how often running answers are saved
 * @param answerLife how long an answer is kept for equal questions; zero for not at all
 * @param answerBytes memory for kept answers; zero for none
 * @param mostRunning turns of one account at once; 0 for any number
 * @param places turns of all accounts at once; 0 for any number
 * @param queue turns that may wait for a place; 0 for any number
 * @param queueWait how long one may wait; zero for as long as it takes
 */
public record TurnConfig(
        Duration tick,
        long backlog,
        Duration retention,
        Duration checkpoint,
        int mostRunning,
        int places,
        int queue,
        Duration queueWait,
        Duration answerLife,
        long answerBytes) {
    /** Output tokens when nobody says how many. */
    public static final long USUAL_OUTPUT = 4096;

    /** Bytes of events that ended turns may keep in memory. */
    public static final long MEMORY = 48L << 20;

    /** How long a repeated request is recognised. */
    public static final Duration KEY_LIFE = Duration.ofHours(24);

    static final class Wiring {
        @Produces
        @Singleton
        TurnConfig config(Settings settings) {
            return new TurnConfig(
                    settings.duration(Setting.STREAM_TICK),
                    settings.number(Setting.STREAM_BACKLOG),
                    settings.duration(Setting.STREAM_RETENTION),
                    settings.duration(Setting.CHECKPOINT),
                    settings.number(Setting.MAX_RUNNING_TURNS),
                    settings.number(Setting.TURNS_AT_ONCE),
                    settings.number(Setting.TURN_QUEUE),
                    settings.duration(Setting.TURN_QUEUE_WAIT),
                    settings.duration(Setting.ANSWER_CACHE_TTL),
                    settings.number(Setting.ANSWER_CACHE_SIZE));
        }
    }
}
