package raconteur.account;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import raconteur.platform.AccountId;
import raconteur.platform.Ids;
import raconteur.platform.db.Rows;

/**
 * Every login and the refresh tokens that lengthen it. A login is refused everywhere once it is ended here: its row,
 * not its token, says whether it stands. Thread-safe.
 */
@Singleton
public final class Logins {
    /** What presenting a refresh token came to. */
    sealed interface Refresh {
        /** It was good and is used up now. */
        record Accepted(LoginId login, Account account) implements Refresh {}

        /** It had been used before: somebody has a copy. */
        record Replayed(LoginId login, AccountId account) implements Refresh {}

        record Unknown() implements Refresh {}
    }

    /** A login that stands, and whose it is. */
    record Standing(Login login, Account account) {}

    /** How long the rows of ended logins are kept. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final String STANDS = " login_session.ended_at is null and login_session.expires_at > :now";
    private static final String COLUMNS = "login_session.id as login_id, device,"
            + " login_session.created_at as login_created_at, last_seen_at,"
            + " login_session.expires_at as login_expires_at";

    private final Ids ids;
    private final InstantSource time;

    Logins(Ids ids, InstantSource time) {
        this.ids = ids;
        this.time = time;
    }

    Login open(Handle tx, AccountId account, String device, Duration life) {
        var now = Instant.ofEpochMilli(time.millis());
        var login = new Login(new LoginId(ids.next()), device, now, now, now.plus(life));
        tx.createUpdate("insert into login_session (id, account_id, device, created_at, last_seen_at, expires_at)"
                        + " values (:id, :account, :device, :now, :now, :expires)")
                .bind("id", login.id().toString())
                .bind("account", account.toString())
                .bind("device", device)
                .bind("now", now.toEpochMilli())
                .bind("expires", login.expiresAt().toEpochMilli())
                .execute();
        forgetOld(tx, account);
        return login;
    }

    Optional<Standing> find(Handle tx, LoginId id) {
        return tx.createQuery("select " + COLUMNS + ", " + Accounts.COLUMNS
                        + " from login_session join account on account.id = login_session.account_id"
                        + " where login_session.id = :id and" + STANDS)
                .bind("id", id.toString())
                .bind("now", time.millis())
                .map(row -> new Standing(read(row), Accounts.read(row)))
                .findOne();
    }

    /** The logins of this account that stand, newest first. */
    List<Login> list(Handle tx, AccountId owner) {
        return tx.createQuery("select " + COLUMNS + " from login_session where account_id = :owner and" + STANDS
                        + " order by id desc")
                .bind("owner", owner.toString())
                .bind("now", time.millis())
                .map(row -> read(row))
                .list();
    }

    /** Ends one login of this account; false when it has no such login that stands. */
    boolean end(Handle tx, AccountId owner, LoginId id, String reason) {
        return tx.createUpdate("update login_session set ended_at = :now, ended_reason = :reason"
                                + " where account_id = :owner and id = :id and" + STANDS)
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .bind("now", time.millis())
                        .bind("reason", reason)
                        .execute()
                == 1;
    }

    /** Ends all logins of this account but the kept one, and tells which. */
    List<LoginId> endOthers(Handle tx, AccountId owner, LoginId kept, String reason) {
        var others = list(tx, owner).stream()
                .map(Login::id)
                .filter(id -> !id.equals(kept))
                .toList();
        others.forEach(id -> end(tx, owner, id, reason));
        return others;
    }

    /** Ends all logins of this account, and tells which. */
    List<LoginId> endAll(Handle tx, AccountId owner, String reason) {
        var all = list(tx, owner).stream().map(Login::id).toList();
        all.forEach(id -> end(tx, owner, id, reason));
        return all;
    }

    /** A login that has ended, and why. */
    record Ended(LoginId login, String reason) {}

