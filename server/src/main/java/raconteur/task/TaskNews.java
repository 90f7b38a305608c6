package raconteur.task;

import jakarta.inject.Singleton;
import java.time.Duration;
import raconteur.platform.Bell;
import raconteur.platform.Refusal;

/** Wakes those who follow a task. What happens on another node is seen a little later. Thread-safe. */
@Singleton
final class TaskNews {
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);

    private final Bell bell = new Bell();

    TaskNews() {}

    void ring() {
        bell.ring();
    }

    long rings() {
        return bell.rings();
    }

    /**
     * Waits until it has rung since, or for a while.
     *
     * @throws Refusal when the server stops
     */
    void await(long heard) throws InterruptedException {
        bell.await(heard, LOOKS_EVERY.toNanos());
    }

    void stop() {
        bell.stop();
    }
}
