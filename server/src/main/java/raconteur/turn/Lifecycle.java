package raconteur.turn;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Brings turns up before the server is ready and down before it goes. */
final class Lifecycle {
    @Produces
    @Singleton
    ScheduledExecutorService ticker() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("ticker").factory());
    }

    void begin(
            @Observes StartupEvent event,
            Recovery recovery,
            Checkpoints checkpoints,
            Forgetting forgetting,
            ScheduledExecutorService ticker) {
        recovery.run();
        checkpoints.begin();
        forgetting.begin(ticker);
    }

    void end(@Observes ShutdownEvent event, Turns turns) {
        turns.drain();
    }
}
