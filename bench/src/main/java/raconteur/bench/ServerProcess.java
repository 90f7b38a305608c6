package raconteur.bench;

import java.io.IOException;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The packaged server, running as a process of its own: started, asked, stopped or killed. Ends with {@link #close}.
 */
public final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final int port;
    private final Path data;
    private final Path log;
    private final long startedAt = System.nanoTime();

    private ServerProcess(Process process, int port, Path data, Path log) {
        this.process = process;
        this.port = port;
        this.data = data;
        this.log = log;
    }

    /**
     * Starts it on {@code port} with its database in {@code data} and nothing of this process's environment but where
     * programs are. {@code settings} are environment variables. Its output goes to {@code <data>.log}, after what
     * stands there.
     */
    public static ServerProcess start(Installation server, Path data, int port, Map<String, String> settings)
            throws IOException {
        Files.createDirectories(data);
        var log = data.resolveSibling(data.getFileName() + ".log");
        var builder = new ProcessBuilder(server.command())
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var environment = builder.environment();
        environment.keySet().retainAll(Set.of("PATH", "HOME", "LANG", "TMPDIR"));
        environment.put("RACONTEUR_PORT", Integer.toString(port));
        environment.put("RACONTEUR_DATA", data.toString());
        environment.put("RACONTEUR_DISCOVER_LOCAL_MODELS", "false");
        environment.putAll(settings);
        return new ServerProcess(builder.start(), port, data, log);
    }

    /**
     * The settings that make the upstream the server's only provider, {@code fake}, with one priced model,
     * {@code bench}.
     */
    public static Map<String, String> using(URI upstream) {
        return new TreeMap<>(Map.of(
                "RACONTEUR_PROVIDER_FAKE_BASE_URL", upstream.toString(),
                "RACONTEUR_PROVIDER_FAKE_API_KEY", "sk-bench",
                "RACONTEUR_PROVIDER_FAKE_MODELS", "bench",
                "RACONTEUR_PROVIDER_FAKE_PRICES", "bench=0.1/0.2",
                "RACONTEUR_SESSION_QUESTION_INTERVAL", "0s",
                "RACONTEUR_MAX_RUNNING_TURNS", "0",
                "RACONTEUR_LOG_LEVEL", "warn"));
    }

    /** A port on which nobody listens now, of those that no system gives to clients: it stays free for a while. */
    public static int freePort() throws IOException {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException _) {
                // somebody listens there
            }
        }
    }

    /**
     * Waits until {@code /readyz} answers 200 and returns how long that took since the start; throws
     * {@link IllegalStateException} with the end of the log when the process ends first or the limit passes.
     */
    public Duration awaitReady(Duration limit) throws InterruptedException {
        while (!ready()) {
            // The pause is a wait for the one event that would make further asking useless.
            if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the server ended with " + process.exitValue() + "\n" + logEnd());
            }
            if (since().compareTo(limit) > 0) {
                throw new IllegalStateException("the server is not ready after " + limit + "\n" + logEnd());
            }
        }
        return since();
    }

    private boolean ready() {
        try {
            var connection =
                    (HttpURLConnection) base().resolve("/readyz").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == 200;
        } catch (IOException _) {
            return false; // it does not listen yet
        }
    }

    /** Time since the start. */
    public Duration since() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    public Path data() {
        return data;
    }

    public long pid() {
        return process.pid();
    }

    Proc proc() {
        return new Proc(process.toHandle());
    }

    /** Waits for its end, at most {@code limit}; returns whether it has ended. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Everything it has printed, and what an earlier process with the same folder has. */
    public String log() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private String logEnd() {
        try {
            String all = log();
            return all.substring(Math.max(0, all.length() - 4000));
        } catch (IOException e) {
            return "its log cannot be read: " + e;
        }
    }

    /** The key for this machine's own use that the server wrote at its first start. */
    public String localKey() throws IOException {
        return Files.readString(data.resolve("local.key")).strip();
    }

    /** As {@code kill -9}; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill -TERM}: returns its exit code, or throws {@link IllegalStateException} when it stays. */
    public int terminate(Duration limit) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the server still runs " + limit + " after SIGTERM");
        }
        return process.exitValue();
    }

    /** Kills it when it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
