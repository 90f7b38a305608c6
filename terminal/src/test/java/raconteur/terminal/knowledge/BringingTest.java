package raconteur.terminal.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raconteur.terminal.remote.ServerAddress;
import raconteur.terminal.remote.ServerKey;
import raconteur.terminal.remote.Stopped;
import raconteur.terminal.remote.Trust;

class BringingTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set before every test
    private Path folder;

    private final Library library = new Library();
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void fill() throws IOException {
        write("winter.md", "# Winter\nIt is cold.");
        write("生物/蜘蛛 大.lua", "return { hp = 100 }");
        write("map.png", "not for reading");
        write(".git/config.txt", "hidden");
        Files.createSymbolicLink(folder.resolve("again.md"), folder.resolve("winter.md"));
    }

    @AfterEach
    void close() {
        library.close();
        assertThat(said).noneMatch(line -> line.contains(Library.KEY));
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Bringing.Report bring(boolean sync) throws InterruptedException {
        return bring(sync, Library.KEY);
    }

    private Bringing.Report bring(boolean sync, String key) throws InterruptedException {
        var http = Trust.client(Optional.empty(), Duration.ofSeconds(2));
        var server = ServerAddress.parse(library.base().toString(), false);
        var shelf = new Shelf(http, server, new ServerKey(key), Duration.ofSeconds(10), Duration.ofMillis(1));
        return new Bringing(shelf, said::add).bring(folder, "My world", sync);
    }

    @Test
    void whatCanBeReadIsSentUnderItsPathAndTheRestIsSaid() throws Exception {
        assertThat(bring(false)).isEqualTo(new Bringing.Report(2, 0, 0, 0, 0, 1));

        assertThat(library.changes()).containsExactly("POST", "PUT /c1/files winter.md", "PUT /c1/files 生物/蜘蛛 大.lua");
        assertThat(said).anyMatch(line -> line.startsWith("left out  map.png"));
    }

    @Test
    void whatIsTheSameIsNotSentAgain() throws Exception {
        write("a.txt", "a");
        write("b.txt", "b");
        bring(false);
        library.changes();
        write("winter.md", "# Winter\nIt is colder.");

        assertThat(bring(false)).isEqualTo(new Bringing.Report(0, 1, 3, 0, 0, 1));

        assertThat(library.changes()).containsExactly("PUT /c1/files winter.md");
    }

    @Test
    void whatIsGoneIsTakenOutOnlyWhereThatIsWishedAndPagesOfWikisStay() throws Exception {
        library.crawled("wiki.example/Winter");
        bring(false);
        Files.delete(folder.resolve("winter.md"));
        library.changes();

        assertThat(bring(false).removed()).isZero();
        assertThat(bring(true).removed()).isEqualTo(1);

        assertThat(library.changes()).containsExactly("DELETE /c1/files winter.md");
        assertThat(library.names()).containsExactly("wiki.example/Winter", "生物/蜘蛛 大.lua");
    }

    @Test
    void aFolderWithNothingInItEmptiesNoCollection() throws Exception {
        bring(false);
        Files.delete(folder.resolve("winter.md"));
        Files.delete(folder.resolve("again.md"));
        Files.delete(folder.resolve("生物/蜘蛛 大.lua"));

        assertThatThrownBy(() -> bring(true)).isInstanceOf(Stopped.class).hasMessageContaining("nothing was taken out");

        assertThat(library.names()).hasSize(2);
    }

    @Test
    void aFileThatCannotBeReadIsSaidAndTheOthersAreBrought() throws Exception {
        write("a.txt", "");

        assertThat(bring(false)).isEqualTo(new Bringing.Report(2, 0, 0, 0, 1, 1));
        assertThat(said).contains("failed    a.txt (there is nothing in it)");
    }

    @Test
    void aServerThatStumblesIsAskedAgain() throws Exception {
        library.stumble(503, 0, 429);

        assertThat(bring(false).added()).isEqualTo(2);
    }

    @Test
    void aServerThatGoesOnStumblingIsGivenUp() {
        library.stumble(503, 503, 503, 503, 503, 503);

        assertThatThrownBy(() -> bring(false)).isInstanceOf(Stopped.class).hasMessageContaining("503: stumbled");
    }

    @Test
    void aKeyThatIsRefusedIsSaidInTheServersWords() {
        assertThatThrownBy(() -> bring(false, "rk_somebody-elses"))
                .isInstanceOf(Stopped.class)
                .hasMessageContaining("401: who are you");
    }
}
