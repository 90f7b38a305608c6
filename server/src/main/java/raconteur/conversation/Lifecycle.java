package raconteur.conversation;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import raconteur.platform.Ticker;
import raconteur.turn.Turns;

/** Starts what conversations do by themselves. */
final class Lifecycle {
    void begin(@Observes StartupEvent event, Erasure erasure, Ticker ticker, Turns turns, Afterthoughts afterthoughts) {
        erasure.begin(ticker);
        turns.listen(afterthoughts);
    }
}
