package raconteur.story.scenario;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import raconteur.platform.Ticker;

/** Starts what scenarios do by themselves. */
final class Lifecycle {
    void begin(@Observes StartupEvent event, Erasing erasing, Ticker ticker) {
        erasing.begin(ticker);
        // reads the whole library: what is wrong with it is found before anybody asks, and nobody waits for it
        Thread.ofVirtual().name("scenario-library").start(Library::all);
    }
}
