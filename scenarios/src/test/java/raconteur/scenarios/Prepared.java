package raconteur.scenarios;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import raconteur.bench.Installation;
import raconteur.bench.ServerProcess;

/**
 * The server that this checkout built, made ready to be started often and for a short while: with its classes as a
 * first run left them, and by the compiler that is ready soonest. That takes half of what a start costs.
 */
public final class Prepared {
    private static final Installation INSTALLATION = prepare();

    private Prepared() {}

    /** What tests start; the first who asks waits some seconds for the first run. */
    public static Installation installation() {
        return INSTALLATION;
    }

    private static Installation prepare() {
        var plain = Installation.found().with("-XX:TieredStopAtLevel=1");
        var app = Objects.requireNonNull(plain.jar().getParent());
        var cache = app.resolveSibling("tests.aot");
        try (var turn = FileChannel.open(app.resolveSibling("tests.lock"), CREATE, WRITE);
                var mine = turn.lock()) {
            if (mine.isValid() && (!Files.exists(cache) || !isNewer(cache, app))) {
                Files.deleteIfExists(cache);
                run(plain.with("-XX:AOTCacheOutput=" + cache));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return plain.with("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
    }

    private static boolean isNewer(Path cache, Path app) throws IOException {
        try (var files = Files.walk(app)) {
            return files.map(Prepared::changed)
                            .max(FileTime::compareTo)
                            .orElseThrow()
                            .compareTo(changed(cache))
                    < 0;
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Installation learning) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("raconteur-prepared");
        try (var server = ServerProcess.start(learning, folder.resolve("data"), ServerProcess.freePort(), Map.of())) {
            server.awaitReady(Duration.ofMinutes(3));
            server.terminate(Duration.ofMinutes(3));
        }
    }
}
