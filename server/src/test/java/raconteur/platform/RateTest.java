package raconteur.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RateTest {
    private final ManualTime time = new ManualTime();
    private final Rate rate = new Rate(Duration.ofMinutes(1), time);

    @Test
    void soManyGoAndThenOneForEachThatComesBack() {
        for (var n = 0; n < 6; n++) {
            assertThat(rate.take("key", 6).granted()).isTrue();
        }

        var refused = rate.take("key", 6);
        assertThat(refused.granted()).isFalse();
        assertThat(refused.pause()).isEqualTo(Duration.ofSeconds(10));
        assertThat(rate.take("other", 6).left()).isEqualTo(5);

        time.pass(Duration.ofSeconds(10));
        assertThat(rate.look("key", 6).left()).isEqualTo(1);
        assertThat(rate.take("key", 6).granted()).isTrue();
        assertThat(rate.take("key", 6).granted()).isFalse();

        time.pass(Duration.ofHours(5));
        assertThat(rate.look("key", 6).left()).isEqualTo(6);
    }

    @Test
    void aClockThatIsPutBackGivesNothing() {
        for (var n = 0; n < 3; n++) {
            rate.take("key", 3);
        }

        time.pass(Duration.ofHours(-1));

        assertThat(rate.take("key", 3).granted()).isFalse();
        time.pass(Duration.ofSeconds(20));
        assertThat(rate.take("key", 3).granted()).isTrue();
    }

    @Test
    void evenAtOnceNoMoreGo() throws Exception {
        var barrier = new CyclicBarrier(50);
        var granted = new AtomicInteger();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 50; n++) {
                var _ = callers.submit(() -> {
                    barrier.await(30, TimeUnit.SECONDS);
                    return rate.take("key", 7).granted() && granted.incrementAndGet() > 0;
                });
            }
        }

        assertThat(granted).hasValue(7);
    }
}
