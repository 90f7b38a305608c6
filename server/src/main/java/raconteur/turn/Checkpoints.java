package raconteur.turn;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Objects;
import org.jboss.logging.Logger;
import raconteur.platform.Ticker;
import raconteur.platform.db.Database;

/**
 * Saves what running answers have said since the last time. Each is saved once in a period, but not all at once: a
 * thousand of them in one transaction would hold up their own streams.
 */
@Singleton
final class Checkpoints {
    private static final Logger LOG = Logger.getLogger(Checkpoints.class);
    /** Transactions in a period; each saves the answers whose turn it is. */
    private static final int SHARES = 10;

    private final Turns turns;
    private final StoredTurns stored;
    private final Database database;
    private final TurnConfig config;
    private final Ticker ticker;
    private int share;

    Checkpoints(Turns turns, StoredTurns stored, Database database, TurnConfig config, Ticker ticker) {
        this.turns = turns;
        this.stored = stored;
        this.database = database;
        this.config = config;
        this.ticker = ticker;
    }

    void begin() {
        ticker.every("checkpoint", config.checkpoint().dividedBy(SHARES), this::save);
    }

    private synchronized void save() {
        var drafts = new ArrayList<StoredTurns.Draft>();
        share = (share + 1) % SHARES;
        for (var run : turns.running()) {
            if (Math.floorMod(run.generation.hashCode(), SHARES) == share) {
                drafts.add(run.unsaved());
            }
        }
        drafts.removeIf(Objects::isNull);
        if (drafts.isEmpty()) {
            return;
        }
        try {
            database.transact(tx -> {
                stored.save(tx, drafts);
                return drafts.size();
            });
        } catch (RuntimeException failure) {
            // the next one cannot make up for it, but the answers themselves are kept when they end
            LOG.warnf("%d answers could not be checkpointed: %s", drafts.size(), failure);
        }
    }
}
