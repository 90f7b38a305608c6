package raconteur.provider.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Fault;
import raconteur.provider.Timers;

/**
 * One request and its answer. What arrives is read on the lane's event loop; the caller's thread waits, keeps the
 * deadlines and is woken at the end only.
 */
final class Exchange {
    /** How long an answer whose reason to stop is known may hang before it counts as ended. */
    private static final Duration TAIL = Duration.ofSeconds(5);
    /** How long a connection may take to end its answer after the answer said it was done. */
    private static final long LINGER = 2_000;

    private static final int LONGEST_ERROR = 64 * 1024;

    private enum Phase {
        CONNECTING,
        SENT,
        ANSWERED,
        FLOWING,
        STOPPED
    }

    private final Lanes.Lane lane;
    private final RequestOptions options;
    private @Nullable Buffer body;
    private final Reply reply;
    private final Faults faults;
    private final Timers timers;
    private final InstantSource time;
    private final boolean stream;
    private final Thread waiter = Thread.currentThread();
    private final long started = System.nanoTime();

    // shared by the waiting thread and the loop
    private volatile Phase phase = Phase.CONNECTING;
    private volatile long since = started;
    private volatile long wakes = started;

    // written under the lock: whoever ends the exchange first decides how it ended
    private volatile boolean ended;
    private @Nullable Throwable failure;

    // the loop's own
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse refusal;
    private Buffer refused = Buffer.buffer();
    private long linger = -1;
    private boolean arrived;

    Exchange(
            Lanes.Lane lane,
            RequestOptions options,
            byte[] body,
            boolean stream,
            Reply reply,
            Faults faults,
            Timers timers,
            InstantSource time) {
        this.lane = lane;
        this.options = options;
        this.body = Buffer.buffer(body);
        this.stream = stream;
        this.reply = reply;
        this.faults = faults;
        this.timers = timers;
        this.time = time;
    }

