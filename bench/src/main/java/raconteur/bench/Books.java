package raconteur.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The server's SQLite database, read by someone who believes nothing: what must hold in it after any kill. */
final class Books implements AutoCloseable {
    /** A sentence about each row that must not be there. */
    private record Law(String sentence, String query) {}

    private static final List<Law> LAWS = List.of(
            new Law(
                    "the file is damaged",
                    "select integrity_check from pragma_integrity_check where integrity_check <> 'ok'"),
            new Law("a generation was settled twice", """
                    select generation_id from ledger_entry where kind = 'settle'
                    group by generation_id having count(*) > 1"""),
            new Law("a generation that ended was never settled", """
                    select g.id from generation g join turn t on t.id = g.turn_id
                    where t.state not in ('admitted', 'running')
                    and not exists (select 1 from ledger_entry e where e.generation_id = g.id and e.kind = 'settle')"""),
            new Law("more was settled than held", """
                    select generation_id from ledger_entry where generation_id is not null
                    group by generation_id
                    having sum(case when kind = 'settle' then amount else 0 end)
                         < sum(case when kind = 'hold' then amount else 0 end)"""),
            new Law("a balance is not the sum of its ledger", """
                    select w.account_id from wallet w where w.balance <>
                    (select coalesce(sum(e.amount), 0) from ledger_entry e where e.account_id = w.account_id)"""),
            new Law("a ledger has no wallet", """
                    select distinct account_id from ledger_entry
                    where account_id not in (select account_id from wallet)"""),
            new Law("a question stands twice", """
                    select conversation_id || ' ' || text from message where role = 'user'
                    group by conversation_id, text having count(*) > 1"""));

    private static final List<Law> RESTING = List.of(
            new Law("a turn still runs", "select id from turn where state in ('admitted', 'running')"),
            new Law("a generation still runs", "select id from generation where ended_at is null"),
            new Law("a message still runs", "select id from message where state = 'running'"),
            new Law("a hold is open", """
                    select generation_id from ledger_entry where kind in ('hold', 'release')
                    group by generation_id having sum(amount) <> 0"""));

    private final Connection connection;

    private Books(Connection connection) {
        this.connection = connection;
    }

    /** Opens the database in a data folder read-only; while the server has it open is allowed. */
    static Books open(Path data) throws SQLException {
        var properties = new Properties();
        properties.setProperty("open_mode", "1"); // SQLITE_OPEN_READONLY
        properties.setProperty("busy_timeout", "5000");
        return new Books(DriverManager.getConnection("jdbc:sqlite:" + data.resolve("raconteur.db"), properties));
    }

    /** Everything that is wrong at any time, as sentences. */
    List<String> wrongs() throws SQLException {
        return broken(LAWS);
    }

    /** Everything that is still under way; nothing is, once a restarted server has put itself in order. */
    List<String> unrest() throws SQLException {
        return broken(RESTING);
    }

    /** How many user messages of this turn say this. */
    int questions(String turn, String text) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select count(*) from message where turn_id = ? and role = 'user' and text = ?")) {
            statement.setString(1, turn);
            statement.setString(2, text);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }

    /** State and text of the answer of a turn, or empty. */
    List<String> answer(String turn) throws SQLException {
        try (var statement =
                connection.prepareStatement("select t.state, m.text from turn t join message m on m.turn_id = t.id"
                        + " where t.id = ? and m.role = 'assistant'")) {
            statement.setString(1, turn);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? List.of(rows.getString(1), rows.getString(2)) : List.of();
            }
        }
    }

    private List<String> broken(List<Law> laws) throws SQLException {
        var sentences = new ArrayList<String>();
        for (var law : laws) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(law.query())) {
                while (rows.next()) {
                    sentences.add(law.sentence() + ": " + rows.getString(1));
                }
            }
        }
        return sentences;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
