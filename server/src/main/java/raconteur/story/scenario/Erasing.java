package raconteur.story.scenario;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import raconteur.account.AccountListener;
import raconteur.account.Opening;
import raconteur.platform.AccountId;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Ticker;
import raconteur.platform.db.Database;

/** Erases for good what was deleted and can no longer be restored, and what a deleted account made. */
@Singleton
final class Erasing implements AccountListener {
    private static final Logger LOG = Logger.getLogger(Erasing.class);

    private final Database database;
    private final Scenarios scenarios;
    private final InstantSource time;
    private final Duration window;

    Erasing(Database database, Scenarios scenarios, InstantSource time, Settings settings) {
        this.database = database;
        this.scenarios = scenarios;
        this.time = time;
        this.window = settings.duration(Setting.RESTORE_WINDOW);
    }

    /** What was deleted after this time can be restored. */
    Instant limit() {
        return time.instant().minus(window);
    }

    void begin(Ticker ticker) {
        var every = Math.clamp(window.toMillis() / 4, 1, 60_000);
        ticker.every("scenario-erasure", Duration.ofMillis(every), this::run);
    }

    private void run() {
        try {
            database.transact(tx -> scenarios.erase(tx, limit()));
        } catch (RuntimeException failure) {
            LOG.warnf("Deleted scenarios could not be erased yet: %s", failure);
        }
    }

    @Override
    public void opened(Handle tx, Opening opening) {
        // an account begins with the library, which is everybody's
    }

    @Override
    public void deleted(Handle tx, AccountId account) {
        scenarios.eraseAll(tx, account);
    }
}
