package raconteur.turn;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Ticker;
import raconteur.platform.db.Database;

/** Forgets what was kept for inspection: with its conversation, or when it is old. */
@Singleton
public final class Forgetting {
    private static final Logger LOG = Logger.getLogger(Forgetting.class);
    private final Database database;
    private final PromptParts parts;
    private final StoredTurns stored;
    private final InstantSource time;
    private final Duration retention;

    Forgetting(Database database, PromptParts parts, StoredTurns stored, InstantSource time, Settings settings) {
        this.database = database;
        this.parts = parts;
        this.stored = stored;
        this.time = time;
        this.retention = settings.duration(Setting.INSPECT_RETENTION);
    }

    /** Forgets what a conversation's prompts held; in the transaction that erases it. */
    public void forget(Handle tx, AccountId owner, UUID place) {
        parts.forget(tx, owner, place);
    }

    void begin(Ticker ticker) {
        var every =
                Math.clamp(retention.toMillis() / 4, 1_000, Duration.ofHours(6).toMillis());
        ticker.every("forgetting", Duration.ofMillis(every), this::run);
    }

    private void run() {
        try {
            database.transact(tx -> {
                parts.forgetUnused(tx, time.instant().minus(retention));
                stored.forgetKeys(tx, time.instant().minus(TurnConfig.KEY_LIFE));
                return true;
            });
        } catch (RuntimeException failure) {
            LOG.warnf("Old inspections could not be forgotten yet: %s", failure);
        }
    }
}
