package raconteur.scenarios.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator is told when it cannot start, and how it ends. */
@Timeout(180)
class StartAndStopTest {
    @TempDir
    Path folder;

    @Test
    void aWrongSettingIsOneSentence() throws IOException, InterruptedException {
        var ended = Packaged.call(folder, Map.of("RACONTEUR_PROT", "9000"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.told().strip())
                .isEqualTo("There is no setting RACONTEUR_PROT. The nearest is RACONTEUR_PORT.");
    }

    @Test
    void aPortThatIsTakenIsOneSentence() throws IOException, InterruptedException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var ended = Packaged.call(folder, Map.of("RACONTEUR_PORT", "" + taken.getLocalPort()));

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.told().lines().filter(line -> line.startsWith("Nothing can listen on")))
                    .hasSize(1);
            assertThat(ended.told()).doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void aDataFolderThatCannotBeUsedIsOneSentence() throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("file"), "");

        var ended = Packaged.call(
                folder, Map.of(), "serve", "--data", file.resolve("data").toString());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.told().lines()).hasSize(1);
        assertThat(ended.told()).contains("data folder");
    }

    @ParameterizedTest
    @CsvSource({
        "version, 0, raconteur 0.",
        "--help, 0, usage:",
        "nonsense, 2, There is no command 'nonsense'",
        "admin, 2, admin takes one of",
        "migrate, 0, is up to date"
    })
    void aCommandEndsWithItsCode(String word, int code, String told) throws IOException, InterruptedException {
        var ended = Packaged.call(folder, Map.of(), word);

        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.told()).contains(told).doesNotContain("Exception", "WARNING");
    }

    @Test
    void itEndsWhenItIsToldTo() throws IOException, InterruptedException {
        try (var server = Packaged.start(folder, Map.of())) {
            ProcessHandle.of(server.pid()).orElseThrow().destroy();

            assertThat(server.awaitEnd(Duration.ofSeconds(20))).isTrue();
            assertThat(server.log()).doesNotContain("Exception", "ERROR");
        }
    }
}
