package raconteur.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A packaged server and what runs it.
 *
 * @param java the program
 * @param options for the virtual machine
 * @param jar the server's
 */
public record Installation(Path java, List<String> options, Path jar) {
    private static final List<String> USUAL = List.of(
            "-Xms48m",
            "-Xmx512m",
            "-XX:+UseG1GC",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:GCTimeRatio=49",
            "-XX:-ClassUnloadingWithConcurrentMark");

    public Installation {
        options = List.copyOf(options);
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("no server is built at " + jar + "; ./raconteur build makes it");
        }
    }

    /** This jar with this Java and the launcher's options. */
    public static Installation of(Path jar) {
        return new Installation(Path.of(System.getProperty("java.home"), "bin", "java"), USUAL, jar);
    }

    /** The one that the system property {@code raconteur.server} names, or the one this checkout builds. */
    public static Installation found() {
        return of(Path.of(System.getProperty("raconteur.server", "server/target/quarkus-app/quarkus-run.jar"))
                .toAbsolutePath());
    }

    /** The same with more options. */
    public Installation with(String... more) {
        var all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Installation(java, all, jar);
    }

    List<String> command() {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
