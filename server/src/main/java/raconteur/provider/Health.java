package raconteur.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How well providers and their keys are, as far as calls have shown, and which key is to be used next. Users' own keys
 * are judged each by itself: what fails with one never counts against the server's. Thread-safe; in memory only.
 */
public final class Health {
    private static final System.Logger LOG = System.getLogger(Health.class.getName());
    private static final int MOST_OWN_KEYS = 10_000;

    /** Whether a candidate may be called now. */
    sealed interface Entry permits Pass, Shut {}

    /** Not now. */
    record Shut(String provider, Fault fault, Instant until) implements Entry {
        /** What to tell whoever asked. */
        ProviderException exception(Instant now) {
            var wait = Duration.between(now, until);
            var seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
            var sentence = switch (fault) {
                case CONFIG -> "The provider " + provider + " refused its key: an operator must look at it.";
                case QUOTA -> "The account at the provider " + provider + " is used up: an operator must top it up.";
                case RATE_LIMITED -> "The provider " + provider + " takes no more requests for now.";
                default -> "The provider " + provider + " failed again and again and is left alone for now.";
            };
            return new ProviderException.Transient(
                    fault, sentence + " Try again in " + seconds + " s.", Duration.ofSeconds(seconds), null);
        }
    }

    /** Why a candidate cannot be called now, and when it can. */
    public record Closed(Fault fault, Duration again) {}

    /**
     * How a provider is, for gauges.
     *
     * @param breaker 0 closed, 1 a single call looks, 2 open
     * @param usable keys that would be used now
     * @param out keys that are left out for a while
     */
    public record Standing(String provider, int breaker, int usable, int out) {}

    private record Name(String provider, ApiKey key) {}

    /** A key and what is known of it. */
    private static final class Holder {
        private final Breaker breaker;
        private int running;
        private long served;
        private @Nullable Instant out;
        private Fault why = Fault.CONFIG;

        Holder(Breaker.Limits limits) {
            this.breaker = new Breaker(limits);
        }

        /** Until when it is not used; a key that was refused is, where nothing else is left. */
        @Nullable
        Instant shut(Instant now, boolean lastResort) {
            var isOut = out != null && now.isBefore(out) && !(lastResort && why != Fault.RATE_LIMITED);
            return isOut ? out : breaker.shut(now);
        }

        Fault why(Instant now) {
            return out != null && now.isBefore(out) ? why : Fault.UNAVAILABLE;
        }
    }

