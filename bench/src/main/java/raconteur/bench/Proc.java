package raconteur.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What Linux knows about a process and everything that it started. */
record Proc(ProcessHandle handle) {
    /** Ticks per second of {@code /proc/<pid>/stat}; the same on every Linux that runs a JDK. */
    private static final int TICKS = 100;

    /** Time on a processor of this process alone. */
    static Duration own() {
        return Duration.ofMillis(ticks(ProcessHandle.current().pid()) * 1000 / TICKS);
    }

    /** Time on a processor since its start, in user and kernel mode, children included. */
    Duration cpu() {
        return Duration.ofMillis(family().mapToLong(Proc::ticks).sum() * 1000 / TICKS);
    }

    /** KiB that are resident. */
    long rss() {
        return family().mapToLong(pid -> rollup(pid, "Rss:")).sum();
    }

    /** KiB that are resident, shared pages by their share. */
    long pss() {
        return family().mapToLong(pid -> rollup(pid, "Pss:")).sum();
    }

    private Stream<Long> family() {
        return Stream.concat(Stream.of(handle), handle.descendants()).map(ProcessHandle::pid);
    }

    private static long ticks(long pid) {
        String stat = read(pid, "stat");
        if (stat.isEmpty()) {
            return 0;
        }
        // The name of the program stands in parentheses and may hold spaces; what follows does not.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static long rollup(long pid, String field) {
        return read(pid, "smaps_rollup")
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (NoSuchFileException _) {
            return ""; // it has ended: it uses nothing any more
        } catch (IOException e) {
            if (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
                throw new UncheckedIOException(e);
            }
            return "";
        }
    }
}
