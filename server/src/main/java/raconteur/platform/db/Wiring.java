package raconteur.platform.db;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import raconteur.platform.Settings;

/** Turns the settings into the one database. */
final class Wiring {
    @Produces
    @Singleton
    Database database(Settings settings, InstantSource time) {
        return Databases.open(settings, time);
    }

    void close(@Disposes Database database) {
        database.close();
    }
}
