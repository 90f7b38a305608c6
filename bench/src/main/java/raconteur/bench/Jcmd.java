package raconteur.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Asks a running Java about its memory. */
record Jcmd(long pid) {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final Pattern OUTSIDE = Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB");

    /** KiB of heap that are in use right after a full collection; nothing when there is no {@code jcmd}. */
    OptionalLong heap() throws IOException, InterruptedException {
        if (run("GC.run").isEmpty()) {
            return OptionalLong.empty();
        }
        return first(USED, run("GC.heap_info").orElse(""));
    }

    /**
     * KiB of memory outside the heap that programs have asked for, such as the buffers of connections; nothing when the
     * server was not started with {@code -XX:NativeMemoryTracking=summary}.
     */
    OptionalLong direct() throws IOException, InterruptedException {
        return first(OUTSIDE, run("VM.native_memory", "summary").orElse(""));
    }

    private static OptionalLong first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }

    private Optional<String> run(String... command) throws IOException, InterruptedException {
        var program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(program)) {
            return Optional.empty();
        }
        var builder = new ProcessBuilder(program.toString(), Long.toString(pid));
        builder.command().addAll(java.util.List.of(command));
        var process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    }
}
