package raconteur.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries candidates until one answers: again where it may go better, with its next key where the key is at fault, the
 * next candidate where neither helps, and nothing once any content was told. What is known to be ill is passed over.
 * Thread-safe.
 */
public final class Attempts {
    /**
     * How long to wait and how often to repeat.
     *
     * @param base the most to wait before the first repetition; doubles with each
     * @param cap the most to wait by our own choice
     * @param afterCap the most to wait because a provider asks for it
     * @param repetitions of one candidate
     */
    public record Patience(Duration base, Duration cap, Duration afterCap, int repetitions) {
        public static final Patience DEFAULT =
                new Patience(Duration.ofMillis(250), Duration.ofSeconds(4), Duration.ofSeconds(10), 2);
    }

    /** Hears of every call. Called on the calling thread. */
    public interface Listener {
        /** A call is about to be made; throwing prevents it and ends everything. */
        void starting(Candidate candidate);

        /** A call has ended. */
        void ended(Candidate candidate, Attempt attempt);
    }

    private final InstantSource time;
    private final DoubleSupplier jitter;
    private final Pause pause;
    private final Patience patience;
    private final Health health;

    /** @param jitter numbers from 0 to 1 */
    public Attempts(InstantSource time, DoubleSupplier jitter, Pause pause, Patience patience, Health health) {
        this.time = time;
        this.jitter = jitter;
        this.pause = pause;
        this.patience = patience;
        this.health = health;
    }

    /**
     * Streams one completion from the first candidate that gives one, and returns that candidate.
     *
     * @param candidates best first, at least one
     * @param ask what to ask a candidate for; the key is put in here
     * @param out as {@link Provider#complete} has it
     * @throws ProviderException the last one, when none gave a completion or the answer broke off; where none could
     *     even be called it says when to try again
     */
    public Candidate complete(
            List<Candidate> candidates,
            Function<? super Candidate, Completion> ask,
            Consumer<? super Chunk> out,
            Listener listener)
            throws InterruptedException {
        var told = new Told(out);
        try {
            return round(candidates, ask, told, listener, false);
        } catch (Closed _) {
            // a key that was refused may be good again, and the operator who mended it should not have to wait
            return lastRound(candidates, ask, told, listener);
        }
    }

    private Candidate lastRound(
            List<Candidate> candidates, Function<? super Candidate, Completion> ask, Told told, Listener listener)
            throws InterruptedException {
        try {
            return round(candidates, ask, told, listener, true);
        } catch (Closed closed) {
            throw closed.soonest.exception(time.instant());
        }
    }

    /** Nobody could be called. */
    private static final class Closed extends Exception {
        private final transient Health.Shut soonest;

        Closed(Health.Shut soonest) {
            super(null, null, false, false);
            this.soonest = soonest;
        }
    }

    private Candidate round(
            List<Candidate> candidates,
            Function<? super Candidate, Completion> ask,
            Told told,
            Listener listener,
            boolean lastResort)
            throws InterruptedException, Closed {
        ProviderException last = null;
        Health.Shut soonest = null;
        for (var at = 0; at < candidates.size(); at++) {
            var candidate = candidates.get(at);
            var another = at + 1 < candidates.size();
            var asking = new Asking(candidate, ask.apply(candidate), told, listener, another, lastResort);
            try {
                var shut = asking.perform();
                if (shut == null) {
                    return candidate;
                }
                soonest = soonest == null || shut.until().isBefore(soonest.until()) ? shut : soonest;
            } catch (ProviderException failed) {
                if (told.content || !another(failed.fault())) {
                    throw failed;
                }
                last = failed;
            }
        }
        if (last != null) {
            throw last;
        }
        if (soonest == null) {
            throw new IllegalArgumentException("nobody to ask");
        }
        throw new Closed(soonest);
    }

