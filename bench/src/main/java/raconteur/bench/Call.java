package raconteur.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request that the fake upstream received, and what became of its answer. Written by the upstream, read by tests.
 */
public final class Call {
    /** How an answer stands. */
    public enum Outcome {
        /** Being sent, or hanging as it was told to. */
        RUNNING,
        /** Sent whole. */
        COMPLETED,
        /** Ended by the upstream before its time: reset, cut. */
        CUT,
        /** The caller went away first. */
        CLOSED_BY_CLIENT
    }

    private final long number;
    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final JsonNode body;
    private final News news;
    private final long startedAt = System.nanoTime();
    private volatile String text = "";
    private volatile int delivered;
    private volatile Outcome outcome = Outcome.RUNNING;
    private volatile long endedAt;

    Call(long number, String method, String path, Map<String, String> headers, JsonNode body, News news) {
        this.number = number;
        this.method = method;
        this.path = path;
        this.headers = headers;
        this.body = body;
        this.news = news;
    }

    /** 1 for the first request of this upstream; in the id of every completion as hexadecimal digits. */
    public long number() {
        return number;
    }

    public String method() {
        return method;
    }

    /** With its query. */
    public String path() {
        return path;
    }

    /** By names in small letters; of a repeated one the last. */
    public Map<String, String> headers() {
        return headers;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** A missing node when the request had no JSON body. */
    public JsonNode body() {
        return body;
    }

    /** The text of the answer (no reasoning) that was handed to the network in whole events so far. */
    public String delivered() {
        return text.substring(0, delivered);
    }

    public Outcome outcome() {
        return outcome;
    }

    /** Time from the request to the end of its answer, whoever ended it; empty while it runs. */
    public Optional<Duration> lasted() {
        return outcome == Outcome.RUNNING ? Optional.empty() : Optional.of(Duration.ofNanos(endedAt - startedAt));
    }

    /** {@link System#nanoTime} of the end, to compare with a moment of the test's own. */
    public long endedAt() {
        return endedAt;
    }

    /** Waits until the answer has ended; throws {@link AssertionError} when it has not within {@code limit}. */
    public Call awaitEnd(Duration limit) {
        news.await(() -> outcome != Outcome.RUNNING, limit, () -> "call " + number + " still runs");
        return this;
    }

    /** Waits until the caller has gone away before the end; throws {@link AssertionError} otherwise. */
    public Call awaitClosedByClient(Duration limit) {
        awaitEnd(limit);
        if (outcome != Outcome.CLOSED_BY_CLIENT) {
            throw new AssertionError("call " + number + " ended as " + outcome);
        }
        return this;
    }

    /** Waits until at least {@code characters} of text are out; throws {@link AssertionError} otherwise. */
    public Call awaitDelivered(int characters, Duration limit) {
        news.await(
                () -> delivered >= characters,
                limit,
                () -> "call " + number + " delivered " + delivered + " of " + characters + " characters");
        return this;
    }

    void plays(Script script) {
        text = script.text();
    }

    void delivers(int textEnd) {
        if (textEnd > delivered) {
            delivered = textEnd;
            news.tell();
        }
    }

    void ends(Outcome how) {
        if (outcome == Outcome.RUNNING) {
            endedAt = System.nanoTime();
            outcome = how;
            news.tell();
        }
    }

    @Override
    public String toString() {
        return number + " " + method + " " + path + " " + outcome;
    }

    /** Where those who wait for a change are told of it. */
    static final class News {
        private volatile int waiting;

        /** Cheap when nobody waits. */
        void tell() {
            if (waiting > 0) {
                synchronized (this) {
                    notifyAll();
                }
            }
        }

        void await(BooleanSupplier condition, Duration limit, Supplier<String> complaint) {
            long deadline = System.nanoTime() + limit.toNanos();
            synchronized (this) {
                waiting++;
                try {
                    while (!condition.getAsBoolean()) {
                        long left = deadline - System.nanoTime();
                        if (left <= 0) {
                            throw new AssertionError(complaint.get() + " after " + limit);
                        }
                        wait(left / 1_000_000 + 1);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted while waiting: " + complaint.get(), e);
                } finally {
                    waiting--;
                }
            }
        }
    }

    static @Nullable String key(Map<String, String> headers) {
        String authorization = headers.get("authorization");
        return authorization != null && authorization.startsWith("Bearer ")
                ? authorization.substring("Bearer ".length())
                : null;
    }
}
