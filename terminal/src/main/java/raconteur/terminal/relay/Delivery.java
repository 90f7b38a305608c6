package raconteur.terminal.relay;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Something that a game said, on its way to the server. Whoever waits for its answer may leave: then it goes on for as
 * long as such things are kept, and the game hears by polling.
 */
final class Delivery {
    private final Ask ask;
    private final Link link;
    private final Patience patience;
    private final long begun = System.nanoTime();
    private final Duration wait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<Answer> answer = Optional.empty();
    private boolean ended;
    private boolean left;
    private boolean under;

    Delivery(Ask ask, Link link, Patience patience, Duration wait) {
        this.ask = ask;
        this.link = link;
        this.patience = patience;
        this.wait = wait;
    }

    Ask ask() {
        return ask;
    }

    /** Carries it until it is answered, or too old to be. */
    Optional<Answer> carry() throws InterruptedException {
        try {
            var asItCame = link.state().up();
            var pause = Duration.ZERO;
            while (link.awaitUp(remaining(patience.kept()))) {
                switch (link.send(next(asItCame), limit())) {
                    case Link.Outcome.Answered(var told) -> {
                        end(Optional.of(told));
                        return Optional.of(told);
                    }
                    case Link.Outcome.Lost(var _, var sent) -> {
                        if (sent && !ask.repeatable()) {
                            return Optional.empty();
                        }
                    }
                }
                asItCame = false;
                back();
                // whoever is heard and yet does not answer this is not asked at once again and again
                Thread.sleep(pause);
                pause = patience.next(pause);
            }
            return Optional.empty();
        } finally {
            end(Optional.empty());
        }
    }

    /** What is asked now, with the time that is left: when there is none, the server lets what it can be polled for. */
    private Ask next(boolean asItCame) {
        lock.lock();
        try {
            under = true;
            if (asItCame || ask.kind() != Ask.Kind.QUESTION) {
                return ask;
            }
            return ask.within(remaining(wait));
        } finally {
            lock.unlock();
        }
    }

    private Duration limit() {
        return remaining(wait).plus(patience.slack());
    }

    /** From the server, with nothing. */
    private void back() {
        lock.lock();
        try {
            under = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end(Optional<Answer> told) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                answer = told;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The answer, if it comes while its game waits. Once it is with the server, which knows when to answer, that is
     * waited for a little longer. Nothing means that it goes on without its game.
     */
    Optional<Answer> answer() throws InterruptedException {
        lock.lock();
        try {
            while (!ended) {
                var limit = under ? wait.plus(patience.slack()) : wait;
                var nanos = remaining(limit).toNanos();
                if (nanos <= 0) {
                    left = true;
                    return Optional.empty();
                }
                changed.await(nanos, TimeUnit.NANOSECONDS);
            }
            return answer;
        } finally {
            lock.unlock();
        }
    }

    /** Whether its game went before it ended. */
    boolean isLeft() {
        lock.lock();
        try {
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Whether its game has gone and it is still on its way: then the server knows nothing of it. */
    boolean isAwaited() {
        lock.lock();
        try {
            return left && !ended;
        } finally {
            lock.unlock();
        }
    }

    private Duration remaining(Duration whole) {
        var rest = whole.minusNanos(System.nanoTime() - begun);
        return rest.isNegative() ? Duration.ZERO : rest;
    }
}
