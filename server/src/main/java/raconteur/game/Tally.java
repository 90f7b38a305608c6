package raconteur.game;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.protocol.GamesReport;

/** Counts how games are served by this process. Thread-safe. */
@Singleton
final class Tally {
    private static final int MOST_KEYS = 100;
    private static final int REMEMBERED_KEYS = 2_000;
    private static final int REMEMBERED_PLAYERS = 50_000;
    private static final Duration LATELY = Duration.ofMinutes(10);

    /** What one key asked. */
    private static final class Key {
        final UUID account;
        final LongAdder questions = new LongAdder();
        final LongAdder fallback = new LongAdder();
        final LongAdder hits = new LongAdder();

        Key(UUID account) {
            this.account = account;
        }
    }

    private final Instant since;
    private final MeterRegistry registry;
    private final AtomicInteger running = new AtomicInteger();
    private final LongAdder questions = new LongAdder();
    private final LongAdder done = new LongAdder();
    private final LongAdder pending = new LongAdder();
    private final LongAdder actions = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final Map<Reason, LongAdder> fallback = new EnumMap<>(Reason.class);
    private final Map<UUID, Key> keys = new ConcurrentHashMap<>();
    private final Cache<String, Boolean> players = Caffeine.newBuilder()
            .expireAfterWrite(LATELY)
            .maximumSize(REMEMBERED_PLAYERS)
            .build();

    Tally(MeterRegistry registry, InstantSource time) {
        this.registry = registry;
        this.since = time.instant();
        for (var reason : Reason.values()) {
            var count = new LongAdder();
            fallback.put(reason, count);
            FunctionCounter.builder("raconteur.game.fallback", count, LongAdder::sum)
                    .description("canned lines in games")
                    .tags("reason", reason.word())
                    .register(registry);
        }
        cache("hit", hits);
        cache("miss", misses);
        Gauge.builder("raconteur.game.running", running, AtomicInteger::get)
                .description("answers for games that are being written")
                .register(registry);
    }

    private void cache(String result, LongAdder count) {
        FunctionCounter.builder("raconteur.game.cache", count, LongAdder::sum)
                .description("questions of games that an answer given before would do for")
                .tags("result", result)
                .register(registry);
    }

    private Key key(Caller caller) {
        var known = keys.get(caller.credential());
        if (known != null || keys.size() >= REMEMBERED_KEYS) {
            return known == null ? new Key(caller.account().value()) : known;
        }
        return keys.computeIfAbsent(
                caller.credential(), _ -> new Key(caller.account().value()));
    }

    void asked(Asked asked) {
        questions.increment();
        key(asked.caller()).questions.increment();
        asked.player().ifPresent(player -> players.put(player.toString(), true));
    }

    void running(int more) {
        running.addAndGet(more);
    }

    /** A question was answered to the game: with the answer, with a canned line, or that it is to poll. */
    void answered(Asked asked, String state, @Nullable Reason reason, Duration took) {
        if (reason != null) {
            fellBack(asked.caller(), reason);
        } else {
            (state.equals("pending") ? pending : done).increment();
        }
        Timer.builder("raconteur.game.interact")
                .description("how long games wait for an answer to interact")
                .tags("state", state)
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(10))
                .register(registry)
                .record(took);
    }

    void fellBack(Caller caller, Reason reason) {
        var count = fallback.get(reason);
        if (count != null) {
            count.increment();
        }
        key(caller).fallback.increment();
    }

    void acted(int kept, int left) {
        actions.add(kept);
        dropped.add(left);
    }

    /** A question that an answer given before would do for found one, or did not. */
    void looked(Caller caller, boolean isHit) {
        (isHit ? hits : misses).increment();
        if (isHit) {
            key(caller).hits.increment();
        }
    }

    GamesReport report(long sessions) {
        var reasons = new TreeMap<String, Long>();
        fallback.forEach((reason, count) -> {
            if (count.sum() > 0) {
                reasons.put(reason.word(), count.sum());
            }
        });
        var hit = hits.sum();
        var all = hit + misses.sum();
        return new GamesReport(
                since,
                running.get(),
                sessions,
                players.estimatedSize(),
                new GamesReport.Counts(
                        questions.sum(), done.sum(), pending.sum(), reasons, actions.sum(), dropped.sum()),
                new GamesReport.Cache(hit, misses.sum(), all == 0 ? null : Double.valueOf((double) hit / all)),
                keys.entrySet().stream()
                        .map(entry -> new GamesReport.Key(
                                entry.getKey(),
                                entry.getValue().account,
                                entry.getValue().questions.sum(),
                                entry.getValue().fallback.sum(),
                                entry.getValue().hits.sum()))
                        .sorted(Comparator.comparingLong(GamesReport.Key::questions)
                                .reversed())
                        .limit(MOST_KEYS)
                        .toList());
    }
}
