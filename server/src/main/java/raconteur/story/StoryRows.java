package raconteur.story;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.db.Rows;
import raconteur.story.play.Story;

/** Every story there is, as it stands. Each query names its owner: what is another's is not there. */
@Singleton
final class StoryRows {
    StoryRows() {}

    /**
     * A story.
     *
     * @param current whether it is what its session id names now
     * @param begunWith by which the request that began it is known again
     * @param version of its journal
     * @param snapshot the fold over all of that
     * @param origin the story it branched off, if it did
     */
    record Row(
            StoryId id,
            String sessionId,
            boolean current,
            String begunWith,
            String title,
            String state,
            int number,
            long version,
            Story snapshot,
            @Nullable Origin origin,
            Instant createdAt,
            Instant updatedAt) {
        Row after(Story story, long now, Instant at) {
            return new Row(
                    id,
                    sessionId,
                    current,
                    begunWith,
                    title.isEmpty() ? story.plot().title() : title,
                    state(story),
                    story.number(),
                    now,
                    story,
                    origin,
                    createdAt,
                    at);
        }

        Row titled(String other, Instant at) {
            return new Row(
                    id, sessionId, current, begunWith, other, state, number, version, snapshot, origin, createdAt, at);
        }

        static String state(Story story) {
            return story.isOver() ? "over" : story.paused() ? "paused" : "playing";
        }
    }

    /** Where a branch begins. */
    record Origin(StoryId story, int after) {}

