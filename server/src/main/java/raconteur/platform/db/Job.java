package raconteur.platform.db;

import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One piece of work and the promise of its outcome, which is kept only once the outcome is durable. */
final class Job<T> {
    private static final Job<?> LAST = new Job<>(_ -> true);

    private final Database.Work<T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Runnable outcome = () -> {};

    Job(Database.Work<T> work) {
        this.work = work;
    }

    /** Stands for the end of all work. */
    static Job<?> last() {
        return LAST;
    }

    boolean isLast() {
        return this == LAST;
    }

    CompletableFuture<T> result() {
        return result;
    }

    /**
     * Does the work so that it alone is undone when it fails. Throws only what makes the whole transaction worthless: a
     * disk that is full or broken, after which SQLite may have undone everything.
     */
    void runInSavepoint(Handle handle) {
        handle.execute("savepoint job");
        try {
            var value = work.run(handle);
            handle.execute("release job");
            outcome = () -> result.complete(value);
        } catch (RuntimeException | Error failure) {
            if (failure instanceof RuntimeException broken && isOfTheDisk(broken)) {
                throw broken;
            }
            handle.execute("rollback to job");
            handle.execute("release job");
            outcome = () -> result.completeExceptionally(failure);
        }
    }

    /** Does work that changes nothing. */
    void runAlone(Handle handle) {
        try {
            result.complete(work.run(handle));
        } catch (RuntimeException | Error failure) {
            result.completeExceptionally(failure);
        }
    }

    /** Keeps the promise. */
    void tell() {
        outcome.run();
    }

    void fail(Throwable failure) {
        result.completeExceptionally(failure);
    }

    static boolean isFull(Throwable failure) {
        return codeOf(failure) == SQLiteErrorCode.SQLITE_FULL.code;
    }

    private static boolean isOfTheDisk(Throwable failure) {
        var code = codeOf(failure);
        return code == SQLiteErrorCode.SQLITE_FULL.code
                || code == SQLiteErrorCode.SQLITE_IOERR.code
                || code == SQLiteErrorCode.SQLITE_CORRUPT.code
                || code == SQLiteErrorCode.SQLITE_NOMEM.code;
    }

    private static int codeOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException error) {
                return error.getResultCode().code & 0xff; // the low byte names the kind of error
            }
        }
        return 0;
    }
}
