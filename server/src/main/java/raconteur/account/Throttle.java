package raconteur.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Text;

/**
 * Slows down whoever guesses passwords: after some failures in a row each further one doubles the wait. Failures count
 * for the account and, ten times as many, for the address. Whoever signed in to the account from an address before
 * counts there for itself, so that a stranger's guesses do not keep the owner out. Thread-safe.
 */
@Singleton
final class Throttle {
    private record Failures(int count, long lastMillis) {}

    private static final int SHARING = 10;
    private static final int REMEMBERED = 50_000;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final int limit;
    private final Duration window;
    private final InstantSource time;
    private final Cache<String, Failures> failures;
    private final Cache<String, Boolean> known;

    Throttle(Settings settings, InstantSource time) {
        this.limit = settings.number(Setting.LOGIN_FAILURES);
        this.window = settings.duration(Setting.LOGIN_FAILURE_WINDOW);
        this.time = time;
        this.failures = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(window.plusSeconds(1))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.millis()))
                .build();
        this.known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    }

    /** Passes whoever may try now; {@link Code#TOO_MANY_REQUESTS} with the time to wait for anyone else. */
    void check(String account, String address) {
        check(counter(account, address), limit);
        check("address " + address, limit * SHARING);
    }

    void failed(String account, String address) {
        count(counter(account, address));
        count("address " + address);
    }

    /** The right password ends the row of failures, but not what the address did to other accounts. */
    void succeeded(String account, String address) {
        failures.invalidate(counter(account, address));
        known.put(account + " at " + address, true);
        failures.invalidate(counter(account, address));
    }

    /** Forgets the guesses at an account whose owner has just proved to be it some other way. */
    void forgive(String account) {
        failures.invalidate("account " + account);
    }

    private String counter(String account, String address) {
        var pair = account + " at " + address;
        return known.getIfPresent(pair) == null ? "account " + account : pair;
    }

    private void check(String counter, int allowed) {
        var past = failures.getIfPresent(counter);
        if (limit == 0 || past == null || past.count() < allowed) {
            return;
        }
        var doublings = Math.min(20, past.count() - allowed);
        var wait = Math.min(window.toMillis(), FIRST_WAIT.toMillis() << doublings);
        var left = past.lastMillis() + wait - time.millis();
        if (left > 0) {
            throw new Refusal(
                            Code.TOO_MANY_REQUESTS,
                            new Text("Too many wrong passwords. Wait a little, then try again.", "密码错误次数过多，请稍候再试。"))
                    .retryAfter(Duration.ofMillis(left));
        }
    }

    private void count(String counter) {
        failures.asMap().compute(counter, (_, past) -> {
            var now = time.millis();
            var isRecent = past != null && past.lastMillis() + window.toMillis() > now;
            return new Failures(isRecent ? past.count() + 1 : 1, now);
        });
    }
}
