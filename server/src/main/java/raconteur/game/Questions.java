package raconteur.game;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import raconteur.platform.Caller;
import raconteur.platform.Language;
import raconteur.platform.db.Database;
import raconteur.platform.db.Rows;
import raconteur.turn.TurnId;

/**
 * The questions of games that took a turn, for as long as they may be asked for. Each query names its owner and key.
 */
@Singleton
final class Questions {
    private static final Duration KEPT = Duration.ofHours(24);

    private final Database database;
    private final InstantSource time;

    Questions(Database database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /**
     * A question as it is kept.
     *
     * @param npc the name of who was asked
     * @param isTold whether the answer has come to its end
     */
    record Row(TurnId turn, String request, String npc, Language language, boolean isTold) {}

    void insert(Handle tx, Caller caller, Asked asked, TurnId turn) {
        tx.createUpdate("insert into game_question (turn_id, account_id, key_id, request, session, npc, language, told,"
                        + " asked_at) values (:turn, :owner, :key, :request, :session, :npc, :language, 0, :now)")
                .bind("turn", turn.toString())
                .bind("owner", caller.account().toString())
                .bind("key", caller.credential().toString())
                .bind("request", asked.request())
                .bind("session", asked.ask().session().orElse(null))
                .bind("npc", asked.npc())
                .bind("language", asked.ask().language().name())
                .bind("now", time.millis())
                .execute();
    }

    /** Its answer has come to its end. */
    void told(Handle tx, Caller caller, TurnId turn) {
        tx.createUpdate("update game_question set told = 1 where account_id = :owner and turn_id = :turn")
                .bind("owner", caller.account().toString())
                .bind("turn", turn.toString())
                .execute();
    }

    /** The newest of this request. */
    Optional<Row> find(Caller caller, String request) {
        return database.read(tx -> tx.createQuery("select * from game_question where account_id = :owner"
                        + " and key_id = :key and request = :request order by asked_at desc limit 1")
                .bind("owner", caller.account().toString())
                .bind("key", caller.credential().toString())
                .bind("request", request)
                .map(Questions::read)
                .findOne());
    }

    /** Those of a session that were asked lately and never came to an end. */
    List<Row> unfinished(Caller caller, String session, Duration lately) {
        var since = Instant.ofEpochMilli(time.millis()).minus(lately);
        return database.read(tx -> tx.createQuery("select * from game_question where account_id = :owner"
                        + " and key_id = :key and session = :session and asked_at >= :since and told = 0"
                        + " order by asked_at, turn_id limit 20")
                .bind("owner", caller.account().toString())
                .bind("key", caller.credential().toString())
                .bind("session", session)
                .bind("since", since.toEpochMilli())
                .map(Questions::read)
                .list());
    }

    /** Forgets what nobody may ask for any more, a housekeeper's work. */
    void forget() {
        var before = Instant.ofEpochMilli(time.millis()).minus(KEPT);
        database.transact(tx -> tx.createUpdate("delete from game_question where asked_at < :before")
                .bind("before", before.toEpochMilli())
                .execute());
    }

    private static Row read(RowView row) {
        return new Row(
                new TurnId(UUID.fromString(Rows.text(row, "turn_id"))),
                Rows.text(row, "request"),
                Rows.text(row, "npc"),
                Language.valueOf(Rows.text(row, "language")),
                Rows.flag(row, "told"));
    }
}
