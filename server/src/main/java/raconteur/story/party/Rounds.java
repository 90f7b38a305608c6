package raconteur.story.party;

import jakarta.inject.Singleton;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import raconteur.platform.Bell;
import raconteur.platform.Ticker;
import raconteur.platform.db.Database;
import raconteur.story.Recital;
import raconteur.story.StoryId;

/** Looks after rounds: decides those whose time is over, sees who is away, and has told what was left. Thread-safe. */
@Singleton
final class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final Database database;
    private final PartyRows parties;
    private final PlayerRows players;
    private final Table table;
    private final Teller teller;
    private final Recital recital;
    private final Bell bell;
    private final PartyConfig config;
    private final ReentrantLock looking = new ReentrantLock();

    Rounds(
            Database database,
            PartyRows parties,
            PlayerRows players,
            Table table,
            Teller teller,
            Recital recital,
            Bell bell,
            PartyConfig config) {
        this.database = database;
        this.parties = parties;
        this.players = players;
        this.table = table;
        this.teller = teller;
        this.recital = recital;
        this.bell = bell;
        this.config = config;
    }

    void begin(Ticker ticker) {
        ticker.every("party-rounds", config.pace(), this::tick);
    }

    private void tick() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            look();
        } catch (RuntimeException failure) {
            LOG.warnf("Rounds could not be looked after yet: %s", failure);
        } finally {
            looking.unlock();
        }
    }

    /** Does what is to be done now. Costs one short look where nobody plays together. */
    void look() {
        if (!database.read(parties::isBusy)) {
            return;
        }
        var now = recital.now();
        teller.renew();
        seeWhoIsAway(now);
        database.read(tx -> parties.due(tx, now, table.since(now))).forEach(story -> settle(story, now));
        teller.takeLeft();
    }

    private void seeWhoIsAway(long now) {
        var since = table.since(now);
        for (var story : database.read(tx -> players.lapsed(tx, since))) {
            database.transact(tx -> parties.claim(tx, story).isPresent() && players.away(tx, story, since) > 0);
            bell.ring();
        }
    }

    private void settle(StoryId story, long now) {
        var isDecided = database.transact(tx -> parties.claim(tx, story)
                .flatMap(party ->
                        recital.scene(tx, party.host(), story).map(scene -> table.settle(tx, party, scene, now)))
                .orElse(false));
        if (isDecided) {
            teller.begin(story);
        }
        bell.ring();
    }
}