    /** One candidate, asked until it answers or there is no use in it. */
    private final class Asking {
        private final Candidate candidate;
        private final Completion request;
        private final Told told;
        private final Listener listener;
        private final boolean another;
        private final boolean lastResort;
        private final Set<ApiKey> refused = new HashSet<>();
        private int repetition;

        Asking(
                Candidate candidate,
                Completion request,
                Told told,
                Listener listener,
                boolean another,
                boolean lastResort) {
            this.candidate = candidate;
            this.request = request;
            this.told = told;
            this.listener = listener;
            this.another = another;
            this.lastResort = lastResort;
        }

        /** Null when it has answered, otherwise why it was not even called. */
        Health.@Nullable Shut perform() throws InterruptedException {
            ProviderException last = null;
            while (true) {
                switch (health.enter(candidate, refused, lastResort)) {
                    case Health.Shut shut -> {
                        if (last != null) {
                            throw last;
                        }
                        return shut;
                    }
                    case Health.Pass pass -> {
                        try {
                            attempt(candidate, request, pass, told, listener);
                            return null;
                        } catch (Failed failed) {
                            last = failed.why;
                            next(pass, failed);
                        }
                    }
                }
            }
        }

        /** Returns when it is to be asked again; otherwise throws the failure. */
        private void next(Health.Pass pass, Failed failed) throws InterruptedException {
            var wait = waitAfter(failed.why, repetition);
            pass.failed(failed.why, failed.aboutKey, wait);
            if (told.content) {
                throw failed.why;
            }
            var key = pass.key();
            if (failed.aboutKey && key != null) {
                refused.add(key);
                if (health.another(candidate, refused)) {
                    return;
                }
            }
            if (!(failed.why instanceof ProviderException.Transient passing) || !again(passing, repetition, another)) {
                throw failed.why;
            }
            pause.pause(wait);
            repetition++;
            refused.clear();
        }
    }

    /** A call that failed, and whether that says something about its key. */
    private static final class Failed extends Exception {
        private final transient ProviderException why;
        private final boolean aboutKey;

        Failed(ProviderException why, boolean aboutKey) {
            super(null, why, false, false);
            this.why = why;
            this.aboutKey = aboutKey;
        }
    }

    private void attempt(Candidate candidate, Completion request, Health.Pass pass, Told told, Listener listener)
            throws InterruptedException, Failed {
        Call call = null;
        try {
            listener.starting(candidate);
            call = new Call(candidate, pass, listener);
            told.call = call;
            var key = pass.key();
            candidate.provider().complete(key == null ? request : request.with(key), told);
            pass.completed();
            call.ended(Attempt.Status.COMPLETED, null);
        } catch (ProviderException failed) {
            if (call == null) {
                pass.stopped();
                throw failed;
            }
            call.ended(Attempt.Status.FAILED, failed);
            throw new Failed(failed, isAboutKey(failed, call.status));
        } catch (InterruptedException | RuntimeException | Error stopped) {
            // an interrupt, or whoever listens wants no more
            pass.stopped();
            if (call != null) {
                call.ended(Attempt.Status.STOPPED, null);
            }
            throw stopped;
        }
    }

    /** Whether another key may fare better: a model that is not there is not there for any. */
    private static boolean isAboutKey(ProviderException failed, @Nullable Integer status) {
        return switch (failed.fault()) {
            case RATE_LIMITED, QUOTA -> true;
            case CONFIG -> status != null && (status == 401 || status == 403);
            case UNAVAILABLE,
                    TLS,
                    TIMEOUT,
                    RESET,
                    STALLED,
                    OVERLOADED,
                    ERROR,
                    CONTEXT_TOO_LONG,
                    BAD_RESPONSE,
                    PROTOCOL,
                    CONTENT_POLICY -> false;
        };
    }

