package raconteur.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import raconteur.platform.CannotStart;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/** What only the embedded database promises. */
@Timeout(60)
class SqliteTest {
    @TempDir
    Path folder;

    private Database open() {
        return Databases.sqlite(folder.resolve("data"), InstantSource.system());
    }

    private static int insert(Handle tx, int n) {
        return tx.execute("insert into probe (n, text) values (?, 'x')", n);
    }

    private static boolean makeTable(Database database) {
        return database.transact(tx -> tx.execute("create table probe (n integer primary key, text text) strict")) == 0;
    }

    @Test
    void workIsDoneInTheOrderItWasGivenAndCommittedTogether() {
        try (var database = open()) {
            makeTable(database);
            var order = new ArrayList<Integer>();
            var results = new ArrayList<CompletableFuture<?>>();
            var busy = new CountDownLatch(1);
            results.add(database.transactLater(_ -> await(busy)));
            for (var n = 0; n < 300; n++) {
                var number = n;
                results.add(database.transactLater(tx -> {
                    order.add(number);
                    return insert(tx, number);
                }));
            }
            busy.countDown();
            results.forEach(CompletableFuture::join);

            assertThat(order).hasSize(300).isSorted();
        }
    }

    @Test
    void aFullQueueSaysThatTheServerIsBusy() {
        try (var database = open()) {
            var busy = new CountDownLatch(1);
            var results = new ArrayList<CompletableFuture<?>>();
            results.add(database.transactLater(_ -> await(busy)));

            CompletableFuture<?> last = results.getFirst();
            while (!last.isCompletedExceptionally() && results.size() < 20_000) {
                last = database.transactLater(_ -> true);
                results.add(last);
            }
            busy.countDown();

            assertThat(results.size()).isBetween(8_000, 9_000);
            assertThatThrownBy(last::join)
                    .cause()
                    .satisfies(refused -> assertThat(((Refusal) refused).code()).isEqualTo(Code.OVERLOADED));
            results.get(results.size() - 2).join(); // the last one taken is done, so there is room again
            assertThat(database.<String>transact(_ -> "still there")).isEqualTo("still there");
        }
    }

    @Test
    void aFullDiskRefusesWhatDoesNotFitAndGoesOn() {
        try (var database = open()) {
            makeTable(database);
            database.transact(tx -> tx.execute("pragma max_page_count = 200"));

            assertThatThrownBy(() -> database.transact(
                            tx -> tx.execute("insert into probe (n, text) values (1, hex(randomblob(2000000)))")))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.STORAGE_UNAVAILABLE));

            assertThat(database.accepting()).isTrue();
            assertThat(database.<Integer>transact(tx -> insert(tx, 2))).isEqualTo(1);
        }
    }

    @Test
    void whatWaitsAtTheEndIsStillDone() {
        var results = new ArrayList<CompletableFuture<Integer>>();
        try (var database = open()) {
            makeTable(database);
            for (var n = 0; n < 500; n++) {
                var number = n;
                results.add(database.transactLater(tx -> insert(tx, number)));
            }
        }

        assertThat(results).allMatch(result -> !result.isCompletedExceptionally() && result.isDone());
        try (var database = open()) {
            assertThat(count(database)).isEqualTo(500);
        }
    }

    @Test
    void afterTheEndNothingIsTaken() {
        var database = open();
        database.close();

        assertThatThrownBy(() -> database.transact(_ -> true)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> database.read(_ -> true)).isInstanceOf(Refusal.class);
    }

    @Test
    void aReaderCannotWrite() {
        try (var database = open()) {
            makeTable(database);

            assertThatThrownBy(() -> database.read(tx -> insert(tx, 1))).hasMessageContaining("readonly");
        }
    }

    @Test
    void everyCommitIsOnDiskBeforeItIsTold() {
        try (var database = open()) {
            assertThat(database.<String>transact(tx -> tx.createQuery("pragma journal_mode")
                            .mapTo(String.class)
                            .one()))
                    .isEqualTo("wal");
            assertThat(database.<Integer>transact(tx -> tx.createQuery("pragma synchronous")
                            .mapTo(Integer.class)
                            .one()))
                    .isEqualTo(2);
            assertThat(database.<Integer>transact(tx -> tx.createQuery("pragma foreign_keys")
                            .mapTo(Integer.class)
                            .one()))
                    .isEqualTo(1);
        }
    }

    @Test
    void theDataFolderIsForItsOwnerOnly() throws IOException {
        open().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aSchemaOfANewerProgramIsNotTouched() throws SQLException {
        open().close();
        var file = folder.resolve("data/raconteur.db");
        execute(
                file,
                "insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, installed_on, execution_time, success) values"
                        + " (900, '900', 'later', 'SQL', 'V900__later.sql', 1, '', '2030-01-01 00:00:00.000', 1, 1)");

        assertThatThrownBy(this::open).isInstanceOf(CannotStart.class).hasMessageContaining("newer version");
    }

    @Test
    void aCopyIsTakenBeforeTheSchemaChanges() throws IOException, SQLException {
        var data = Files.createDirectories(folder.resolve("data"));
        var file = data.resolve("raconteur.db");
        execute(file, "create table older (n integer)", "insert into older values (42)");
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + file, null, null)
                .baselineVersion("0")
                .load()
                .baseline();

        open().close();

        try (var copies = Files.list(data)) {
            var copy = copies.filter(path -> path.getFileName().toString().startsWith("before-migration-"))
                    .toList();
            assertThat(copy).hasSize(1);
            assertThat(tables(copy.getFirst())).contains("older").doesNotContain("account");
            assertThat(tables(file)).contains("older", "account");
        }
    }

    @Test
    void aFirstStartTakesNoCopy() throws IOException {
        open().close();
        open().close();

        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("before-migration-"));
        }
    }

    @Test
    void aFileThatIsNoDatabaseStopsTheStart() throws IOException {
        var data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                data.resolve("raconteur.db"), "this is not a database, and long enough to be read as one ".repeat(50));

        assertThatThrownBy(this::open).isInstanceOf(CannotStart.class);
    }

    @Test
    void aFolderThatCannotBeMadeStopsTheStart() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> Databases.sqlite(file.resolve("data"), InstantSource.system()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("data folder");
    }

    private static int count(Database database) {
        return database.read(tx -> tx.createQuery("select count(*) from probe")
                .mapTo(Integer.class)
                .one());
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void execute(Path file, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> tables(Path file) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select name from sqlite_master where type = 'table'")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
