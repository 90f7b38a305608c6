package raconteur.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets each of many go so many times in a span of time and no more. What was used comes back evenly; a clock that is
 * put back gives nothing, one that is put forward gives at most the whole. In the memory of this node. Thread-safe.
 */
public final class Rate {
    /**
     * How one stands.
     *
     * @param granted whether it may go now
     * @param left how many times more
     * @param pause until it may go once more
     */
    public record Standing(boolean granted, int left, Duration pause) {}

    private record Bucket(double tokens, long atMillis) {}

    private static final int REMEMBERED = 50_000;

    private final Duration span;
    private final InstantSource time;
    private final Cache<String, Bucket> buckets;

    /** @param span in which what was used comes back */
    public Rate(Duration span, InstantSource time) {
        this.span = span;
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(span.plusSeconds(1))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.millis()))
                .build();
    }

    /** Takes one of {@code most} per span. */
    public Standing take(String who, int most) {
        var granted = new boolean[1];
        var bucket = buckets.asMap().compute(who, (_, past) -> {
            var now = now(past, most);
            granted[0] = now.tokens() >= 1;
            return granted[0] ? new Bucket(now.tokens() - 1, now.atMillis()) : now;
        });
        return standing(bucket, most, granted[0]);
    }

    /** How one stands, without going. */
    public Standing look(String who, int most) {
        var now = now(buckets.getIfPresent(who), most);
        return standing(now, most, now.tokens() >= 1);
    }

    private Bucket now(@Nullable Bucket past, int most) {
        var millis = time.millis();
        if (past == null) {
            return new Bucket(most, millis);
        }
        var gone = Math.max(0, millis - past.atMillis());
        var tokens = Math.min(most, past.tokens() + gone * (double) most / span.toMillis());
        return new Bucket(tokens, millis);
    }

    private Standing standing(Bucket bucket, int most, boolean granted) {
        var missing = Math.max(0, 1 - bucket.tokens());
        var pause = Duration.ofMillis((long) Math.ceil(missing * span.toMillis() / most));
        return new Standing(granted, (int) bucket.tokens(), pause);
    }
}
