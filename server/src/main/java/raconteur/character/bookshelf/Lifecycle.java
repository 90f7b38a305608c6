package raconteur.character.bookshelf;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import raconteur.platform.Ticker;

/** Starts what lorebooks do by themselves. */
final class Lifecycle {
    void begin(@Observes StartupEvent event, Erasing erasing, Ticker ticker) {
        erasing.begin(ticker);
    }
}
