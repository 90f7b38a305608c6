package raconteur.scenarios.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import raconteur.bench.ServerProcess;
import raconteur.scenarios.Prepared;

/** The server that this checkout built. */
final class Packaged {
    /** How one call of the jar ended. */
    record Ended(int code, String told) {}

    private Packaged() {}

    /** Starts it in this folder and waits until it takes work. */
    static ServerProcess start(Path folder, Map<String, String> settings) throws IOException, InterruptedException {
        var server = ServerProcess.start(
                Prepared.installation(), folder.resolve("data"), ServerProcess.freePort(), settings);
        server.awaitReady(Duration.ofMinutes(3));
        return server;
    }

    /** Calls it with these words, for something that ends by itself. */
    static Ended call(Path folder, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Prepared.installation().jar().toString()));
        command.addAll(List.of(words));
        var output = Files.createTempFile(folder, "call", ".log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().retainAll(Set.of("PATH", "HOME", "LANG"));
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Ended(process.waitFor(), Files.readString(output));
    }
}
