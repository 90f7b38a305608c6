package raconteur.account;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/**
 * Work whose length must tell the caller nothing: it is done after the answer, by two threads with a short queue before
 * them. Thread-safe.
 */
final class Errands {
    private static final Logger LOG = Logger.getLogger(Errands.class);
    private static final int THREADS = 2;
    private static final int QUEUE = 256;

    private final Executor threads;

    Errands(Executor threads) {
        this.threads = threads;
    }

    static Errands onThreads() {
        return new Errands(new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofVirtual().name("errand-", 1).factory()));
    }

    /** Has this done soon; {@link Code#OVERLOADED} when too much waits already, whoever asks. */
    void run(Runnable work) {
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException failure) {
                    LOG.warnf("A letter could not be written: %s", failure);
                }
            });
        } catch (RejectedExecutionException _) {
            throw new Refusal(Code.OVERLOADED).retryAfter(Duration.ofSeconds(5));
        }
    }
}