    private final InstantSource time;
    private final Breaker.Limits limits;
    private final Duration keyPause;
    private final Map<String, Breaker> breakers = new HashMap<>();
    private final Map<String, List<ApiKey>> pools = new TreeMap<>();
    private final Map<Name, Holder> keys = new HashMap<>();
    private final Cache<Name, Holder> ownKeys = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofHours(1))
            .maximumSize(MOST_OWN_KEYS)
            .build();
    private long calls;

    /** @param keyPause the longest time that a key is left out; zero leaves none out */
    Health(InstantSource time, Breaker.Limits limits, Duration keyPause) {
        this.time = time;
        this.limits = limits;
        this.keyPause = keyPause;
    }

    /** The usual limits. */
    public static Health usual(InstantSource time) {
        return new Health(time, Breaker.Limits.DEFAULT, Duration.ofMinutes(5));
    }

    /**
     * Begins a call with the key that has the fewest calls under way, among those the one that was used longest ago.
     * What was entered must be left.
     *
     * @param tried keys that this caller does not want again
     * @param lastResort whether keys that were refused a while ago are good enough
     */
    synchronized Entry enter(Candidate candidate, Set<ApiKey> tried, boolean lastResort) {
        var now = time.instant();
        var provider = candidate.model().provider();
        var house = candidate.own() ? null : breakers.computeIfAbsent(provider, _ -> new Breaker(limits));
        var shut = shut(candidate, tried, now, lastResort);
        if (shut != null) {
            return shut;
        }
        ApiKey best = null;
        Holder chosen = null;
        for (var key : candidate.keys()) {
            var holder = holder(candidate, key);
            if (!tried.contains(key)
                    && holder.shut(now, lastResort) == null
                    && (chosen == null || isLess(holder, chosen))) {
                best = key;
                chosen = holder;
            }
        }
        if (chosen != null) {
            chosen.running++;
            chosen.served = ++calls;
        }
        return new Pass(this, provider, best, chosen, house);
    }

    private static boolean isLess(Holder a, Holder b) {
        return a.running == b.running ? a.served < b.served : a.running < b.running;
    }

    /** Whether a call could begin with another key than these. */
    synchronized boolean another(Candidate candidate, Set<ApiKey> tried) {
        return candidate.keys().stream().anyMatch(key -> !tried.contains(key))
                && shut(candidate, tried, time.instant(), false) == null;
    }

    /** Why none of these can be called now, not even as a last resort, and when the first can; empty when one can. */
    public synchronized Optional<Closed> closed(List<Candidate> candidates) {
        var now = time.instant();
        Shut soonest = null;
        for (var candidate : candidates) {
            var shut = shut(candidate, Set.of(), now, true);
            if (shut == null) {
                return Optional.empty();
            }
            soonest = soonest == null || shut.until().isBefore(soonest.until()) ? shut : soonest;
        }
        return Optional.ofNullable(soonest)
                .map(first -> new Closed(first.fault(), Duration.between(now, first.until())));
    }

    private @Nullable Shut shut(Candidate candidate, Set<ApiKey> tried, Instant now, boolean lastResort) {
        var provider = candidate.model().provider();
        var house = candidate.own() ? null : breakers.get(provider);
        var until = house == null ? null : house.shut(now);
        if (until != null) {
            return new Shut(provider, Fault.UNAVAILABLE, until);
        }
        if (candidate.keys().isEmpty()) {
            return null;
        }
        if (!candidate.own()) {
            pools.put(provider, candidate.keys());
        }
        Shut soonest = null;
        for (var key : candidate.keys()) {
            var holder = holder(candidate, key);
            var out = holder.shut(now, lastResort);
            if (out == null && !tried.contains(key)) {
                return null;
            }
            var back = out == null ? now : out;
            if (soonest == null || back.isBefore(soonest.until())) {
                soonest = new Shut(provider, holder.why(now), back);
            }
        }
        return soonest;
    }

    private Holder holder(Candidate candidate, ApiKey key) {
        var name = new Name(candidate.model().provider(), key);
        return candidate.own()
                ? ownKeys.get(name, _ -> new Holder(limits))
                : keys.computeIfAbsent(name, _ -> new Holder(limits));
    }

    /** The server's providers that were called so far; users' own keys are nobody else's business. */
    public synchronized List<Standing> standings() {
        var now = time.instant();
        return breakers.entrySet().stream()
                .map(one -> standing(one.getKey(), one.getValue(), now))
                .toList();
    }

    private Standing standing(String provider, Breaker breaker, Instant now) {
        var pool = pools.getOrDefault(provider, List.of());
        var out = (int) pool.stream()
                .map(key -> keys.get(new Name(provider, key)))
                .filter(holder -> holder != null && holder.shut(now, false) != null)
                .count();
        return new Standing(provider, level(breaker.state()), pool.size() - out, out);
    }

    private static int level(Breaker.State state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    /** A call under way. */
    static final class Pass implements Entry {
        private final Health health;
        private final String provider;
        private final @Nullable ApiKey key;
        private final @Nullable Holder holder;
        private final @Nullable Breaker house;
        private boolean houseProbe;
        private boolean keyProbe;
        private boolean left;

        private Pass(
                Health health,
                String provider,
                @Nullable ApiKey key,
                @Nullable Holder holder,
                @Nullable Breaker house) {
            this.health = health;
            this.provider = provider;
            this.key = key;
            this.holder = holder;
            this.house = house;
            this.houseProbe = house != null && house.enter();
            this.keyProbe = holder != null && holder.breaker.enter();
        }

        @Nullable
        ApiKey key() {
            return key;
        }

        /** The model is at work: a call that looks has seen enough. */
        void begun() {
            synchronized (health) {
                if (houseProbe || keyProbe) {
                    well();
                }
            }
        }

        void completed() {
            synchronized (health) {
                well();
                if (holder != null && holder.why != Fault.RATE_LIMITED) {
                    holder.out = null;
                }
                leave();
            }
        }

        /** It ended without showing anything. */
        void stopped() {
            synchronized (health) {
                if (house != null) {
                    house.left(houseProbe);
                }
                if (holder != null) {
                    holder.breaker.left(keyProbe);
                }
                leave();
            }
        }

        /**
         * It failed.
         *
         * @param aboutKey whether another key may fare better
         * @param wait how long the key then rests where the provider did not say
         */
        void failed(ProviderException failed, boolean aboutKey, Duration wait) {
            synchronized (health) {
                if (isIll(failed)) {
                    ill();
                } else {
                    well();
                }
                if (aboutKey) {
                    rest(failed, wait);
                }
                leave();
            }
        }

        private void well() {
            if (house != null) {
                house.well(houseProbe);
            }
            if (holder != null) {
                holder.breaker.well(keyProbe);
            }
            houseProbe = false;
            keyProbe = false;
        }

        private void ill() {
            var now = health.time.instant();
            if (house != null && house.ill(houseProbe, now)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The provider {0} failed again and again: left alone for {1}.",
                        provider,
                        health.limits.pause());
            }
            if (holder != null) {
                var _ = holder.breaker.ill(keyProbe, now);
            }
        }

        private void rest(ProviderException failed, Duration wait) {
            var rest = switch (failed) {
                case ProviderException.Transient passing -> passing.retryAfter() == null ? wait : passing.retryAfter();
                case ProviderException.Permanent _ -> health.keyPause;
            };
            var most = rest.compareTo(health.keyPause) > 0 ? health.keyPause : rest;
            if (holder == null || most.isZero() || most.isNegative()) {
                return;
            }
            var now = health.time.instant();
            if (failed instanceof ProviderException.Permanent && holder.shut(now, false) == null) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The provider {0} refused the key {1}, which is left out for {2}: {3}",
                        provider,
                        String.valueOf(key),
                        most,
                        String.valueOf(failed.getMessage()));
            }
            holder.out = now.plus(most);
            holder.why = failed.fault();
        }

        private void leave() {
            if (!left && holder != null) {
                holder.running--;
            }
            left = true;
        }

        /** Whether it says that the upstream is ill, and not that the request or the key is wrong. */
        private static boolean isIll(ProviderException failed) {
            return switch (failed.fault()) {
                case UNAVAILABLE, TLS, TIMEOUT, RESET, STALLED, OVERLOADED, BAD_RESPONSE, PROTOCOL -> true;
                case ERROR -> failed instanceof ProviderException.Transient;
                case RATE_LIMITED, CONFIG, QUOTA, CONTEXT_TOO_LONG, CONTENT_POLICY -> false;
            };
        }
    }
}