    /** Whether the same candidate is asked again. */
    private boolean again(ProviderException.Transient failed, int repetition, boolean another) {
        var after = failed.retryAfter();
        if (after != null && after.compareTo(patience.afterCap()) > 0) {
            return false;
        }
        var most = switch (failed.fault()) {
            // waiting for a silent provider costs a person a minute each time
            case TIMEOUT -> Math.min(1, patience.repetitions());
            // nobody is there: the next candidate answers sooner
            case UNAVAILABLE -> another ? 0 : patience.repetitions();
            case TLS, CONFIG, QUOTA, CONTEXT_TOO_LONG, CONTENT_POLICY -> 0;
            case RESET, STALLED, RATE_LIMITED, OVERLOADED, ERROR, BAD_RESPONSE, PROTOCOL -> patience.repetitions();
        };
        return repetition < most;
    }

    /** Whether another candidate may fare better. */
    private static boolean another(Fault fault) {
        return switch (fault) {
            // what one provider refuses to discuss is not put to the next behind its back
            case CONTENT_POLICY -> false;
            case UNAVAILABLE,
                    TLS,
                    TIMEOUT,
                    RESET,
                    STALLED,
                    RATE_LIMITED,
                    OVERLOADED,
                    CONFIG,
                    QUOTA,
                    ERROR,
                    CONTEXT_TOO_LONG,
                    BAD_RESPONSE,
                    PROTOCOL -> true;
        };
    }

    /** Full jitter, so that callers that failed together do not come back together. */
    private Duration waitAfter(ProviderException failed, int repetition) {
        var most = patience.base().multipliedBy(1L << Math.min(repetition, 20));
        var capped = most.compareTo(patience.cap()) > 0 ? patience.cap() : most;
        var own = Duration.ofNanos((long) (capped.toNanos() * jitter.getAsDouble()));
        var after = failed instanceof ProviderException.Transient passing ? passing.retryAfter() : null;
        return after == null || after.isNegative() ? own : after.plus(own);
    }

    /** Passes chunks on and remembers whether any content was among them. */
    private static final class Told implements Hearer {
        private final Consumer<? super Chunk> out;
        // written where chunks are told, read when the completion has ended
        private volatile boolean content;
        private volatile @Nullable Call call;

        Told(Consumer<? super Chunk> out) {
            this.out = out;
        }

        @Override
        public void answered(int status) {
            var now = call;
            if (now != null) {
                now.answered(status);
            }
        }

        @Override
        public void accept(Chunk chunk) {
            var now = call;
            if (chunk instanceof Chunk.Finished(var _, var tokens, var _)) {
                if (now != null) {
                    now.tokens = tokens;
                }
            } else if (!content) {
                content = true;
                if (now != null) {
                    now.begun();
                }
            }
            out.accept(chunk);
        }
    }

    /** A call under way; what is heard of it is heard on another thread. */
    private final class Call {
        private final Candidate candidate;
        private final Health.Pass pass;
        private final Listener listener;
        private final Instant started = time.instant();
        private volatile @Nullable Integer status;
        private volatile @Nullable Duration firstByte;
        private volatile @Nullable Duration firstContent;
        private volatile @Nullable Tokens tokens;

        Call(Candidate candidate, Health.Pass pass, Listener listener) {
            this.candidate = candidate;
            this.pass = pass;
            this.listener = listener;
        }

        void answered(int heard) {
            status = heard;
            firstByte = Duration.between(started, time.instant());
        }

        void begun() {
            firstContent = Duration.between(started, time.instant());
            pass.begun();
        }

        void ended(Attempt.Status how, @Nullable ProviderException failed) {
            var model = candidate.model();
            var key = pass.key();
            listener.ended(
                    candidate,
                    new Attempt(
                            model.provider(),
                            model.name(),
                            key == null ? null : key.toString(),
                            how,
                            status,
                            started,
                            firstByte,
                            firstContent,
                            Duration.between(started, time.instant()),
                            tokens,
                            failed == null ? null : failed.fault(),
                            failed == null ? null : failed.getMessage()));
        }
    }
}
