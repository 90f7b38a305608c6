package raconteur.platform.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.sqlite.SQLiteConfig;
import raconteur.platform.CannotStart;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Steady;

/**
 * SQLite in WAL mode with {@code synchronous=FULL}. One thread writes: it takes all work that waits (at most 256
 * pieces), runs each in a savepoint and commits them together, so many turns share one fsync. Reads run on threads of
 * their own, each with its connection. An I/O error on commit ends writing for good: what the disk then holds is known
 * only after recovery at the next start.
 */
final class SqliteEngine implements Database.Engine {
    private static final Logger LOG = Logger.getLogger(SqliteEngine.class);
    private static final int GROUP = 256;
    private static final int READERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Jobs writes = new Jobs();
    private final Jobs reads = new Jobs();
    private final List<Thread> threads = new ArrayList<>();
    private final SqlLogger log;
    private final Steady clock;
    private volatile boolean accepting = true;

    SqliteEngine(Path file, SqlLogger log, Steady clock) {
        this.log = log;
        this.clock = clock;
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
        return writes.offer(work);
    }

    @Override
    public <T> CompletableFuture<T> read(Database.Work<T> work) {
        return reads.offer(work);
    }

    private void write(Connection connection) {
        try (connection;
                var handle = handle(connection)) {
            handle.execute("pragma wal_autocheckpoint = 1000");
            for (var job = writes.take(); job != null; job = writes.take()) {
                writeGroup(handle, job);
            }
        } catch (InterruptedException _) {
            LOG.debug("The writer ends.");
        } catch (SQLException | RuntimeException | Error failure) {
            stopAccepting(failure);
        } finally {
            writes.abandon();
        }
    }

    private void writeGroup(Handle handle, Job<?> first) {
        var done = new ArrayList<Job<?>>();
        try {
            handle.execute("begin immediate");
            for (Job<?> job = first; job != null; job = done.size() < GROUP ? writes.poll() : null) {
                done.add(job);
                job.runInSavepoint(handle);
            }
            handle.execute("commit");
        } catch (RuntimeException | Error failure) {
            undo(handle, failure);
            done.forEach(job -> job.fail(new Refusal(Code.STORAGE_UNAVAILABLE)));
            return;
        }
        done.forEach(Job::tell);
    }

    private void undo(Handle handle, Throwable failure) {
        if (Job.isFull(failure)) {
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
        writes.abandon();
    }

    private void readAll(Connection connection) {
        try (connection;
                var handle = handle(connection)) {
            for (var job = reads.take(); job != null; job = reads.take()) {
                job.runAlone(handle);
            }
        } catch (InterruptedException _) {
            LOG.debug("A reader ends.");
        } catch (SQLException failure) {
            LOG.warn("A reader could not be closed.", failure);
        }
    }

    @Override
    public boolean accepting() {
        return accepting;
    }

    @Override
    public long clock(Handle tx) {
        return clock.millis();
    }

    @Override
    public String dialect() {
        return "sqlite";
    }

    /** Finishes what waits, then lets the threads go. */
    @Override
    public void close() {
        try {
            writes.end(1);
            reads.end(READERS);
            for (var thread : threads) {
                thread.join(PATIENCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            writes.abandon();
            reads.abandon();
        }
    }
}