    Optional<Row> find(Handle tx, AccountId owner, StoryId id) {
        return tx.createQuery("select * from story where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map(StoryRows::read)
                .findOne();
    }

    /** The story that a session id names now. */
    Optional<Row> current(Handle tx, AccountId owner, String sessionId) {
        return tx.createQuery(
                        "select * from story where account_id = :owner and session_id = :session and is_current = 1")
                .bind("owner", owner.toString())
                .bind("session", sessionId)
                .map(StoryRows::read)
                .findOne();
    }

    /**
     * The ones played last.
     *
     * @param sessionId only those of this session; null for all
     * @param beforeTime where the last page ended, with {@code beforeId}
     */
    List<Row> newest(
            Handle tx,
            AccountId owner,
            @Nullable String sessionId,
            @Nullable Instant beforeTime,
            @Nullable UUID beforeId,
            int limit) {
        return tx.createQuery("select * from story where account_id = :owner"
                        + " and (cast(:session as text) is null or session_id = :session)"
                        + " and (:time < 0 or updated_at < :time or (updated_at = :time and id < :id))"
                        + " order by updated_at desc, id desc limit :limit")
                .bind("owner", owner.toString())
                .bind("session", sessionId)
                .bind("time", beforeTime == null ? -1L : beforeTime.toEpochMilli())
                .bind("id", beforeId == null ? "" : beforeId.toString())
                .bind("limit", limit)
                .map(StoryRows::read)
                .list();
    }

    /** Keeps a new one; false when another is what its session id names. */
    boolean insert(Handle tx, AccountId owner, Row row) {
        return tx.createUpdate("insert into story (id, account_id, session_id, is_current, begun_with, title, state,"
                                + " event_number, version, snapshot, origin_id, origin_after, clock_at, created_at,"
                                + " updated_at) values (:id, :owner, :session, 1, :begunWith, :title, :state, :number,"
                                + " :version, :snapshot, :origin, :after, :clock, :created, :updated)"
                                + " on conflict do nothing")
                        .bind("owner", owner.toString())
                        .bindMap(fields(row))
                        .execute()
                == 1;
    }

    /** Makes room for a new run under a session id. */
    void retire(Handle tx, AccountId owner, String sessionId) {
        tx.createUpdate("update story set is_current = 0"
                        + " where account_id = :owner and session_id = :session and is_current = 1")
                .bind("owner", owner.toString())
                .bind("session", sessionId)
                .execute();
    }

    /** Writes what changed, if it is still at this version; false when it moved on or is gone. */
    boolean update(Handle tx, AccountId owner, Row row, long expected) {
        return tx.createUpdate("update story set title = :title, state = :state, event_number = :number,"
                                + " version = :version, snapshot = :snapshot, clock_at = :clock, updated_at = :updated"
                                + " where account_id = :owner and id = :id and version = :expected")
                        .bind("owner", owner.toString())
                        .bind("expected", expected)
                        .bindMap(fields(row))
                        .execute()
                == 1;
    }

    /** Removes it; false when it is not there. */
    boolean remove(Handle tx, AccountId owner, StoryId id) {
        tx.createUpdate("delete from story_request where account_id = :owner and story_id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .execute();
        return tx.createUpdate("delete from story where account_id = :owner and id = :id")
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .execute()
                == 1;
    }

    /** All of an account's. */
    List<StoryId> all(Handle tx, AccountId owner) {
        return tx.createQuery("select id from story where account_id = :owner")
                .bind("owner", owner.toString())
                .map(row -> new StoryId(Rows.id(row, "id")))
                .list();
    }

    /** A request that came before, and the event it became. */
    record Asked(String fingerprint, StoryId story, int number) {}

    Optional<Asked> asked(Handle tx, AccountId owner, String key, Instant since) {
        return tx.createQuery("select fingerprint, story_id, event_number from story_request"
                        + " where account_id = :owner and key = :key and created_at >= :since")
                .bind("owner", owner.toString())
                .bind("key", key)
                .bind("since", since.toEpochMilli())
                .map(row -> new Asked(Rows.text(row, "fingerprint"), new StoryId(Rows.id(row, "story_id")), (int)
                        Rows.number(row, "event_number")))
                .findOne();
    }

    void keep(Handle tx, AccountId owner, String key, Asked asked, Instant now) {
        tx.createUpdate("insert into story_request (account_id, key, fingerprint, story_id, event_number, created_at)"
                        + " values (:owner, :key, :fingerprint, :story, :number, :now) on conflict (account_id, key)"
                        + " do update set fingerprint = excluded.fingerprint, story_id = excluded.story_id,"
                        + " event_number = excluded.event_number, created_at = excluded.created_at")
                .bind("owner", owner.toString())
                .bind("key", key)
                .bind("fingerprint", asked.fingerprint())
                .bind("story", asked.story().toString())
                .bind("number", asked.number())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Forgets requests of all accounts that are too old to come again. */
    void forgetAsked(Handle tx, Instant before) {
        tx.createUpdate("delete from story_request where created_at < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }

    private static Map<String, Object> fields(Row row) {
        var origin = row.origin();
        var fields = new HashMap<String, Object>();
        fields.put("id", row.id().toString());
        fields.put("session", row.sessionId());
        fields.put("begunWith", row.begunWith());
        fields.put("title", row.title());
        fields.put("state", row.state());
        fields.put("number", row.number());
        fields.put("version", row.version());
        fields.put("snapshot", StoryJson.write(row.snapshot()));
        fields.put("origin", origin == null ? null : origin.story().toString());
        fields.put("after", origin == null ? null : Long.valueOf(origin.after()));
        fields.put("clock", row.snapshot().clock().readingMs());
        fields.put("created", row.createdAt().toEpochMilli());
        fields.put("updated", row.updatedAt().toEpochMilli());
        return fields;
    }

    private static Row read(RowView row) {
        var origin = Rows.optionalId(row, "origin_id");
        var after = Rows.optionalNumber(row, "origin_after");
        return new Row(
                new StoryId(Rows.id(row, "id")),
                Rows.text(row, "session_id"),
                Rows.flag(row, "is_current"),
                Rows.text(row, "begun_with"),
                Rows.text(row, "title"),
                Rows.text(row, "state"),
                (int) Rows.number(row, "event_number"),
                Rows.number(row, "version"),
                StoryJson.read(Rows.text(row, "snapshot"), Story.class),
                origin == null || after == null ? null : new Origin(new StoryId(origin), after.intValue()),
                Rows.time(row, "created_at"),
                Rows.time(row, "updated_at"));
    }
}
