package raconteur.turn;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import raconteur.platform.Draining;
import raconteur.platform.Ticker;

/** Brings turns up before the server is ready. */
final class Lifecycle {
    void begin(
            @Observes StartupEvent event,
            Recovery recovery,
            Turns turns,
            Draining draining,
            Checkpoints checkpoints,
            Forgetting forgetting,
            Ticker ticker) {
        recovery.run();
        draining.register(turns::drain);
        checkpoints.begin();
        forgetting.begin(ticker);
    }
}
