package raconteur.platform.db;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import raconteur.platform.Secret;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/** Turns the settings into the one database, and into the one secret that fits it. */
final class Wiring {
    private static final String CHECK = "secret check";

    @Produces
    @Singleton
    Database database(Settings settings, InstantSource time) {
        return Databases.open(settings, time);
    }

    void close(@Disposes Database database) {
        database.close();
    }

    @Produces
    @Singleton
    Secret secret(Settings settings, Database database) {
        return fitting(settings, database);
    }

    /** The secret; {@link Settings.Unusable} when the data was written with another. */
    static Secret fitting(Settings settings, Database database) {
        var known = database.read(tx -> StoredSettings.find(tx, CHECK));
        var secret = Secret.open(settings, known.isEmpty());
        var check = secret.seal(CHECK, CHECK);
        var kept = known.orElseGet(() -> database.transact(tx -> {
            StoredSettings.putIfAbsent(tx, CHECK, check);
            return StoredSettings.find(tx, CHECK).orElseThrow();
        }));
        if (!kept.equals(check)) {
            throw new Settings.Unusable("The secret is not the one this data was written with. Set "
                    + Setting.SECRET_KEY.variable() + " (or the file secret.key) back to the earlier value.");
        }
        return secret;
    }
}
