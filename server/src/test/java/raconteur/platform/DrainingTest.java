package raconteur.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DrainingTest {
    @TempDir
    Path folder;

    private Draining draining() {
        return new Draining(Settings.read(folder, Map.of("RACONTEUR_DRAIN", "3s"), List.of()));
    }

    @Test
    void everyListenerIsToldHowLongItMayTake() {
        var told = new ConcurrentLinkedQueue<Duration>();
        var draining = draining();
        draining.register(told::add);
        draining.register(told::add);

        draining.begin();

        assertThat(draining.begun()).isTrue();
        assertThat(told).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3));
    }

    @Test
    void listenersWaitForNobodyButTheServerForAll() {
        var met = new CountDownLatch(2);
        var draining = draining();
        for (var n = 0; n < 2; n++) {
            draining.register(_ -> {
                met.countDown();
                met.await();
            });
        }

        draining.begin();

        assertThat(met.getCount()).isZero();
    }

    @Test
    void oneThatFailsKeepsNoOtherFromEnding() {
        var ended = new CountDownLatch(1);
        var draining = draining();
        draining.register(_ -> {
            throw new IllegalStateException("cannot");
        });
        draining.register(_ -> ended.countDown());

        draining.begin();

        assertThat(ended.getCount()).isZero();
    }
}
