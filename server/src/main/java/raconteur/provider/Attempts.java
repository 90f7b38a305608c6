package raconteur.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries candidates until one answers: again where it may go better, the next one where it will not, and neither once
 * any content was told. Thread-safe.
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

    /** @param jitter numbers from 0 to 1 */
    public Attempts(InstantSource time, DoubleSupplier jitter, Pause pause, Patience patience) {
        this.time = time;
        this.jitter = jitter;
        this.pause = pause;
        this.patience = patience;
    }

    /**
     * Streams one completion from the first candidate that gives one, and returns that candidate.
     *
     * @param candidates best first, at least one
     * @param ask what to ask a candidate for
     * @param out as {@link Provider#complete} has it
     * @throws ProviderException the last one, when none gave a completion or the answer broke off
     */
    public Candidate complete(
            List<Candidate> candidates,
            Function<? super Candidate, Completion> ask,
            Consumer<? super Chunk> out,
            Listener listener)
            throws InterruptedException {
        var told = new Told(out);
        for (var at = 0; ; at++) {
            var candidate = candidates.get(at);
            var others = candidates.subList(at + 1, candidates.size());
            try {
                repeat(candidate, ask.apply(candidate), told, listener, !others.isEmpty());
                return candidate;
            } catch (ProviderException failed) {
                if (told.content || others.isEmpty() || !another(failed.fault())) {
                    throw failed;
                }
            }
        }
    }

    private void repeat(Candidate candidate, Completion request, Told told, Listener listener, boolean another)
            throws InterruptedException {
        for (var repetition = 0; ; repetition++) {
            try {
                attempt(candidate, request, told, listener);
                return;
            } catch (ProviderException.Transient failed) {
                if (told.content || !again(failed, repetition, another)) {
                    throw failed;
                }
                pause.pause(wait(failed, repetition));
            }
        }
    }

    private void attempt(Candidate candidate, Completion request, Told told, Listener listener)
            throws InterruptedException {
        listener.starting(candidate);
        var call = new Call(candidate, listener);
        try {
            candidate.provider().complete(request, told);
            call.ended(Attempt.Status.COMPLETED, null);
        } catch (ProviderException failed) {
            call.ended(Attempt.Status.FAILED, failed);
            throw failed;
        } catch (InterruptedException | RuntimeException stopped) {
            // an interrupt, or whoever listens wants no more
            call.ended(Attempt.Status.STOPPED, null);
            throw stopped;
        }
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
    private Duration wait(ProviderException.Transient failed, int repetition) {
        var most = patience.base().multipliedBy(1L << Math.min(repetition, 20));
        var capped = most.compareTo(patience.cap()) > 0 ? patience.cap() : most;
        var own = Duration.ofNanos((long) (capped.toNanos() * jitter.getAsDouble()));
        var after = failed.retryAfter();
        return after == null || after.isNegative() ? own : after.plus(own);
    }

    /** Passes chunks on and remembers whether any content was among them. */
    private static final class Told implements Consumer<Chunk> {
        private final Consumer<? super Chunk> out;
        // written where chunks are told, read when the completion has ended
        private volatile boolean content;

        Told(Consumer<? super Chunk> out) {
            this.out = out;
        }

        @Override
        public void accept(Chunk chunk) {
            if (!content && !(chunk instanceof Chunk.Finished)) {
                content = true;
            }
            out.accept(chunk);
        }
    }

    /** A call under way. */
    private final class Call {
        private final Candidate candidate;
        private final Listener listener;
        private final Instant started = time.instant();

        Call(Candidate candidate, Listener listener) {
            this.candidate = candidate;
            this.listener = listener;
        }

        void ended(Attempt.Status status, @Nullable ProviderException failed) {
            var model = candidate.model();
            listener.ended(
                    candidate,
                    new Attempt(
                            model.provider(),
                            model.name(),
                            status,
                            started,
                            Duration.between(started, time.instant()),
                            failed == null ? null : failed.fault(),
                            failed == null ? null : failed.getMessage()));
        }
    }
}
