package raconteur.platform.journal;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.platform.db.Database;
import raconteur.platform.db.Rows;

/**
 * Streams in the database. Each operation also goes into a transaction of the caller's, with what belongs to it;
 * {@link #ring} then tells those who follow. Thread-safe.
 */
@Singleton
public final class SqlJournal implements Journal {
    /** How soon is seen what another server on the same database has kept. */
    private static final Duration PACE = Duration.ofMillis(500);

    private final Database database;
    private final InstantSource time;
    private final News news = new News();

    public SqlJournal(Database database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    @Override
    public Appended append(Stream stream, long expected, List<Entry.Draft> entries) {
        var appended = database.transact(tx -> append(tx, stream, expected, entries));
        ring();
        return appended;
    }

    /** The same in this transaction; a conflict leaves it as it was. */
    public Appended append(Handle tx, Stream stream, long expected, List<Entry.Draft> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("nothing happened");
        }
        var at = time.millis();
        for (var n = 0; n < entries.size(); n++) {
            if (!insert(tx, stream, expected + n, entries.get(n), at)) {
                if (n > 0) {
                    // who holds the first number holds those after it
                    throw new IllegalStateException("a stream with a hole: " + stream);
                }
                return new Appended.Conflict(expected, version(tx, stream));
            }
        }
        return new Appended.At(expected + entries.size());
    }

    /** Keeps it after this version; false when that is not the last one. */
    private static boolean insert(Handle tx, Stream stream, long after, Entry.Draft entry, long at) {
        return bound(
                                tx.createUpdate("insert into journal (account_id, stream_id, version, type, body, at)"
                                        + " select :owner, :stream, :after + 1, :type, :body, :at"
                                        + " where :after = 0 or exists (select 1 from journal where account_id = :owner"
                                        + " and stream_id = :stream and version = :after)"
                                        + " on conflict do nothing"),
                                stream)
                        .bind("after", after)
                        .bind("type", entry.type())
                        .bind("body", entry.body())
                        .bind("at", at)
                        .execute()
                == 1;
    }

    @Override
    public List<Entry> read(Stream stream, long after, int most) {
        return database.read(tx -> read(tx, stream, after, most));
    }

    /** The same in this transaction. */
    public List<Entry> read(Handle tx, Stream stream, long after, int most) {
        return bound(
                        tx.createQuery("select version, type, body, at from journal where account_id = :owner"
                                + " and stream_id = :stream and version > :after order by version limit :most"),
                        stream)
                .bind("after", after)
                .bind("most", most)
                .map(row -> new Entry(
                        Rows.number(row, "version"),
                        Rows.text(row, "type"),
                        Rows.text(row, "body"),
                        Rows.time(row, "at")))
                .list();
    }

    @Override
    public List<Entry> follow(Stream stream, long after, int most, Duration wait) throws InterruptedException {
        return news.await(() -> read(stream, after, most), wait, PACE);
    }

    /** Sends away those who follow: the server stops. */
    public void stop() {
        news.stop();
    }

    /** Tells those who follow that something was kept; after the transaction. */
    public void ring() {
        news.ring();
    }

    @Override
    public long version(Stream stream) {
        return database.read(tx -> version(tx, stream));
    }

    private static long version(Handle tx, Stream stream) {
        return bound(
                        tx.createQuery("select coalesce(max(version), 0) from journal"
                                + " where account_id = :owner and stream_id = :stream"),
                        stream)
                .mapTo(Long.class)
                .one();
    }

    @Override
    public Appended copy(Stream from, long upTo, Stream to) {
        return database.transact(tx -> copy(tx, from, upTo, to));
    }

    /** The same in this transaction. */
    public Appended copy(Handle tx, Stream from, long upTo, Stream to) {
        if (!from.owner().equals(to.owner())) {
            throw new IllegalArgumentException("a history stays with its owner");
        }
        var there = version(tx, to);
        if (there > 0) {
            return new Appended.Conflict(0, there);
        }
        var copied = bound(
                        tx.createUpdate("insert into journal (account_id, stream_id, version, type, body, at)"
                                + " select account_id, :to, version, type, body, at from journal"
                                + " where account_id = :owner and stream_id = :stream and version <= :upTo"),
                        from)
                .bind("to", to.id().toString())
                .bind("upTo", upTo)
                .execute();
        return new Appended.At(copied);
    }

    @Override
    public void remove(Stream stream) {
        database.transact(tx -> remove(tx, stream));
    }

    /** The same in this transaction; how many entries there were. */
    public int remove(Handle tx, Stream stream) {
        return bound(tx.createUpdate("delete from journal where account_id = :owner and stream_id = :stream"), stream)
                .execute();
    }

    /** Removes all streams of an account, with the account. */
    public void removeAll(Handle tx, AccountId owner) {
        tx.createUpdate("delete from journal where account_id = :owner")
                .bind("owner", owner.toString())
                .execute();
    }

    private static <S extends org.jdbi.v3.core.statement.SqlStatement<S>> S bound(S statement, Stream stream) {
        UUID id = stream.id();
        return statement.bind("owner", stream.owner().toString()).bind("stream", id.toString());
    }
}
