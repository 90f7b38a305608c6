package raconteur.task;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/**
 * How tasks are done.
 *
 * @param mostRunning tasks of one account at once; 0 for any number
 * @param retention how long one that has ended is kept
 * @param lease how long a task is its server's: what another one left is taken up after that
 * @param pace how often tasks are looked after
 */
public record TaskConfig(int mostRunning, Duration retention, Duration lease, Duration pace) {
    static final class Wiring {
        private static final Duration LEASE = Duration.ofSeconds(5);
        private static final Duration PACE = Duration.ofSeconds(1);

        @Produces
        @Singleton
        TaskConfig config(Settings settings) {
            return new TaskConfig(
                    settings.number(Setting.MAX_RUNNING_TASKS), settings.duration(Setting.TASK_RETENTION), LEASE, PACE);
        }
    }
}
