package raconteur.scenarios;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * Where one stage keeps its data when the scenarios are played on PostgreSQL, {@code -Draconteur.database=postgresql}:
 * a schema of its own on the server that {@code RACONTEUR_TEST_DB_URL} names.
 *
 * @param url for {@code RACONTEUR_DB_URL}
 */
record OwnSchema(String server, String name, String url) implements AutoCloseable {
    private static final String VARIABLE = "RACONTEUR_TEST_DB_URL";
    private static final AtomicInteger MADE = new AtomicInteger();

    /** Nothing when the stage keeps its data in its folder; the test is skipped when there is no such server. */
    static Optional<OwnSchema> make() {
        if (!"postgresql".equals(System.getProperty("raconteur.database"))) {
            return Optional.empty();
        }
        var server = System.getenv(VARIABLE);
        Assumptions.assumeTrue(server != null, VARIABLE + " is not set");
        var name = "stage_" + ProcessHandle.current().pid() + "_" + MADE.incrementAndGet();
        var own = new OwnSchema(server, name, server + "?currentSchema=" + name);
        own.execute("create schema " + name);
        return Optional.of(own);
    }

    @Override
    public void close() {
        execute("drop schema " + name + " cascade");
    }

    private void execute(String statement) {
        try (var connection = connect();
                var call = connection.createStatement()) {
            call.execute(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A connection that sees this schema only. */
    Connection connect() throws SQLException {
        var address = URI.create(server);
        var user = address.getUserInfo().split(":", 2);
        var properties = new Properties();
        properties.setProperty("user", user[0]);
        properties.setProperty("password", user[1]);
        properties.setProperty("currentSchema", name);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + address.getPath(), properties);
    }
}
