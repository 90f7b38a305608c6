package raconteur.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BooksTest {
    @TempDir
    private Path data;

    private Connection server;

    @BeforeEach
    void aServerThatHasDoneEverythingRight() throws SQLException {
        server = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("raconteur.db"));
        for (String statement : new String[] {
            "pragma journal_mode = wal",
            "create table turn (id, state)",
            "create table generation (id, turn_id, ended_at)",
            "create table message (id, conversation_id, turn_id, role, state, text)",
            "create table wallet (account_id, balance)",
            "create table ledger_entry (id, account_id, kind, amount, generation_id)",
            "insert into turn values ('t', 'completed')",
            "insert into generation values ('g', 't', 9)",
            "insert into message values ('q', 'c', 't', 'user', 'complete', 'who is there?')",
            "insert into message values ('a', 'c', 't', 'assistant', 'complete', 'Ada')",
            "insert into wallet values ('ada', 93)",
            "insert into ledger_entry values (1, 'ada', 'trial', 100, null)",
            "insert into ledger_entry values (2, 'ada', 'hold', -50, 'g')",
            "insert into ledger_entry values (3, 'ada', 'settle', -7, 'g')",
            "insert into ledger_entry values (4, 'ada', 'release', 50, 'g')"
        }) {
            does(statement);
        }
    }

    @AfterEach
    void close() throws SQLException {
        server.close();
    }

    private void does(String statement) throws SQLException {
        try (var prepared = server.createStatement()) {
            var _ = prepared.execute(statement);
        }
    }

    @Test
    void soundBooksHaveNothingWrongWhileTheServerHasThemOpen() throws SQLException {
        try (var books = Books.open(data)) {
            assertThat(books.wrongs()).isEmpty();
            assertThat(books.unrest()).isEmpty();
            assertThat(books.questions("t", "who is there?")).isEqualTo(1);
            assertThat(books.answer("t")).containsExactly("completed", "Ada");
            assertThat(books.answer("other")).isEmpty();
        }
    }

    @Test
    void everyBrokenPromiseIsNamed() throws SQLException {
        does("insert into ledger_entry values (5, 'ada', 'settle', -90, 'g')");
        does("insert into message values ('q2', 'c', 'u', 'user', 'complete', 'who is there?')");
        does("insert into turn values ('u', 'stopped')");
        does("insert into generation values ('h', 'u', 9)");
        does("insert into ledger_entry values (6, 'eve', 'trial', 1, null)");

        try (var books = Books.open(data)) {
            assertThat(books.wrongs())
                    .containsExactlyInAnyOrder(
                            "a generation was settled twice: g",
                            "a generation that ended was never settled: h",
                            "more was settled than held: g",
                            "a balance is not the sum of its ledger: ada",
                            "a ledger has no wallet: eve",
                            "a question stands twice: c who is there?");
        }
    }

    @Test
    void whatIsStillUnderWayIsNamed() throws SQLException {
        does("insert into turn values ('u', 'running')");
        does("insert into generation values ('h', 'u', null)");
        does("insert into message values ('b', 'c', 'u', 'assistant', 'running', 'A')");
        does("insert into ledger_entry values (5, 'ada', 'hold', -5, 'h')");

        try (var books = Books.open(data)) {
            assertThat(books.unrest())
                    .containsExactlyInAnyOrder(
                            "a turn still runs: u",
                            "a generation still runs: h",
                            "a message still runs: b",
                            "a hold is open: h");
        }
    }
}