    /** Sends the request and returns when the answer is told to its end. */
    void run() throws InterruptedException {
        lane.context().runOnContext(_ -> connect());
        while (!ended) {
            if (Thread.interrupted()) {
                end(null);
                throw new InterruptedException();
            }
            var wait = remaining();
            if (wait > 0) {
                wakes = System.nanoTime() + wait;
                // a phase that began before the line above did not wake us
                LockSupport.parkNanos(this, Math.min(wait, remaining()));
            } else {
                late();
            }
        }
        synchronized (this) {
            switch (failure) {
                case null -> {}
                case RuntimeException broken -> throw broken;
                case Error broken -> throw broken;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    private long remaining() {
        var now = phase;
        return Math.min(remaining(started, timers.total()), remaining(since, limit(now)));
    }

    private Duration limit(Phase now) {
        return switch (now) {
            case CONNECTING -> timers.connect();
            case SENT -> stream ? timers.firstByte() : timers.firstContent();
            case ANSWERED -> timers.firstContent();
            case FLOWING -> timers.gap();
            case STOPPED -> timers.gap().isZero() || timers.gap().compareTo(TAIL) > 0 ? TAIL : timers.gap();
        };
    }

    private static long remaining(long from, Duration limit) {
        return limit.isZero() ? Long.MAX_VALUE : limit.toNanos() - (System.nanoTime() - from);
    }

    /** A deadline has passed. */
    private void late() {
        var now = phase;
        if (remaining(started, timers.total()) <= 0) {
            end(faults.here(now == Phase.FLOWING ? Fault.STALLED : Fault.TIMEOUT));
        } else if (remaining(since, limit(now)) <= 0 && now == phase) {
            switch (now) {
                case CONNECTING -> end(faults.here(Fault.UNAVAILABLE));
                case SENT, ANSWERED -> end(faults.here(Fault.TIMEOUT));
                case FLOWING -> end(faults.here(Fault.STALLED));
                // the model had said that it stopped: what is missing is only politeness
                case STOPPED -> guarded(reply::close);
            }
        }
    }

    /** Begins a phase, or the same one again. Wakes the waiting thread only if it would sleep past the new deadline. */
    private void reached(Phase next) {
        var now = System.nanoTime();
        since = now;
        if (phase != next) {
            phase = next;
            var limit = limit(next);
            if (!limit.isZero() && now + limit.toNanos() - wakes < 0) {
                LockSupport.unpark(waiter);
            }
        }
    }

    private void connect() {
        lane.client().request(options).onComplete(connected -> {
            if (connected.failed()) {
                end(Failures.connecting(faults, connected.cause()));
                return;
            }
            var sending = connected.result();
            synchronized (this) {
                request = sending;
                if (ended) {
                    sending.reset();
                    return;
                }
            }
            reached(Phase.SENT);
            var sent = body == null ? Buffer.buffer() : body;
            // a prompt may be long, and an answer may take minutes
            body = null;
            sending.send(sent).onComplete(answered -> {
                if (answered.failed()) {
                    end(Failures.receiving(faults, answered.cause()));
                } else {
                    answered(answered.result());
                }
            });
        });
    }

    private void answered(HttpClientResponse response) {
        reply.answered(response.statusCode());
        response.exceptionHandler(broken -> broken(response, broken));
        var type = response.getHeader("content-type");
        if (response.statusCode() != 200) {
            refusal = response;
            response.handler(this::refused);
            response.endHandler(_ -> {
                arrived = true;
                refuse();
            });
        } else if (type != null && type.startsWith("text/html")) {
            end(faults.here(Fault.BAD_RESPONSE));
        } else {
            reached(Phase.ANSWERED);
            response.handler(this::received);
            response.endHandler(_ -> received());
        }
    }

    private void received(Buffer buffer) {
        if (ended) {
            // bytes behind the end: whatever they are, this connection is used no more
            close();
            return;
        }
        guarded(() -> {
            if (reply.read(buffer)) {
                reached(Phase.FLOWING);
            }
        });
    }

    private void broken(HttpClientResponse response, Throwable cause) {
        arrived = true;
        if (response.statusCode() == 200) {
            guarded(reply::broken);
        }
        end(Failures.receiving(faults, cause));
    }

    private void received() {
        arrived = true;
        if (linger >= 0) {
            lane.context().owner().cancelTimer(linger);
        }
        guarded(reply::end);
    }

    /** Reads under the lock, so that nothing is told once a caller has been let go. */
    private void guarded(Runnable reading) {
        Throwable broken = null;
        synchronized (this) {
            if (ended) {
                return;
            }
            try {
                reading.run();
            } catch (RuntimeException | Error wrong) {
                // an error of the provider, or of whoever listens: both end it
                broken = wrong;
            }
            if (broken == null && reply.finished()) {
                ended = true;
                LockSupport.unpark(waiter);
                lane.context().runOnContext(_ -> linger());
            } else if (broken == null && reply.stopped() && phase != Phase.STOPPED) {
                reached(Phase.STOPPED);
            }
        }
        if (broken != null) {
            end(broken);
        }
    }

    private void refused(Buffer buffer) {
        if (refused.length() < LONGEST_ERROR) {
            refused.appendBuffer(buffer);
        } else {
            refuse();
        }
    }

    private void refuse() {
        var response = refusal;
        if (response != null) {
            var after = RetryAfter.of(response.headers(), time.instant());
            end(reply.refused(response.statusCode(), refused.getBytes(), after));
        }
    }

    /** Ends it if it has not ended: by a failure, or because the caller wants no more. */
    private void end(@Nullable Throwable why) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            failure = why;
        }
        LockSupport.unpark(waiter);
        lane.context().runOnContext(_ -> close());
    }

    /** The answer is told. Mostly its last bytes are here by now; if not, the connection is not waited for long. */
    private void linger() {
        if (!arrived) {
            linger = lane.context().owner().setTimer(LINGER, _ -> close());
        }
    }

    /** Cuts the answer off, unless it has arrived: then the connection may serve another request already. */
    private void close() {
        if (request != null && !arrived) {
            // over HTTP/1 this closes the connection, which is the only way to tell the provider
            request.reset();
        }
    }
}
