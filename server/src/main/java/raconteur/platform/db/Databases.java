package raconteur.platform.db;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteDataSource;
import raconteur.platform.CannotStart;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Steady;

/** Opens the database that the settings name, brought up to this program's schema. */
public final class Databases {
    private static final Logger LOG = Logger.getLogger(Databases.class);
    private static final Duration SLOW = Duration.ofMillis(100);

    private Databases() {}

    /**
     * Opens it.
     *
     * @throws CannotStart if it cannot be reached or its schema is newer than this program
     */
    public static Database open(Settings settings, InstantSource time) {
        var url = settings.text(Setting.DB_URL);
        return url.isEmpty()
                ? sqlite(Path.of(settings.text(Setting.DATA)), time)
                : postgres(url, settings.number(Setting.DB_POOL), settings.duration(Setting.DB_WAIT));
    }

    /** SQLite in this folder, which is made when it is not there and readable by its owner only. */
    public static Database sqlite(Path folder, InstantSource time) {
        return sqlite(folder, time, System::nanoTime);
    }

    /** The same, with this counter of nanoseconds behind its {@link Database#clock}. */
    public static Database sqlite(Path folder, InstantSource time, LongSupplier nanos) {
        try {
            makePrivate(folder);
            var scratch = Files.createDirectories(folder.resolve("tmp"));
            System.setProperty("org.sqlite.tmpdir", scratch.toAbsolutePath().toString());
        } catch (IOException failure) {
            throw new CannotStart("The data folder " + folder + " cannot be made: " + failure.getMessage(), failure);
        }
        var file = folder.resolve("raconteur.db");
        try {
            migrate(file, time);
        } catch (FlywayException failure) {
            throw unfit(failure);
        }
        return new Database(new SqliteEngine(file, new SlowStatements(SLOW), new Steady(time, nanos)));
    }

    /**
     * PostgreSQL at {@code postgresql://user:password@host:port/name}; who waits longer for a connection is refused.
     */
    public static Database postgres(String url, int connections, Duration wait) {
        var pool = pool(url, connections, wait);
        try {
            migrate(flyway(pool, "postgresql"));
        } catch (FlywayException failure) {
            pool.close();
            throw unfit(failure);
        }
        var jdbi = Jdbi.create(pool);
        jdbi.setSqlLogger(new SlowStatements(SLOW));
        return new Database(new PostgresEngine(pool, jdbi));
    }

    private static void makePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    private static void migrate(Path file, InstantSource time) {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        var flyway = flyway(source, "sqlite");
        var pending = flyway.info().pending().length;
        if (pending > 0 && flyway.info().current() != null) {
            backup(source, file.resolveSibling("before-migration-" + time.millis() + ".db"));
        }
        migrate(flyway);
    }

    private static void backup(DataSource source, Path target) {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement("vacuum into ?")) {
            statement.setString(1, target.toString());
            statement.execute();
            LOG.infof("The database was copied to %s before its schema changes.", target);
        } catch (SQLException failure) {
            throw new CannotStart(
                    "No backup could be taken, so nothing was migrated: " + failure.getMessage(), failure);
        }
    }

    private static Flyway flyway(DataSource source, String dialect) {
        return Flyway.configure(Databases.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/" + dialect)
                .ignoreMigrationPatterns(new String[0])
                .load();
    }

    private static void migrate(Flyway flyway) {
        for (var migration : flyway.info().all()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new CannotStart("The data was written by a newer version of Raconteur (schema "
                        + migration.getVersion() + "), which this one would damage. Start that version.");
            }
        }
        flyway.migrate();
    }

    private static CannotStart unfit(FlywayException failure) {
        var reason = String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("---"))
                .collect(Collectors.joining(" "));
        return new CannotStart("The database cannot be brought up to this version: " + reason, failure);
    }

    private static URI address(String url) {
        try {
            var address = URI.create(url);
            var isOurs = List.of("postgresql", "postgres").contains(String.valueOf(address.getScheme()));
            if (isOurs
                    && address.getHost() != null
                    && String.valueOf(address.getPath()).length() > 1) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // told below, without the address: it may hold a password
        }
        throw new Settings.Unusable(
                Setting.DB_URL.variable() + " takes an address such as postgresql://user:password@host/name.");
    }

    private static AgroalDataSource pool(String url, int connections, Duration wait) {
        var address = address(url);
        var user = address.getUserInfo() == null ? "" : address.getUserInfo();
        var colon = user.indexOf(':');
        var jdbc = "jdbc:postgresql://" + address.getHost() + (address.getPort() > 0 ? ":" + address.getPort() : "")
                + address.getPath() + (address.getQuery() == null ? "" : "?" + address.getQuery());
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(connections)
                        .acquisitionTimeout(wait)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(jdbc)
                                .connectionProviderClassName("org.postgresql.Driver")
                                .principal(new NamePrincipal(colon < 0 ? user : user.substring(0, colon)))
                                .credential(new SimplePassword(colon < 0 ? "" : user.substring(colon + 1)))));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException failure) {
            throw new CannotStart("PostgreSQL cannot be reached: " + failure.getMessage(), failure);
        }
    }
}
