package raconteur.platform.db;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/** Work that waits for a thread of the database. Bounded; after the end nobody waits for ever. Thread-safe. */
final class Jobs {
    private static final int MOST = 8192;

    private final ArrayBlockingQueue<Job<?>> waiting = new ArrayBlockingQueue<>(MOST);
    private volatile boolean ended;

    /** Lines the work up; refused when too much waits already or the end has come. */
    <T> CompletableFuture<T> offer(Database.Work<T> work) {
        if (ended) {
            return CompletableFuture.failedFuture(new Refusal(Code.STORAGE_UNAVAILABLE));
        }
        var job = new Job<>(work);
        if (!waiting.offer(job)) {
            return CompletableFuture.failedFuture(Database.Engine.busy());
        }
        if (ended && waiting.remove(job)) {
            job.fail(new Refusal(Code.STORAGE_UNAVAILABLE)); // it came after the last thread had looked
        }
        return job.result();
    }

    /** The next piece, or nothing when there is to be no other. */
    @Nullable
    Job<?> take() throws InterruptedException {
        return orEnd(waiting.take());
    }

    /** Another piece that waits already. */
    @Nullable
    Job<?> poll() {
        var next = waiting.peek();
        return next == null || next.isLast() ? null : waiting.poll();
    }

    private static @Nullable Job<?> orEnd(Job<?> job) {
        return job.isLast() ? null : job;
    }

    /** Lets this many threads do what waits and then take nothing more. */
    void end(int threads) throws InterruptedException {
        ended = true;
        for (var n = 0; n < threads; n++) {
            waiting.put(Job.last());
        }
    }

    /** Refuses everything that waits and everything to come. */
    void abandon() {
        ended = true;
        for (var job = waiting.poll(); job != null; job = waiting.poll()) {
            job.fail(new Refusal(Code.STORAGE_UNAVAILABLE));
        }
    }
}
