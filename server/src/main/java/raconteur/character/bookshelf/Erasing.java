package raconteur.character.bookshelf;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Ticker;
import raconteur.platform.db.Database;

/** Erases for good the lorebooks that were deleted and can no longer be restored. */
@Singleton
final class Erasing {
    private static final Logger LOG = Logger.getLogger(Erasing.class);

    private final Database database;
    private final Lorebooks lorebooks;
    private final InstantSource time;
    private final Duration window;

    Erasing(Database database, Lorebooks lorebooks, InstantSource time, Settings settings) {
        this.database = database;
        this.lorebooks = lorebooks;
        this.time = time;
        this.window = settings.duration(Setting.RESTORE_WINDOW);
    }

    /** What was deleted after this time can be restored. */
    Instant limit() {
        return time.instant().minus(window);
    }

    void begin(Ticker ticker) {
        var every = Math.clamp(window.toMillis() / 4, 1, 60_000);
        ticker.every("lorebook-erasure", Duration.ofMillis(every), this::run);
    }

    void run() {
        try {
            database.transact(tx -> lorebooks.erase(tx, limit()));
        } catch (RuntimeException failure) {
            LOG.warnf("Deleted lorebooks could not be erased yet: %s", failure);
        }
    }
}
