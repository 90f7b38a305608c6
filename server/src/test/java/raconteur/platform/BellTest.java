package raconteur.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Waiting for a change. */
class BellTest {
    private static final long LONG = Duration.ofMinutes(1).toNanos();

    private final Bell bell = new Bell();

    private CompletableFuture<Void> waiting(long heard) {
        return CompletableFuture.runAsync(() -> {
            try {
                bell.await(heard, LONG);
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        });
    }

    @Test
    void whatRangAfterTheLookIsHeard() throws Exception {
        var heard = bell.rings();
        bell.ring();

        bell.await(heard, LONG);

        assertThat(bell.rings()).isEqualTo(heard + 1);
    }

    @Test
    void aRingWakesWhoeverWaits() throws Exception {
        var waiting = waiting(bell.rings());

        bell.ring();

        waiting.get();
    }

    @Test
    void whoWaitsWhenTheServerStopsIsSentAwayAndSoIsWhoComesLater() {
        var waiting = waiting(bell.rings());

        bell.stop();

        assertThatThrownBy(waiting::get).hasCauseInstanceOf(Refusal.class);
        assertThatThrownBy(() -> bell.await(bell.rings(), LONG))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.STOPPING));
    }
}
