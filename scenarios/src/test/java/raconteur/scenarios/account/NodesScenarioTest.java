package raconteur.scenarios.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one PostgreSQL: what ends on one has ended on the other within two seconds. */
class NodesScenarioTest {
    private static final String VARIABLE = "RACONTEUR_TEST_DB_URL";
    private static final Duration AT_MOST = Duration.ofSeconds(2);

    private final String server = String.valueOf(System.getenv(VARIABLE));
    private final String schema = "nodes_" + ProcessHandle.current().pid();

    @TempDir
    Path folder;

    @BeforeEach
    void makeSchema() throws SQLException {
        Assumptions.assumeTrue(System.getenv(VARIABLE) != null, VARIABLE + " is not set");
        execute("create schema " + schema);
    }

    @AfterEach
    void dropSchema() throws SQLException {
        if (System.getenv(VARIABLE) != null) {
            execute("drop schema " + schema + " cascade");
        }
    }

    private House node(String name) throws Exception {
        return House.open(
                folder.resolve(name),
                Map.of(
                        "RACONTEUR_DB_URL", server + "?currentSchema=" + schema,
                        "RACONTEUR_SESSION_MAX_DEVICES", "0",
                        "RACONTEUR_SECRET_KEY", "q8fT2vLzX0pWn4Rj7sYb1KdMh6Cg9EaU"));
    }

    @Test
    void whatEndsOnOneNodeHasEndedOnTheOther() throws Exception {
        try (var one = node("one");
                var other = node("other")) {
            var grace = one.operator();
            one.member("Ada");
            var login = one.visitor().login("Ada", Visitor.PASSWORD).expect(200);
            other.visitor().bearer(login.text("token")).get("/api/me").expect(200);

            one.visitor().bearer(login.text("token")).post("/api/logout", "").expect(200);
            refusedSoon(other.visitor().bearer(login.text("token")));

            var second = other.visitor().login("Ada", Visitor.PASSWORD).expect(200);
            var old = "{\"refresh_token\": \"" + second.text("refresh_token") + "\"}";
            var next = one.visitor().post("/api/token/refresh", old).expect(200);
            other.visitor().post("/api/token/refresh", old).expect(401);
            refusedSoon(one.visitor().bearer(next.text("token")));
            one.visitor()
                    .post("/api/token/refresh", "{\"refresh_token\": \"" + next.text("refresh_token") + "\"}")
                    .expect(401);

            var third = one.visitor().login("Ada", Visitor.PASSWORD).expect(200);
            var key = one.visitor()
                    .bearer(third.text("token"))
                    .post("/api/me/keys", "{\"name\": \"k\", \"scopes\": [\"chat\"]}")
                    .expect(201);
            var program = other.visitor().bearer(key.text("key"));
            program.get("/api/conversations").expect(200);
            one.visitor()
                    .bearer(third.text("token"))
                    .delete("/api/me/keys/" + key.text("id"))
                    .expect(204);
            refusedSoon(program);

            grace.send("PATCH", "/api/admin/registration", "{\"registration\": \"closed\"}")
                    .expect(200);
            var limit = System.nanoTime() + AT_MOST.toNanos();
            while (!other.visitor().get("/api/setup").text("registration").equals("closed")) {
                assertThat(System.nanoTime()).as("closed in time").isLessThan(limit);
            }
        }
    }

    private static void refusedSoon(Visitor visitor) throws Exception {
        var limit = System.nanoTime() + AT_MOST.toNanos();
        while (visitor.get("/api/conversations").status() != 401) {
            assertThat(System.nanoTime()).as("refused in time").isLessThan(limit);
        }
    }

    private void execute(String statement) throws SQLException {
        try (var connection = connect();
                var call = connection.createStatement()) {
            call.execute(statement);
        }
    }

    private Connection connect() throws SQLException {
        var address = URI.create(server);
        var user = address.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + address.getPath(),
                user[0],
                user[1]);
    }
}