    /** Ends all but so many of this account's logins, the oldest first and never the kept one, and tells which. */
    List<LoginId> endSurplus(Handle tx, AccountId owner, LoginId kept, int most, String reason) {
        var surplus = list(tx, owner).stream()
                .map(Login::id)
                .filter(id -> !id.equals(kept))
                .skip(most - 1L)
                .toList();
        surplus.forEach(id -> end(tx, owner, id, reason));
        return surplus;
    }

    /** Logins of every account that were ended since. */
    List<Ended> endedSince(Handle tx, Instant since) {
        return tx.createQuery("select id, ended_reason from login_session where ended_at > :since")
                .bind("since", since.toEpochMilli())
                .map(row -> new Ended(new LoginId(Rows.id(row, "id")), Rows.text(row, "ended_reason")))
                .list();
    }

    /** Those of these logins that stand. */
    Set<LoginId> standing(Handle tx, List<LoginId> logins) {
        return Set.copyOf(tx.createQuery("select id from login_session where id in (<ids>) and" + STANDS)
                .bindList("ids", logins.stream().map(LoginId::toString).toList())
                .bind("now", time.millis())
                .mapTo(String.class)
                .map(id -> new LoginId(UUID.fromString(id)))
                .list());
    }

    /** Why the login has ended that this refresh token belongs to, if somebody or something ended it. */
    Optional<String> whyEnded(Handle tx, String refreshHash) {
        return tx.createQuery("select ended_reason from login_session join refresh_token on session_id = id"
                        + " where hash = :hash and ended_reason is not null")
                .bind("hash", refreshHash)
                .mapTo(String.class)
                .findOne();
    }

    void seen(Handle tx, AccountId owner, LoginId id) {
        tx.createUpdate("update login_session set last_seen_at = :now where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .bind("now", time.millis())
                .execute();
    }

    void addRefresh(Handle tx, LoginId login, String hash, Instant expires) {
        tx.createUpdate("insert into refresh_token (hash, session_id, created_at, expires_at)"
                        + " values (:hash, :login, :now, :expires)")
                .bind("hash", hash)
                .bind("login", login.toString())
                .bind("now", time.millis())
                .bind("expires", expires.toEpochMilli())
                .execute();
    }

    /** Uses a refresh token up; of several at once exactly one is accepted. */
    Refresh useRefresh(Handle tx, String hash) {
        var used = tx.createUpdate("update refresh_token set used_at = :now"
                        + " where hash = :hash and used_at is null and expires_at > :now")
                .bind("hash", hash)
                .bind("now", time.millis())
                .execute();
        return tx.createQuery("select session_id, used_at, " + Accounts.COLUMNS
                        + " from refresh_token join login_session on login_session.id = session_id"
                        + " join account on account.id = login_session.account_id where hash = :hash and"
                        + " used_at is not null and" + STANDS)
                .bind("hash", hash)
                .bind("now", time.millis())
                .<Refresh>map(row -> {
                    var login = new LoginId(Rows.id(row, "session_id"));
                    var account = Accounts.read(row);
                    return used == 1 ? new Refresh.Accepted(login, account) : new Refresh.Replayed(login, account.id());
                })
                .findOne()
                .orElseGet(Refresh.Unknown::new);
    }

    /** Lengthens a login and notes that its device was here. */
    void lengthen(Handle tx, AccountId owner, LoginId id, Duration life) {
        tx.createUpdate("update login_session set last_seen_at = :now, expires_at = :expires"
                        + " where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .bind("now", time.millis())
                .bind("expires", time.millis() + life.toMillis())
                .execute();
    }

    private void forgetOld(Handle tx, AccountId account) {
        tx.createUpdate("delete from login_session where account_id = :account"
                        + " and (ended_at < :before or expires_at < :before)")
                .bind("account", account.toString())
                .bind("before", time.millis() - KEPT.toMillis())
                .execute();
    }

    private static Login read(RowView row) {
        return new Login(
                new LoginId(Rows.id(row, "login_id")),
                Rows.text(row, "device"),
                Rows.time(row, "login_created_at"),
                Rows.time(row, "last_seen_at"),
                Rows.time(row, "login_expires_at"));
    }
}
