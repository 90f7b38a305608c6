package raconteur.turn;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import raconteur.platform.Ticker;

/** Brings turns up before the server is ready and down before it goes. */
final class Lifecycle {
    void begin(
            @Observes StartupEvent event,
            Recovery recovery,
            Checkpoints checkpoints,
            Forgetting forgetting,
            Ticker ticker) {
        recovery.run();
        checkpoints.begin();
        forgetting.begin(ticker);
    }

    void end(@Observes ShutdownEvent event, Turns turns) {
        turns.drain();
    }
}
