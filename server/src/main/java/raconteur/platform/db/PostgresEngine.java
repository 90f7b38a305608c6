package raconteur.platform.db;

import io.agroal.api.AgroalDataSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/**
 * PostgreSQL. Each piece of work runs on a virtual thread of its own, so a caller's interrupt never cuts a connection.
 */
final class PostgresEngine implements Database.Engine {
    private final AgroalDataSource pool;
    private final Jdbi jdbi;
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
        return CompletableFuture.supplyAsync(work, threads);
    }

    @Override
    public boolean accepting() {
        return true;
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
