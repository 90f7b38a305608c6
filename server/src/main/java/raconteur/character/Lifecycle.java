package raconteur.character;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import raconteur.platform.Ticker;

/** Starts what characters do by themselves. */
final class Lifecycle {
    void begin(@Observes StartupEvent event, Erasure erasure, Ticker ticker) {
        erasure.begin(ticker);
    }
}
