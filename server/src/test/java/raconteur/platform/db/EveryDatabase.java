package raconteur.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The databases that the server runs on, each real: a SQLite file, and the PostgreSQL server that the environment
 * variable {@code RACONTEUR_TEST_DB_URL} names. Every repository is tested on all of them:
 *
 * <pre>{@code
 * @ParameterizedClass
 * @EnumSource(EveryDatabase.class)
 * class ThingsTest {
 *     ThingsTest(EveryDatabase kind, @TempDir Path folder) {
 *         own = kind.open(folder, time); // and close it after each test
 *     }
 * }
 * }</pre>
 */
public enum EveryDatabase {
    SQLITE,
    POSTGRESQL;

    /** An empty database for one test. */
    public interface Own extends AutoCloseable {
        Database database();

        @Override
        void close();
    }

    private static final String VARIABLE = "RACONTEUR_TEST_DB_URL";

    /**
     * Opens one, empty unless a SQLite file is there already; the test is skipped when it needs a PostgreSQL that there
     * is not. One at a time.
     */
    public Own open(Path folder, InstantSource time) {
        return switch (this) {
            case SQLITE -> new Opened(Sqlite.open(folder.resolve("data"), time));
            case POSTGRESQL -> new Opened(Postgres.open());
        };
    }

    private record Opened(Database database) implements Own {
        @Override
        public void close() {
            database.close();
        }
    }

    /** Migrated once and then copied: a test is about its queries, not about migrations. */
    private static final class Sqlite {
        private static @Nullable Path migrated;

        static synchronized Database open(Path folder, InstantSource time) {
            try {
                if (migrated == null) {
                    var scratch = Files.createTempDirectory("raconteur-test");
                    Databases.sqlite(scratch, time).close();
                    migrated = scratch.resolve("raconteur.db");
                    migrated.toFile().deleteOnExit();
                }
                Files.createDirectories(folder);
                if (!Files.exists(folder.resolve("raconteur.db"))) {
                    Files.copy(migrated, folder.resolve("raconteur.db"));
                }
                return Databases.sqlite(folder, time);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** One schema of this run's own, emptied before each test. */
    private static final class Postgres {
        private static final String SCHEMA = "test_" + ProcessHandle.current().pid();
        private static boolean migrated;

        static synchronized Database open() {
            var url = System.getenv(VARIABLE);
            Assumptions.assumeTrue(url != null, VARIABLE + " is not set");
            var own = url + "?currentSchema=" + SCHEMA;
            try (var connection = connect(String.valueOf(url))) {
                if (migrated) {
                    empty(connection);
                } else {
                    execute(connection, "drop schema if exists " + SCHEMA + " cascade");
                    execute(connection, "create schema " + SCHEMA);
                }
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
            var database = Databases.postgres(own, 8, Duration.ofMinutes(1));
            migrated = true;
            return database;
        }

        private static void empty(Connection connection) throws SQLException {
            var tables = new ArrayList<String>();
            try (var found = connection
                    .createStatement()
                    .executeQuery("select tablename from pg_tables where schemaname = '" + SCHEMA
                            + "' and tablename <> 'flyway_schema_history'")) {
                while (found.next()) {
                    tables.add(SCHEMA + "." + found.getString(1));
                }
            }
            execute(connection, "truncate " + String.join(", ", tables) + " cascade");
        }

        private static void execute(Connection connection, String statement) throws SQLException {
            try (var call = connection.createStatement()) {
                call.execute(statement);
            }
        }

        private static Connection connect(String url) throws SQLException {
            var address = URI.create(url);
            var user = address.getUserInfo().split(":", 2);
            var properties = new Properties();
            properties.setProperty("user", user[0]);
            properties.setProperty("password", user.length > 1 ? user[1] : "");
            var jdbc = "jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + address.getPath();
            return DriverManager.getConnection(jdbc, properties);
        }
    }
}
