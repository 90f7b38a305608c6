package raconteur.terminal.relay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import raconteur.terminal.remote.ServerAddress;
import raconteur.terminal.remote.ServerKey;

/**
 * The way to the server, and whether anybody answers there. While nobody does, it looks again by itself, so that those
 * who wait for it need not ask.
 */
final class Link implements AutoCloseable {
    /** What one attempt came to. */
    sealed interface Outcome {
        /** The server said something, be it a "no". */
        record Answered(Answer answer) implements Outcome {}

        /**
         * Nobody can be heard, or what is heard is not the server.
         *
         * @param sent whether the server may have got it all the same
         */
        record Lost(String why, boolean sent) implements Outcome {}
    }

    /**
     * How it stands.
     *
     * @param since when that began
     * @param why it is down, else why it was last
     * @param key whether the server took the key when it was last asked
     */
    record State(boolean up, Instant since, String why, boolean key) {}

    /** More than the server ever answers to a game. */
    static final int LARGEST = 64 * 1024;

    private static final Set<Integer> NOT_THE_SERVER = Set.of(502, 503, 504);
    private static final JsonMapper JSON = new JsonMapper();

    private final ServerAddress server;
    private final ServerKey key;
    private final HttpClient http;
    private final Patience patience;
    private final InstantSource time;
    private final Consumer<String> log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state;
    private final AtomicBoolean said = new AtomicBoolean();
    private boolean closed;

    Link(
            ServerAddress server,
            ServerKey key,
            HttpClient http,
            Patience patience,
            InstantSource time,
            Consumer<String> log) {
        this.server = server;
        this.key = key;
        this.http = http;
        this.patience = patience;
        this.time = time;
        this.log = log;
        this.state = new State(true, time.instant(), "", true);
    }

    /** Asks once, and waits no longer than so; an interrupt is the caller's wish to have it no more. */
    Outcome send(Ask ask, Duration limit) throws InterruptedException {
        var outcome = attempt(ask, limit);
        switch (outcome) {
            case Outcome.Answered(var answer) -> heard(answer.status() != 401 && answer.status() != 403);
            case Outcome.Lost(var why, var _) -> lost(why);
        }
        return outcome;
    }

    private Outcome attempt(Ask ask, Duration limit) throws InterruptedException {
        var request = HttpRequest.newBuilder(server.at(ask.target())).header("Authorization", key.header());
        if (ask.method().equals("POST")) {
            request.header("Content-Type", ask.contentType()).POST(ask.body().publisher());
        }
        // its own limit ends with the head of an answer; this one with the whole of it
        var coming = http.sendAsync(
                request.build(), HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST));
        try {
            return judged(coming.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return new Outcome.Lost("it does not answer in time", true);
        } catch (ExecutionException failed) {
            return why(failed.getCause());
        } finally {
            coming.cancel(true);
        }
    }

    /** What stands in front of a server answers too, when that is away: in HTML, or with a status of its own. */
    private static Outcome judged(HttpResponse<byte[]> response) {
        var status = response.statusCode();
        if (NOT_THE_SERVER.contains(status)) {
            return new Outcome.Lost("it answers " + status, status != 503);
        }
        if (status >= 300 && status < 400) {
            return new Outcome.Lost("it sends on to another address (" + status + "); give that one", false);
        }
        if (!isObject(response.body())) {
            return new Outcome.Lost("what answers there is not Raconteur (" + status + ")", true);
        }
        return new Outcome.Answered(new Answer(
                status, new Bytes(response.body()), response.headers().firstValueAsLong("Retry-After")));
    }

    private static boolean isObject(byte[] body) {
        try {
            return JSON.readTree(body).isObject();
        } catch (IOException _) {
            return false;
        }
    }

    private static Outcome why(@Nullable Throwable failure) {
        return switch (failure) {
            case HttpConnectTimeoutException _ -> new Outcome.Lost("nobody can be reached there", false);
            case ConnectException _ -> new Outcome.Lost("nobody can be reached there", false);
            case SSLException untrusted ->
                new Outcome.Lost("its certificate is not trusted: " + untrusted.getMessage(), false);
            case IOException broken -> new Outcome.Lost("the connection broke: " + broken.getMessage(), true);
            case null, default -> throw new IllegalStateException(failure);
        };
    }

    private void heard(boolean keyTaken) {
        lock.lock();
        try {
            if (!state.up() && said.getAndSet(false)) {
                log.accept("The server is heard again, after "
                        + Duration.between(state.since(), time.instant()).toSeconds() + " s.");
            }
            if (state.key() && !keyTaken) {
                log.accept("The server refuses the key for what was asked; see what it says to the game.");
            }
            var since = state.up() ? state.since() : time.instant();
            state = new State(true, since, state.why(), keyTaken);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void lost(String why) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (state.up()) {
                state = new State(false, time.instant(), why, state.key());
                Thread.ofVirtual().name("probe").start(this::probe);
            } else {
                state = new State(false, state.since(), why, state.key());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Looks until somebody answers. What lasts is said, a stumble is not. */
    private void probe() {
        var hello = Ask.read("GET", "/game/hello", null, null, new byte[0]).orElseThrow();
        var pause = patience.probe();
        try {
            while (!awaitUp(pause) && !isClosed()) {
                if (send(hello, patience.other()) instanceof Outcome.Lost(var why, var _) && !said.getAndSet(true)) {
                    log.accept("The server cannot be heard: " + why + ". What games say is kept for "
                            + patience.kept().toSeconds() + " s.");
                }
                pause = patience.next(pause);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the server is heard, now or within so long. */
    boolean awaitUp(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            var left = limit.toNanos();
            while (!state.up() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return state.up();
        } finally {
            lock.unlock();
        }
    }

    State state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        http.shutdownNow();
    }
}
