package raconteur.simple;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import raconteur.platform.Ticker;

/** Starts what the simple chat surface does by itself. */
final class Lifecycle {
    void begin(@Observes StartupEvent event, Tabs tabs, Ticker ticker) {
        tabs.begin(ticker);
    }
}
