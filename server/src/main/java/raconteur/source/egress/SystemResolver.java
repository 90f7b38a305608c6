package raconteur.source.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the machine. It answers in native code, which would hold the carrier of a virtual thread for as long as a name
 * server is silent; so few threads of its own ask, and whoever waits stops waiting.
 */
final class SystemResolver implements Resolver {
    private static final int THREADS = 4;
    private static final int WAITING = 64;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("names-", 0).factory());

    SystemResolver() {
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public List<InetAddress> addresses(String host, Duration patience) throws IOException, InterruptedException {
        Callable<List<InetAddress>> asking = () -> List.of(InetAddress.getAllByName(host));
        var asked = new FutureTask<>(asking);
        try {
            threads.execute(asked);
            return asked.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException | TimeoutException late) {
            asked.cancel(false);
            throw new IOException("nobody says where " + host + " is", late);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IOException("where " + host + " is could not be asked", failure.getCause());
        }
    }
}
