package raconteur.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyTest {
    private final ManualTime clock = new ManualTime();
    private final AtomicLong nanos = new AtomicLong(-5);
    private final Steady steady = new Steady(clock, nanos::get);

    @Test
    void itStartsWhereTheClockStands() {
        assertThat(steady.millis()).isEqualTo(clock.millis());
    }

    @Test
    void settingTheClockMovesNothing() {
        var before = steady.millis();

        clock.pass(Duration.ofHours(1));
        assertThat(steady.millis()).isEqualTo(before);
        clock.pass(Duration.ofHours(-2));
        assertThat(steady.millis()).isEqualTo(before);
    }

    @Test
    void itGoesOnAsTheCounterDoes() {
        var before = steady.millis();

        nanos.addAndGet(Duration.ofMillis(1500).toNanos());

        assertThat(steady.millis()).isEqualTo(before + 1500);
    }
}
