package raconteur.story.party;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.db.Rows;
import raconteur.story.StoryId;
import raconteur.story.payload.EventType;

/**
 * Every party there is. Who asks for one is named and must sit at it; only what the server does by itself, and what a
 * code opens, names nobody. What changes one claims it first: on databases that would run changes side by side they
 * then happen one after another.
 */
@Singleton
final class PartyRows {
    private static final String SITS =
            " and exists (select 1 from story_player where story_player.story_id = story_party.story_id"
                    + " and story_player.account_id = :reader)";

    PartyRows() {}

    /** A party that somebody sits at. */
    Optional<Party> find(Handle tx, AccountId reader, StoryId story) {
        return tx.createQuery("select * from story_party where story_id = :story" + SITS)
                .bind("story", story.toString())
                .bind("reader", reader.toString())
                .map(PartyRows::read)
                .findOne();
    }

    /** The same, to change it. */
    Optional<Party> claim(Handle tx, AccountId reader, StoryId story) {
        return tx.createQuery("update story_party set revision = revision + 1 where story_id = :story" + SITS
                        + " returning *")
                .bind("story", story.toString())
                .bind("reader", reader.toString())
                .map(PartyRows::read)
                .findOne();
    }

    /** One to change by the server itself, whoever plays. */
    Optional<Party> claim(Handle tx, StoryId story) {
        return tx.createQuery("update story_party set revision = revision + 1 where story_id = :story returning *")
                .bind("story", story.toString())
                .map(PartyRows::read)
                .findOne();
    }

    /** The one that a code opens, to change it; of this story only, where one is named. */
    Optional<Party> claim(Handle tx, String code, @Nullable StoryId story) {
        return tx.createQuery("update story_party set revision = revision + 1 where code = :code"
                        + " and (cast(:story as text) is null or story_id = :story) returning *")
                .bind("code", code)
                .bind("story", story == null ? null : story.toString())
                .map(PartyRows::read)
                .findOne();
    }

    /** One that is being told, for who tells it. */
    Optional<Party> telling(Handle tx, StoryId story) {
        return tx.createQuery("select * from story_party where story_id = :story and round_state = 'telling'")
                .bind("story", story.toString())
                .map(PartyRows::read)
                .findOne();
    }

