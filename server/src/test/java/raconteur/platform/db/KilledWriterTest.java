package raconteur.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was told to be saved is saved, whatever becomes of the process or its disk. */
@Tag("kill")
@Timeout(120)
class KilledWriterTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 333})
    void nothingToldIsLostWhenTheProcessIsKilled(int rows) throws IOException, InterruptedException {
        var data = folder.resolve("data");
        int told = 0;
        for (var round = 0; round < 3; round++) {
            var scribe = start(data, told, "");
            try (var lines = scribe.inputReader()) {
                told = read(lines, rows, told);
            }
            scribe.destroyForcibly().waitFor();

            assertThat(kept(data)).containsSequence(upTo(told));
            told = kept(data).size();
        }
    }

    @Test
    void aDiskThatFailsEndsWritingAndLosesNothingTold() throws IOException, InterruptedException {
        var data = Files.createDirectories(folder.resolve("data"));
        Databases.sqlite(data, InstantSource.system()).close();
        var scribe = start(data, 0, "ulimit -f 1600; ");
        var told = new ArrayList<String>();

        try (var lines = scribe.inputReader()) {
            lines.lines().forEach(told::add);
        }

        assertThat(told).endsWith("STORAGE_UNAVAILABLE", "accepting false");
        var last = Integer.parseInt(told.get(told.size() - 3));
        assertThat(kept(data)).containsSequence(upTo(last + 1));
    }

    /** Told through a shell, since only that can limit how large a file may grow. */
    private Process start(Path data, int from, String before) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = before + "exec \"$0\" --enable-native-access=ALL-UNNAMED -Xmx64m -XX:+UseSerialGC -cp \"$1\" "
                + Scribe.class.getName() + " \"$2\" \"$3\"";
        return new ProcessBuilder(
                        "bash",
                        "-c",
                        command,
                        java,
                        System.getProperty("java.class.path"),
                        data.toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int read(BufferedReader lines, int count, int from) throws IOException {
        var next = from;
        for (var n = 0; n < count; n++) {
            assertThat(lines.readLine()).isEqualTo(Integer.toString(next));
            next++;
        }
        return next;
    }

    private static List<Integer> upTo(int end) {
        var numbers = new ArrayList<Integer>();
        for (var n = 0; n < end; n++) {
            numbers.add(n);
        }
        return numbers;
    }

    private static List<Integer> kept(Path data) {
        try (var database = Databases.sqlite(data, InstantSource.system())) {
            assertThat(database.<String>read(tx -> tx.createQuery("pragma integrity_check")
                            .mapTo(String.class)
                            .one()))
                    .isEqualTo("ok");
            return database.read(tx -> tx.createQuery("select n from probe order by n")
                    .mapTo(Integer.class)
                    .list());
        }
    }
}
