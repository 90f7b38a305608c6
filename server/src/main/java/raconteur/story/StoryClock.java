package raconteur.story;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import raconteur.platform.Ticker;
import raconteur.platform.db.Database;

/**
 * The time that stories go by: how long there has been a server. It stands still while there is none, because only a
 * running one moves it on and keeps now and then where it stands. What a kill takes is in the players' favour. Servers
 * that share a database share it too. Thread-safe.
 */
@Singleton
final class StoryClock {
    private static final Logger LOG = Logger.getLogger(StoryClock.class);
    private static final Duration BEAT = Duration.ofSeconds(2);

    /** How long after the last look at the clock it is still kept. */
    private static final long WATCHED = Duration.ofMinutes(10).toMillis();

    private final Database database;
    private final InstantSource time;
    private long base;
    private Instant since;
    private boolean begun;
    private long lastLook;

    StoryClock(Database database, InstantSource time) {
        this.database = database;
        this.time = time;
        this.since = time.instant();
    }

    void begin(Ticker ticker) {
        ticker.every("story-clock", BEAT, this::beat);
    }

    /** Milliseconds; they never become less. */
    long millis() {
        if (!isBegun()) {
            setTo(database.<Long>read(
                    tx -> Math.max(latest(tx, "max(clock_at)", "story"), latest(tx, "max(up_ms)", "story_clock"))));
        }
        return look();
    }

    /** Of everybody's stories: the clock is one for all, and says nothing of any. */
    private static long latest(Handle tx, String reading, String table) {
        return tx.createQuery("select coalesce(" + reading + ", 0) from " + table)
                .mapTo(Long.class)
                .one();
    }

    private synchronized boolean isBegun() {
        return begun;
    }

    private synchronized void setTo(long kept) {
        if (!begun) {
            base = kept;
            since = time.instant();
            begun = true;
        }
    }

    private synchronized long look() {
        lastLook = now();
        return lastLook;
    }

    /** A clock on the wall that is set back does not take time back. */
    private synchronized long now() {
        var instant = time.instant();
        if (instant.isAfter(since)) {
            base += Duration.between(since, instant).toMillis();
        }
        since = instant;
        return base;
    }

    private synchronized void catchUp(long others) {
        base = Math.max(base, others);
    }

    /** Keeps where it stands, while anybody plays. */
    void beat() {
        var reading = reading();
        if (reading < 0) {
            return;
        }
        try {
            catchUp(database.transact(tx -> {
                tx.createUpdate("update story_clock set up_ms = :reading where up_ms < :reading")
                        .bind("reading", reading)
                        .execute();
                return tx.createQuery("select coalesce(max(up_ms), 0) from story_clock")
                        .mapTo(Long.class)
                        .one();
            }));
        } catch (RuntimeException failure) {
            LOG.warnf("The clock of stories could not be kept yet: %s", failure);
        }
    }

    private synchronized long reading() {
        return begun && now() - lastLook < WATCHED ? now() : -1;
    }
}