    /** Opens one; false when there is one, or its code is taken. */
    boolean insert(Handle tx, Party party, Instant now) {
        var rules = party.rules();
        return tx.createUpdate("insert into story_party (story_id, account_id, code, rounds, seconds, models, revision,"
                                + " created_at, round_state, round_event, round_rounds, round_seconds, round_ends,"
                                + " round_due, round_tries, round_parts, round_lease) values (:story, :host, :code,"
                                + " :rounds, :seconds, :models, 1, :now, 'waiting', 0, :rounds, :seconds, 0, 0, 0, 0,"
                                + " 0) on conflict do nothing")
                        .bind("story", party.story().toString())
                        .bind("host", party.host().toString())
                        .bind("code", party.code())
                        .bind("rounds", rules.way().word())
                        .bind("seconds", rules.seconds())
                        .bind("models", String.join("\n", party.models()))
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Gives it other rules for the rounds to come. */
    void rule(Handle tx, Party party, Set<String> models) {
        tx.createUpdate("update story_party set rounds = :rounds, seconds = :seconds, models = :models"
                        + " where story_id = :story and account_id = :host")
                .bind("story", party.story().toString())
                .bind("host", party.host().toString())
                .bind("rounds", party.rules().way().word())
                .bind("seconds", party.rules().seconds())
                .bind("models", String.join("\n", models))
                .execute();
    }

    /** Keeps the round of one that was claimed; false when that was decided meanwhile. */
    boolean keep(Handle tx, Party party, Round.State from, long lease) {
        var round = party.round();
        var move = round.move();
        return tx.createUpdate("update story_party set round_state = :state, round_event = :event,"
                                + " round_rounds = :rounds, round_seconds = :seconds, round_ends = :ends,"
                                + " round_due = :due, round_tries = :tries, round_problem = :problem,"
                                + " round_parts = :parts, round_lease = :lease, move_type = :type,"
                                + " move_option = :option, move_text = :text"
                                + " where story_id = :story and account_id = :host and round_state = :from")
                        .bind("story", party.story().toString())
                        .bind("host", party.host().toString())
                        .bind("from", from.word())
                        .bind("state", round.state().word())
                        .bind("event", round.event())
                        .bind("rounds", round.rules().way().word())
                        .bind("seconds", round.rules().seconds())
                        .bind("ends", round.endsMs())
                        .bind("due", round.dueMs())
                        .bind("tries", round.tries())
                        .bind(
                                "problem",
                                round.problem() == null ? null : round.problem().name())
                        .bind("parts", round.parts())
                        .bind("lease", lease)
                        .bind("type", move == null ? null : move.type().name())
                        .bind("option", move == null || move.option() == null ? null : Long.valueOf(move.option()))
                        .bind("text", move == null ? null : move.text())
                        .execute()
                == 1;
    }

    boolean remove(Handle tx, AccountId host, StoryId story) {
        return tx.createUpdate("delete from story_party where story_id = :story and account_id = :host")
                        .bind("story", story.toString())
                        .bind("host", host.toString())
                        .execute()
                == 1;
    }

    /** Whether anything goes on anywhere that has to be looked after. */
    boolean isBusy(Handle tx) {
        return tx.createQuery("select (exists (select 1 from story_party where round_state <> 'waiting')"
                        + " or exists (select 1 from story_player where is_here = 1)) as busy")
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Those of anybody whose open round may have to be decided.
     *
     * @param now by the clock of stories
     * @param since who was not seen after that is not waited for
     */
    List<StoryId> due(Handle tx, long now, long since) {
        return tx.createQuery("select p.story_id from story_party p join story s on s.id = p.story_id"
                        + " and s.account_id = p.account_id where p.round_state = 'open' and s.state <> 'paused' and ("
                        + " (p.round_due <= :now and p.round_tries <= :tries) or (p.round_tries = 0 and not exists ("
                        + "select 1 from story_player q where q.story_id = p.story_id and q.seen_at > :since"
                        + " and (q.choice_event is null or q.choice_event <> p.round_event))))")
                .bind("now", now)
                .bind("since", since)
                .bind("tries", Round.OWN_TRIES)
                .map(PartyRows::story)
                .list();
    }

    /** Those of anybody that are to be told and that nobody tells. */
    List<StoryId> left(Handle tx, long databaseNow) {
        return tx.createQuery("select story_id from story_party where round_state = 'telling' and round_lease <= :now")
                .bind("now", databaseNow)
                .map(PartyRows::story)
                .list();
    }

    /** Takes one of those; false when somebody else was quicker. */
    boolean take(Handle tx, StoryId story, long databaseNow, long until) {
        return tx.createUpdate("update story_party set round_lease = :until where story_id = :story"
                                + " and round_state = 'telling' and round_lease <= :now")
                        .bind("story", story.toString())
                        .bind("now", databaseNow)
                        .bind("until", until)
                        .execute()
                == 1;
    }

    /** Goes on telling it; touches nothing where there is time enough. */
    void renew(Handle tx, StoryId story, long enough, long until) {
        tx.createUpdate("update story_party set round_lease = :until where story_id = :story"
                        + " and round_state = 'telling' and round_lease < :enough")
                .bind("story", story.toString())
                .bind("enough", enough)
                .bind("until", until)
                .execute();
    }

    /** Gives it back: who comes after this time may tell it. */
    void lease(Handle tx, StoryId story, long until) {
        tx.createUpdate("update story_party set round_lease = :until where story_id = :story"
                        + " and round_state = 'telling'")
                .bind("story", story.toString())
                .bind("until", until)
                .execute();
    }

    private static StoryId story(RowView row) {
        return new StoryId(Rows.id(row, "story_id"));
    }

    private static Party read(RowView row) {
        var models = Rows.text(row, "models");
        return new Party(
                story(row),
                new AccountId(Rows.id(row, "account_id")),
                Rows.text(row, "code"),
                new Round.Rules(Round.Way.of(Rows.text(row, "rounds")), (int) Rows.number(row, "seconds")),
                models.isEmpty() ? Set.of() : Set.of(models.split("\n", -1)),
                Rows.number(row, "revision"),
                round(row));
    }

    private static Round round(RowView row) {
        var problem = Rows.optionalText(row, "round_problem");
        return new Round(
                Round.State.of(Rows.text(row, "round_state")),
                (int) Rows.number(row, "round_event"),
                new Round.Rules(Round.Way.of(Rows.text(row, "round_rounds")), (int) Rows.number(row, "round_seconds")),
                Rows.number(row, "round_ends"),
                Rows.number(row, "round_due"),
                (int) Rows.number(row, "round_tries"),
                problem == null ? null : Code.valueOf(problem),
                (int) Rows.number(row, "round_parts"),
                move(row));
    }

    private static Round.@Nullable Move move(RowView row) {
        var type = Rows.optionalText(row, "move_type");
        var option = Rows.optionalNumber(row, "move_option");
        return type == null
                ? null
                : new Round.Move(
                        EventType.valueOf(type),
                        option == null ? null : option.intValue(),
                        Rows.optionalText(row, "move_text"));
    }
}
