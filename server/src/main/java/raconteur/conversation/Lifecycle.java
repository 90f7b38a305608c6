package raconteur.conversation;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ScheduledExecutorService;

/** Starts what conversations do by themselves. */
final class Lifecycle {
    void begin(@Observes StartupEvent event, Erasure erasure, ScheduledExecutorService ticker) {
        erasure.begin(ticker);
    }
}
