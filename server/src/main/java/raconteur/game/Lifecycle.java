package raconteur.game;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import raconteur.platform.Ticker;

/** Starts what games do by themselves. */
final class Lifecycle {
    private static final Duration FORGETTING = Duration.ofHours(1);

    void begin(@Observes StartupEvent event, Questions questions, Spending spending, Ticker ticker) {
        ticker.every("game-forget", FORGETTING, () -> {
            questions.forget();
            spending.forget();
        });
    }
}
