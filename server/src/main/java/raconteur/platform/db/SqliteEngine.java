package raconteur.platform.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import raconteur.platform.CannotStart;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/**
 * SQLite in WAL mode with {@code synchronous=FULL}. One thread writes: it takes all work that waits (at most 256
 * pieces), runs each in a savepoint and commits them together, so many turns share one fsync. Reads run on threads of
 * their own, each with its connection. An I/O error on commit ends writing for good: what the disk then holds is known
 * only after recovery at the next start.
 */
final class SqliteEngine implements Database.Engine {
    private static final Logger LOG = Logger.getLogger(SqliteEngine.class);
    private static final int GROUP = 256;
    private static final int QUEUE = 8192;
    private static final int READERS = 3;

    private final ArrayBlockingQueue<Job<?>> writes = new ArrayBlockingQueue<>(QUEUE);
    private final ArrayBlockingQueue<Job<?>> reads = new ArrayBlockingQueue<>(QUEUE);
    private final List<Thread> threads = new ArrayList<>();
    private final SqlLogger log;
    private volatile boolean accepting = true;
    private volatile boolean closed;

    SqliteEngine(Path file, SqlLogger log) {
        this.log = log;
        var writer = open(file, false);
        threads.add(Thread.ofPlatform().name("db-writer").start(() -> write(writer)));
        for (var n = 1; n <= READERS; n++) {
            var reader = open(file, true);
            threads.add(Thread.ofPlatform().name("db-reader-" + n).start(() -> readAll(reader)));
        }
    }

    static Connection open(Path file, boolean readOnly) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(5000);
        config.enforceForeignKeys(true);
        config.setReadOnly(readOnly);
        try {
            return DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
        } catch (SQLException failure) {
            throw new CannotStart("The database " + file + " cannot be opened: " + failure.getMessage(), failure);
        }
    }

    private Handle handle(Connection connection) {
        var jdbi = Jdbi.create(connection);
        jdbi.setSqlLogger(log);
        return jdbi.open();
    }

    @Override
    public <T> CompletableFuture<T> write(Database.Work<T> work) {
        if (!accepting || closed) {
            return CompletableFuture.failedFuture(new Refusal(Code.STORAGE_UNAVAILABLE));
        }
        return offer(writes, work);
    }

    @Override
    public <T> CompletableFuture<T> read(Database.Work<T> work) {
        if (closed) {
            return CompletableFuture.failedFuture(new Refusal(Code.STORAGE_UNAVAILABLE));
        }
        return offer(reads, work);
    }

    private static <T> CompletableFuture<T> offer(ArrayBlockingQueue<Job<?>> queue, Database.Work<T> work) {
        var job = new Job<>(work);
        if (!queue.offer(job)) {
            return CompletableFuture.failedFuture(Database.Engine.busy());
        }
        return job.result;
    }

    private void write(Connection connection) {
        try (connection;
                var handle = handle(connection)) {
            handle.execute("pragma wal_autocheckpoint = 1000");
            while (!closed || !writes.isEmpty()) {
                writeGroup(handle, writes.take());
            }
        } catch (InterruptedException _) {
            LOG.debug("The writer ends.");
        } catch (SQLException | RuntimeException failure) {
            stopAccepting(failure);
        } finally {
            refuseWaiting(writes);
        }
    }

    private void writeGroup(Handle handle, Job<?> first) {
        var done = new ArrayList<Job<?>>();
        try {
            handle.execute("begin immediate");
            for (var job = first; job != null; job = done.size() < GROUP ? writes.poll() : null) {
                done.add(job);
                job.runInSavepoint(handle);
            }
            handle.execute("commit");
        } catch (RuntimeException failure) {
            undo(handle, failure);
            done.forEach(job -> job.result.completeExceptionally(new Refusal(Code.STORAGE_UNAVAILABLE)));
            return;
        }
        done.forEach(Job::tell);
    }

    private void undo(Handle handle, RuntimeException failure) {
        if (failure.getCause() instanceof SQLiteException error
                && error.getResultCode().equals(SQLiteErrorCode.SQLITE_FULL)) {
            LOG.error("The disk is full: nothing of this group was saved.");
        } else {
            stopAccepting(failure);
        }
        try {
            handle.execute("rollback");
        } catch (RuntimeException alreadyUndone) {
            LOG.debug("SQLite had rolled back by itself.", alreadyUndone);
        }
    }

    private void stopAccepting(Throwable failure) {
        accepting = false;
        LOG.error("The database could not be written. No more writes are accepted until a restart.", failure);
    }

    private void readAll(Connection connection) {
        try (connection;
                var handle = handle(connection)) {
            while (!closed || !reads.isEmpty()) {
                reads.take().runAlone(handle);
            }
        } catch (InterruptedException _) {
            LOG.debug("A reader ends.");
        } catch (SQLException failure) {
            LOG.warn("A reader could not be closed.", failure);
        } finally {
            reads.offer(new Job<>(_ -> true)); // wakes the next reader, which then ends too
        }
    }

    private void refuseWaiting(ArrayBlockingQueue<Job<?>> queue) {
        for (var job = queue.poll(); job != null; job = queue.poll()) {
            job.result.completeExceptionally(new Refusal(Code.STORAGE_UNAVAILABLE));
        }
    }

    @Override
    public boolean accepting() {
        return accepting;
    }

    @Override
    public String dialect() {
        return "sqlite";
    }

    /** Finishes what waits, then lets the threads go. */
    @Override
    public void close() {
        closed = true;
        writes.offer(new Job<>(_ -> true));
        reads.offer(new Job<>(_ -> true));
        for (var thread : threads) {
            try {
                thread.join(5000);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        refuseWaiting(reads);
    }

    private static final class Job<T> {
        private final Database.Work<T> work;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private Runnable outcome = () -> {};

        Job(Database.Work<T> work) {
            this.work = work;
        }

        void runInSavepoint(Handle handle) {
            handle.execute("savepoint job");
            try {
                var value = work.run(handle);
                handle.execute("release job");
                outcome = () -> result.complete(value);
            } catch (RuntimeException failure) {
                handle.execute("rollback to job");
                handle.execute("release job");
                outcome = () -> result.completeExceptionally(failure);
            } catch (Error fault) {
                result.completeExceptionally(fault);
                throw fault;
            }
        }

        void tell() {
            outcome.run();
        }

        void runAlone(Handle handle) {
            try {
                result.complete(work.run(handle));
            } catch (RuntimeException failure) {
                result.completeExceptionally(failure);
            }
        }
    }
}
