package raconteur.story.party;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import raconteur.platform.Bell;
import raconteur.platform.Draining;
import raconteur.platform.Ticker;

/** Starts what goes on by itself at tables. */
final class Lifecycle {
    void begin(@Observes StartupEvent event, Rounds rounds, Bell bell, Ticker ticker, Draining draining) {
        draining.register(_ -> bell.stop());
        rounds.begin(ticker);
    }
}
