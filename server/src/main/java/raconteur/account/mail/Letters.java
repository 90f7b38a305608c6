package raconteur.account.mail;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Ids;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.db.Rows;

/** Every letter that has not been sent. Operators own them all. Thread-safe. */
@Singleton
final class Letters {
    /** How long a letter that nobody took is kept. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final String COLUMNS = "id, purpose, address, sealed, state, reason, tries, created_at, expires_at";

    private final Ids ids;
    private final InstantSource time;
    private final Duration lease;

    Letters(Ids ids, InstantSource time, Settings settings) {
        this.ids = ids;
        this.time = time;
        this.lease = settings.duration(Setting.MAIL_LEASE);
    }

    LetterId next() {
        return new LetterId(ids.next());
    }

    void add(Handle tx, @Nullable AccountId account, StoredLetter letter) {
        tx.createUpdate("insert into letter (id, account_id, purpose, address, sealed, state, tries, due_at,"
                        + " created_at, expires_at) values (:id, :account, :purpose, :address, :sealed, :state, 0,"
                        + " :now, :now, :expires)")
                .bind("id", letter.id().toString())
                .bind("account", account == null ? null : account.toString())
                .bind("purpose", word(letter.purpose()))
                .bind("address", letter.address())
                .bind("sealed", letter.sealed())
                .bind("state", word(letter.state()))
                .bind("now", letter.createdAt().toEpochMilli())
                .bind("expires", letter.expiresAt().toEpochMilli())
                .execute();
        tx.createUpdate("delete from letter where created_at < :before")
                .bind("before", letter.createdAt().minus(KEPT).toEpochMilli())
                .execute();
    }

    /** Letters that are due, which nobody else gets for a while. */
    List<StoredLetter> claim(Handle tx, int most) {
        var now = time.millis();
        record Due(StoredLetter letter, long at) {}
        return tx
                .createQuery("select " + COLUMNS + ", due_at from letter where state = 'waiting' and due_at <= :now"
                        + " order by due_at limit :most")
                .bind("now", now)
                .bind("most", most)
                .map(row -> new Due(read(row), Rows.number(row, "due_at")))
                .list()
                .stream()
                .filter(due -> tx.createUpdate("update letter set due_at = :lease where id = :id and due_at = :seen"
                                        + " and state = 'waiting'")
                                .bind("lease", now + lease.toMillis())
                                .bind("id", due.letter().id().toString())
                                .bind("seen", due.at())
                                .execute()
                        == 1)
                .map(Due::letter)
                .toList();
    }

    /** Notes how far a letter came. */
    void move(Handle tx, LetterId id, StoredLetter.State state, @Nullable String reason, Instant due) {
        tx.createUpdate("update letter set state = :state, reason = :reason, tries = tries + 1, due_at = :due"
                        + " where id = :id")
                .bind("state", word(state))
                .bind("reason", reason)
                .bind("due", due.toEpochMilli())
                .bind("id", id.toString())
                .execute();
    }

    /** Has a letter tried again at once; false when there is none such. */
    boolean again(Handle tx, LetterId id) {
        return tx.createUpdate("update letter set state = 'waiting', due_at = :now where id = :id")
                        .bind("now", time.millis())
                        .bind("id", id.toString())
                        .execute()
                == 1;
    }

    boolean remove(Handle tx, LetterId id) {
        return tx.createUpdate("delete from letter where id = :id")
                        .bind("id", id.toString())
                        .execute()
                == 1;
    }

    /** Removes letters of an account whose keys are void. */
    void remove(Handle tx, AccountId account, StoredLetter.Purpose purpose) {
        tx.createUpdate("delete from letter where account_id = :account and purpose = :purpose")
                .bind("account", account.toString())
                .bind("purpose", word(purpose))
                .execute();
    }

    Optional<StoredLetter> find(Handle tx, LetterId id) {
        return tx.createQuery("select " + COLUMNS + " from letter where id = :id")
                .bind("id", id.toString())
                .map(row -> read(row))
                .findOne();
    }

    /** The newest that are older than {@code before}. */
    List<StoredLetter> list(Handle tx, @Nullable LetterId before, int most) {
        return tx.createQuery("select " + COLUMNS + " from letter where id < :before order by id desc limit :most")
                .bind("before", before == null ? "g" : before.toString()) // after every id there can be
                .bind("most", most)
                .map(row -> read(row))
                .list();
    }

    private static StoredLetter read(RowView row) {
        return new StoredLetter(
                new LetterId(Rows.id(row, "id")),
                StoredLetter.Purpose.valueOf(Rows.text(row, "purpose").toUpperCase(Locale.ROOT)),
                Rows.text(row, "address"),
                Rows.text(row, "sealed"),
                StoredLetter.State.valueOf(Rows.text(row, "state").toUpperCase(Locale.ROOT)),
                Rows.optionalText(row, "reason"),
                (int) Rows.number(row, "tries"),
                Rows.time(row, "created_at"),
                Rows.time(row, "expires_at"));
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
