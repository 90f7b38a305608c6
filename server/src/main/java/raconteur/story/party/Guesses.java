package raconteur.story.party;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/** Keeps people from trying codes until one fits. In the memory of this node. Thread-safe. */
@Singleton
final class Guesses {
    /** So many wrong ones a minute. */
    static final int MOST = 10;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int REMEMBERED = 50_000;

    private record Wrong(int count, long sinceMs) {}

    private final InstantSource time;
    private final Cache<AccountId, Wrong> wrong;

    Guesses(InstantSource time) {
        this.time = time;
        this.wrong = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(WINDOW.plusSeconds(1))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.millis()))
                .build();
    }

    /** {@link Code#TOO_MANY_REQUESTS} for who was wrong too often in the last minute, whatever the next one is. */
    void check(AccountId account) {
        var past = wrong.getIfPresent(account);
        if (past == null || past.count() < MOST) {
            return;
        }
        var left = past.sinceMs() + WINDOW.toMillis() - time.millis();
        if (left > 0) {
            throw new Refusal(
                            Code.TOO_MANY_REQUESTS,
                            new Text("Too many wrong codes. Wait a little, then try again.", "错误的邀请码过多，请稍候再试。"))
                    .retryAfter(Duration.ofMillis(left));
        }
    }

    void count(AccountId account) {
        wrong.asMap().compute(account, (_, past) -> {
            var now = time.millis();
            var isRecent = past != null && past.sinceMs() + WINDOW.toMillis() > now;
            return isRecent ? new Wrong(past.count() + 1, past.sinceMs()) : new Wrong(1, now);
        });
    }
}
