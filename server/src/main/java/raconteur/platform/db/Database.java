package raconteur.platform.db;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementException;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Trail;

/** Runs work in transactions. A transaction that returned is durable. Thread-safe. */
public final class Database implements AutoCloseable {
    /** Work inside one transaction. What it throws undoes it, and it alone. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Handle tx);
    }

    private static final Logger LOG = Logger.getLogger(Database.class);

    private final Engine engine;

    Database(Engine engine) {
        this.engine = engine;
    }

    /** Does the work in a transaction of its own and returns when that is on disk. Not interrupted by an interrupt. */
    public <T> T transact(Work<T> work) {
        return await(engine.write(followed(work)));
    }

    /** Like {@link #transact}, without waiting. */
    public <T> CompletableFuture<T> transactLater(Work<T> work) {
        return engine.write(followed(work));
    }

    /** Does work that changes nothing; sees everything that was committed before. */
    public <T> T read(Work<T> work) {
        return await(engine.read(followed(work)));
    }

    /** The work, whose log lines on the database's threads belong to whoever asked for it. */
    private static <T> Work<T> followed(Work<T> work) {
        var trail = Trail.here();
        return tx -> trail.follow(() -> {
            try {
                return work.run(tx);
            } catch (StatementException failure) {
                SlowStatements.failed(failure);
                throw failure;
            }
        });
    }

    /** Whether writes are still accepted: false for ever after a commit could not be brought to disk. */
    public boolean accepting() {
        return engine.accepting();
    }

    /** Whether it takes writes and answers a question right now. */
    public boolean answers() {
        try {
            return accepting()
                    && read(tx -> tx.createQuery("select 1")
                                    .mapTo(Integer.class)
                                    .one())
                            == 1;
        } catch (RuntimeException failure) {
            LOG.warn("The database does not answer.", failure);
            return false;
        }
    }

    /**
     * Milliseconds on the one clock that everybody who shares this database goes by; evenly, where one program has it
     * for itself.
     */
    public long clock(Handle tx) {
        return engine.clock(tx);
    }

    /** {@code sqlite} or {@code postgresql}. */
    public String dialect() {
        return engine.dialect();
    }

    @Override
    public void close() {
        engine.close();
    }

    /**
     * Waits for the result whatever happens: a caller that is stopped half-way must still learn whether its transaction
     * stands, so an interrupt is kept for later.
     */
    private static <T> T await(CompletableFuture<T> result) {
        var interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    throw unwrap(failed);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unwrap(Throwable cause) {
        return switch (cause) {
            case CompletionException wrapped when wrapped.getCause() != null -> unwrap(wrapped.getCause());
            case ExecutionException wrapped when wrapped.getCause() != null -> unwrap(wrapped.getCause());
            case Refusal refusal -> refusal;
            case RuntimeException failure -> {
                failure.addSuppressed(new IllegalStateException("asked for here"));
                yield failure;
            }
            default -> new IllegalStateException(cause);
        };
    }

    /** What each database does its own way. */
    sealed interface Engine permits SqliteEngine, PostgresEngine {
        <T> CompletableFuture<T> write(Work<T> work);

        <T> CompletableFuture<T> read(Work<T> work);

        boolean accepting();

        long clock(Handle tx);

        String dialect();

        void close();

        /** The answer to work that cannot be taken on now. */
        static Refusal busy() {
            return new Refusal(Code.OVERLOADED).retryAfter(java.time.Duration.ofSeconds(1));
        }
    }
}
