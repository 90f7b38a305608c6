package raconteur.source.egress;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;

/**
 * What a guest keeps to: one request at a time per site, and none while the site asks for quiet. Counted per node.
 * Thread-safe.
 */
@Singleton
final class Manners {
    private static final int MOST_SITES = 10_000;

    private final InstantSource time;
    private final Duration patience;
    private final Cache<String, Semaphore> doors = sites();
    private final Cache<String, Instant> quiet = sites();

    Manners(InstantSource time, EgressConfig config) {
        this.time = time;
        this.patience = config.patience();
    }

    /** A place at a site's door, given back when it is closed. */
    record Visit(Semaphore door) implements AutoCloseable {
        @Override
        public void close() {
            door.release();
        }
    }

    /**
     * Waits for whoever is there before us.
     *
     * @throws Refusal if the site wants quiet, or the queue is too long
     */
    Visit enter(Place place) throws InterruptedException {
        refuseWhileQuiet(place);
        var door = doors.get(place.origin(), _ -> new Semaphore(1, true));
        if (!door.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw No.busy(patience);
        }
        try {
            refuseWhileQuiet(place); // whoever was before us may have been told
        } catch (Refusal refusal) {
            door.release();
            throw refusal;
        }
        return new Visit(door);
    }

    /** Remembers that a site asks to be left alone, and says so. */
    Refusal hush(Place place, @Nullable String retryAfter) {
        var now = time.instant();
        var wait = RetryAfter.of(retryAfter, now);
        quiet.put(place.origin(), now.plus(wait));
        return No.busy(wait);
    }

    private void refuseWhileQuiet(Place place) {
        var until = quiet.getIfPresent(place.origin());
        var now = time.instant();
        if (until != null && now.isBefore(until)) {
            throw No.busy(Duration.between(now, until));
        }
    }

    private static <V> Cache<String, V> sites() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_SITES)
                .expireAfterAccess(Duration.ofHours(2))
                .build();
    }
}
