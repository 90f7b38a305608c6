package raconteur.scenarios.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import raconteur.scenarios.Json;
import raconteur.scenarios.Stage;

/** What was deleted is erased everywhere when its time is over. */
class ErasureTest {
    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @BeforeAll
    static void set() {
        stage = Stage.with("RESTORE_WINDOW", "400ms", "STREAM_RETENTION", "200ms");
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    /** How many rows of any table hold these words. */
    private static long rows(String words) {
        try (var database = DriverManager.getConnection(
                        "jdbc:sqlite:file:" + stage.data().resolve("raconteur.db") + "?mode=ro");
                var names = database.createStatement();
                var tables = names.executeQuery("select name from sqlite_master where type = 'table'")) {
            long found = 0;
            while (tables.next()) {
                try (var rows = database.createStatement();
                        var table = rows.executeQuery("select * from \"" + tables.getString(1) + "\"")) {
                    while (table.next()) {
                        for (int i = 1; i <= table.getMetaData().getColumnCount(); i++) {
                            if (String.valueOf(table.getString(i)).contains(words)) {
                                found++;
                            }
                        }
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDeletedMessageIsErasedWhenItCanNoLongerBeRestored() {
        var ada = stage.ada();
        String tale = ada.conversation();
        ada.say(tale, "kept words\n~tokens:1");
        var second = ada.say(tale, "rosebud one\n~tokens:1");
        assertThat(rows("rosebud one")).isPositive();
        ada.delete("/api/messages/" + second.question()).expect(204);
        stage.until("it is erased", () -> rows("rosebud one") == 0);
        ada.post("/api/messages/" + second.question() + "/restore", null).refused(404, "NOT_FOUND");
        assertThat(ada.path(tale)).hasSize(2);
    }

    @Test
    void aDeletedConversationIsErasedWithAllThatWasSaidAndSentForIt() {
        var ada = stage.ada();
        String tale = ada.conversation(Json.of("title", "rosebud two title", "system", "rosebud two system"));
        var taken = ada.say(tale, "rosebud two\n~tokens:1");
        ada.delete("/api/conversations/" + tale).expect(204);
        stage.until("it is erased", () -> rows("rosebud two") == 0);
        ada.post("/api/conversations/" + tale + "/restore", null).refused(404, "NOT_FOUND");
        assertThat(ada.get("/api/turns/" + taken.turn() + "/inspect").body()).doesNotContain("rosebud");
        ada.assertBooksClosed();
    }

    @Test
    void aPurgeErasesAtOnce() {
        var ada = stage.ada();
        String tale = ada.conversation(Json.of("system", "rosebud three system"));
        ada.say(tale, "rosebud three\n~tokens:1");
        ada.delete("/api/conversations/" + tale + "?purge=true").expect(204);
        assertThat(rows("rosebud three")).isZero();
    }

    @Test
    void aDeletedPersonaIsErased() {
        var ada = stage.ada();
        var id = ada.post("/api/personas", Json.of("name", "rosebud four"))
                .expect(201)
                .text("id");
        ada.delete("/api/personas/" + id).expect(204);
        stage.until("it is erased", () -> rows("rosebud four") == 0);
        ada.post("/api/personas/" + id + "/restore", null).refused(404, "NOT_FOUND");
        assertThat(Json.items(ada.get("/api/personas").json())).isEmpty();
    }
}
