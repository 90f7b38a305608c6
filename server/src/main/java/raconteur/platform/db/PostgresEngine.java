package raconteur.platform.db;

import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/**
 * PostgreSQL. Each piece of work runs on a virtual thread of its own, so a caller's interrupt never cuts a connection;
 * only so many may wait.
 */
final class PostgresEngine implements Database.Engine {
    private static final Logger LOG = Logger.getLogger(PostgresEngine.class);
    private static final int MOST = 8192;
    private static final String CONNECTION_CLASS = "08";

    private final AgroalDataSource pool;
    private final Jdbi jdbi;
    private final Semaphore places = new Semaphore(MOST);
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("db-", 0).factory());

    PostgresEngine(AgroalDataSource pool, Jdbi jdbi) {
        this.pool = pool;
        this.jdbi = jdbi;
    }

    @Override
    public <T> CompletableFuture<T> write(Database.Work<T> work) {
        return later(() -> jdbi.inTransaction(work::run));
    }

    @Override
    public <T> CompletableFuture<T> read(Database.Work<T> work) {
        return later(() -> jdbi.withHandle(work::run));
    }

    private <T> CompletableFuture<T> later(Supplier<T> work) {
        if (threads.isShutdown()) {
            return CompletableFuture.failedFuture(new Refusal(Code.STORAGE_UNAVAILABLE));
        }
        if (!places.tryAcquire()) {
            return CompletableFuture.failedFuture(Database.Engine.busy());
        }
        return CompletableFuture.supplyAsync(() -> reaching(work), threads).whenComplete((_, _) -> places.release());
    }

    /** A database that cannot be reached is no fault of ours: the caller may try again. */
    private static <T> T reaching(Supplier<T> work) {
        try {
            return work.get();
        } catch (ConnectionException failure) {
            throw unreachable(failure);
        } catch (RuntimeException failure) {
            throw isOfTheConnection(failure) ? unreachable(failure) : failure;
        }
    }

    private static Refusal unreachable(RuntimeException failure) {
        LOG.warn("PostgreSQL cannot be reached, or all connections to it are taken.", failure);
        return new Refusal(Code.STORAGE_UNAVAILABLE);
    }

    private static boolean isOfTheConnection(RuntimeException failure) {
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException error) {
                return String.valueOf(error.getSQLState()).startsWith(CONNECTION_CLASS);
            }
        }
        return false;
    }

    @Override
    public boolean accepting() {
        return !threads.isShutdown();
    }

    @Override
    public long clock(Handle tx) {
        return tx.createQuery("select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)")
                .mapTo(Long.class)
                .one();
    }

    @Override
    public String dialect() {
        return "postgresql";
    }

    @Override
    public void close() {
        threads.close();
        pool.close();
    }
}
