package raconteur.platform.db;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Opens the database before anything else wants it: one that cannot be opened stops the start, not the first request.
 */
@Singleton
final class AtStart {
    private static final Logger LOG = Logger.getLogger(AtStart.class);
    private static final int EARLY = 100;
    private final Database database;

    AtStart(Database database) {
        this.database = database;
    }

    void open(@Observes @Priority(EARLY) StartupEvent starting) {
        LOG.debugf("The database (%s) is open.", database.dialect());
    }
}
