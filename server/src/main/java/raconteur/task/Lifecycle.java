package raconteur.task;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import raconteur.platform.Draining;
import raconteur.platform.Ticker;

/** Takes up what was left, and looks after tasks from then on. */
final class Lifecycle {
    private static final Duration FORGETTING = Duration.ofHours(1);

    void begin(@Observes StartupEvent event, Workshop workshop, Ticker ticker, Draining draining) {
        draining.register(workshop::drain);
        workshop.begin(ticker);
        ticker.every("task-forgetting", FORGETTING, workshop::forget);
    }
}
