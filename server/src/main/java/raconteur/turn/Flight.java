package raconteur.turn;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Attempt;
import raconteur.provider.Attempts;
import raconteur.provider.Candidate;
import raconteur.provider.Chunk;
import raconteur.provider.StopReason;
import raconteur.provider.Tokens;

/**
 * One call that several equal questions share. Who came first pays; when that one stops, the next does. The call is
 * cancelled when nobody is left. Thread-safe.
 */
final class Flight implements Attempts.Listener {
    private static final long PATIENCE = 5;

    private final InstantSource time;
    private final TurnMeters meters;
    private final Map<Run, Instant> aboard = new LinkedHashMap<>();
    private final List<Tried> tried = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final CountDownLatch landed = new CountDownLatch(1);
    private @Nullable Candidate answering;
    private @Nullable StopReason reason;
    private @Nullable Tokens tokens;
    private @Nullable RuntimeException failure;
    private @Nullable Thread thread;
    private boolean cancelled;
    private boolean over;

    Flight(Run first, InstantSource time, TurnMeters meters) {
        this.time = time;
        this.meters = meters;
        aboard.put(first, time.instant());
    }

    /** Comes in and is told what was said so far; false when it is too late for that. */
    synchronized boolean join(Run run) {
        if (over || cancelled) {
            return false;
        }
        aboard.put(run, time.instant());
        if (answering != null) {
            run.answeredBy(answering);
        }
        if (!reasoning.isEmpty()) {
            run.say(true, reasoning.toString());
        }
        if (!text.isEmpty()) {
            run.say(false, text.toString());
        }
        return true;
    }

    /** Begins on this thread; false when everybody has left before. */
    synchronized boolean begin() {
        thread = Thread.currentThread();
        return !cancelled;
    }

    /** Waits for the end; an interrupt lets this one go and nobody else. */
    void await(Run run) throws InterruptedException {
        try {
            landed.await();
        } catch (InterruptedException stopped) {
            if (leave(run)) {
                // the call was this one's alone: how it ended belongs to it
                var _ = landed.await(PATIENCE, TimeUnit.SECONDS);
            }
            throw stopped;
        }
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** True when nobody is left, so that the call was cancelled. */
    private synchronized boolean leave(Run run) {
        if (over) {
            return false;
        }
        if (aboard.size() > 1) {
            shared(run);
            aboard.remove(run);
            return false;
        }
        cancelled = true;
        if (thread != null) {
            thread.interrupt();
        }
        return true;
    }

    synchronized void hear(Chunk chunk) {
        switch (chunk) {
            case Chunk.TextDelta(var more) -> text.append(more);
            case Chunk.ReasoningDelta(var more) -> reasoning.append(more);
            case Chunk.ToolCallDelta _ -> {}
            case Chunk.Finished(var why, var counted, var _) -> {
                reason = why;
                tokens = counted;
            }
        }
        aboard.keySet().forEach(run -> Invoker.hear(run, chunk));
    }

    @Override
    public synchronized void starting(Candidate candidate) {
        answering = candidate;
        aboard.keySet().forEach(run -> run.answeredBy(candidate));
    }

    @Override
    public synchronized void ended(Candidate candidate, Attempt attempt) {
        tried.add(Tried.of(candidate, attempt));
        meters.called(candidate, attempt);
    }

    /** The answer, when it is whole and fit to be kept. */
    synchronized KeptAnswers.@Nullable Kept whole() {
        var model = answering;
        var why = reason;
        if (model == null || why == null || why == StopReason.FILTERED) {
            return null;
        }
        var account = aboard.keySet().iterator().next().question.payer().account();
        return new KeptAnswers.Kept(account, model.model().id(), text.toString(), reasoning.toString(), why, tokens);
    }

    /** It has ended; everybody may go. */
    synchronized void land(@Nullable RuntimeException how) {
        over = true;
        failure = how;
        var paying = true;
        for (var run : aboard.keySet()) {
            if (paying) {
                run.attempts.addAll(tried);
            } else {
                shared(run);
            }
            paying = false;
        }
        landed.countDown();
    }

    private void shared(Run run) {
        var since = aboard.get(run);
        var candidate = answering == null ? run.answering() : answering;
        var from = since == null ? time.instant() : since;
        run.free(Tried.free(candidate, "shared", from, Duration.between(from, time.instant())));
    }
}
