package raconteur.story;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import raconteur.platform.Draining;
import raconteur.platform.Ticker;
import raconteur.platform.journal.SqlJournal;
import raconteur.story.constraint.Compliance;

/** Starts what goes on by itself. */
final class Lifecycle {
    private static final Duration FORGETTING = Duration.ofHours(1);

    void begin(
            @Observes StartupEvent event,
            StoryClock clock,
            Stories stories,
            SqlJournal journal,
            Ticker ticker,
            Draining draining) {
        draining.register(_ -> journal.stop());
        clock.begin(ticker);
        Thread.ofVirtual().name("story-warm").start(Compliance::warm);
        ticker.every("story-requests", FORGETTING, stories::forget);
    }
}
