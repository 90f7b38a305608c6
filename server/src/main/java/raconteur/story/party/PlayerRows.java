package raconteur.story.party;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Money;
import raconteur.platform.db.Rows;
import raconteur.story.StoryId;

/** Everybody who plays along. A table's seats are read by who was found to sit at it. */
@Singleton
final class PlayerRows {
    PlayerRows() {}

    /** All at a table, in the order in which they came. */
    List<Player> at(Handle tx, StoryId story) {
        return tx.createQuery("select * from story_player where story_id = :story order by is_host desc, id")
                .bind("story", story.toString())
                .map(PlayerRows::read)
                .list();
    }

    Optional<Player> find(Handle tx, AccountId account, StoryId story) {
        return tx.createQuery("select * from story_player where account_id = :account and story_id = :story")
                .bind("account", account.toString())
                .bind("story", story.toString())
                .map(PlayerRows::read)
                .findOne();
    }

    /** Where an account plays along with others. */
    List<StoryId> guest(Handle tx, AccountId account) {
        return tx.createQuery("select story_id from story_player where account_id = :account and is_host = 0")
                .bind("account", account.toString())
                .map(row -> new StoryId(Rows.id(row, "story_id")))
                .list();
    }

    /** How many play a story of this owner. */
    int count(Handle tx, AccountId host, StoryId story) {
        return tx.createQuery("select count(*) from story_player q join story_party p on p.story_id = q.story_id"
                        + " where p.account_id = :host and p.story_id = :story")
                .bind("host", host.toString())
                .bind("story", story.toString())
                .mapTo(Integer.class)
                .one();
    }

    void insert(Handle tx, StoryId story, Player player) {
        tx.createUpdate("insert into story_player (id, story_id, account_id, name, is_host, is_here, seen_at, events,"
                        + " cost) values (:id, :story, :account, :name, :host, 1, :seen, 0, 0)")
                .bind("id", player.id().toString())
                .bind("story", story.toString())
                .bind("account", player.account().toString())
                .bind("name", player.name())
                .bind("host", player.isHost() ? 1 : 0)
                .bind("seen", player.seenMs())
                .execute();
    }

    void rename(Handle tx, AccountId account, StoryId story, String name) {
        tx.createUpdate("update story_player set name = :name where account_id = :account and story_id = :story")
                .bind("account", account.toString())
                .bind("story", story.toString())
                .bind("name", name)
                .execute();
    }

    /** He looks. */
    void see(Handle tx, AccountId account, StoryId story, long now) {
        tx.createUpdate("update story_player set seen_at = :now, is_here = 1"
                        + " where account_id = :account and story_id = :story and seen_at <= :now")
                .bind("account", account.toString())
                .bind("story", story.toString())
                .bind("now", now)
                .execute();
    }

    void choose(Handle tx, AccountId account, StoryId story, Player.Choice choice) {
        tx.createUpdate("update story_player set choice_event = :event, choice_option = :option, choice_text = :text"
                        + " where account_id = :account and story_id = :story")
                .bind("account", account.toString())
                .bind("story", story.toString())
                .bind("event", choice.event())
                .bind("option", choice.option() == null ? null : Long.valueOf(choice.option()))
                .bind("text", choice.text())
                .execute();
    }

    /** What all at a table chose is no longer of any account. */
    void forgetChoices(Handle tx, StoryId story) {
        tx.createUpdate("update story_player set choice_event = null, choice_option = null, choice_text = null"
                        + " where story_id = :story")
                .bind("story", story.toString())
                .execute();
    }

    /** One took part in so many events more, at this cost. */
    void account(Handle tx, StoryId story, UUID player, int events, Money cost) {
        tx.createUpdate("update story_player set events = events + :events, cost = cost + :cost"
                        + " where story_id = :story and id = :id")
                .bind("story", story.toString())
                .bind("id", player.toString())
                .bind("events", events)
                .bind("cost", cost.nano())
                .execute();
    }

    void remove(Handle tx, StoryId story, UUID player) {
        tx.createUpdate("delete from story_player where story_id = :story and id = :id")
                .bind("story", story.toString())
                .bind("id", player.toString())
                .execute();
    }

    void removeAll(Handle tx, StoryId story) {
        tx.createUpdate("delete from story_player where story_id = :story")
                .bind("story", story.toString())
                .execute();
    }

    /** Where somebody is said to be here who was not seen after this time. */
    List<StoryId> lapsed(Handle tx, long since) {
        return tx.createQuery("select distinct story_id from story_player where is_here = 1 and seen_at <= :since")
                .bind("since", since)
                .map(row -> new StoryId(Rows.id(row, "story_id")))
                .list();
    }

    /** Says of those that they are away. */
    int away(Handle tx, StoryId story, long since) {
        return tx.createUpdate("update story_player set is_here = 0"
                        + " where story_id = :story and is_here = 1 and seen_at <= :since")
                .bind("story", story.toString())
                .bind("since", since)
                .execute();
    }

    private static Player read(RowView row) {
        return new Player(
                Rows.id(row, "id"),
                new AccountId(Rows.id(row, "account_id")),
                Rows.text(row, "name"),
                Rows.flag(row, "is_host"),
                Rows.flag(row, "is_here"),
                Rows.number(row, "seen_at"),
                (int) Rows.number(row, "events"),
                new Money(Rows.number(row, "cost")),
                choice(row));
    }

    private static Player.@Nullable Choice choice(RowView row) {
        var event = Rows.optionalNumber(row, "choice_event");
        var option = Rows.optionalNumber(row, "choice_option");
        return event == null
                ? null
                : new Player.Choice(
                        event.intValue(),
                        option == null ? null : option.intValue(),
                        Rows.optionalText(row, "choice_text"));
    }
}
