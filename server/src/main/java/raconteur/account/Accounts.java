package raconteur.account;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.platform.db.Rows;

/** Every account there is. Thread-safe. */
@Singleton
public final class Accounts {
    /** An account and the hash of its password; none for one that cannot sign in. */
    record Credential(Account account, @Nullable String password) {}

    static final String COLUMNS = "account.id as account_id, username, username_key, email, email_verified_at,"
            + " pending_email, avatar, role, state, language, account.version as account_version, account.created_at as account_created_at";
    private static final String ACTIVE = "active";
    private static final String NOT_UNIQUE = "23";

    private final Ids ids;
    private final InstantSource time;

    Accounts(Ids ids, InstantSource time) {
        this.ids = ids;
        this.time = time;
    }

    public Optional<Account> find(Handle tx, AccountId id) {
        return tx.createQuery("select " + COLUMNS + " from account where id = :id")
                .bind("id", id.toString())
                .map(row -> read(row))
                .findOne();
    }

    Optional<Credential> credential(Handle tx, String usernameKey) {
        return tx.createQuery("select " + COLUMNS + ", password from account where username_key = :key")
                .bind("key", usernameKey)
                .map(row -> new Credential(read(row), Rows.optionalText(row, "password")))
                .findOne();
    }

    Optional<Credential> credential(Handle tx, AccountId id) {
        return tx.createQuery("select " + COLUMNS + ", password from account where id = :id")
                .bind("id", id.toString())
                .map(row -> new Credential(read(row), Rows.optionalText(row, "password")))
                .findOne();
    }

    boolean isTaken(Handle tx, Username username) {
        return tx.createQuery("select count(*) from account where username_key = :key")
                        .bind("key", username.key())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Makes an account; {@link Code#USERNAME_TAKEN} when another has the name. */
    Account add(Handle tx, Username username, @Nullable String email, @Nullable String password, Role role) {
        var now = Instant.ofEpochMilli(time.millis());
        var account =
                new Account(new AccountId(ids.next()), username, email, false, null, null, role, false, null, 1, now);
        var added = tx.createUpdate("insert into account (id, username, username_key, email, email_key, password, role,"
                        + " state, version, created_at, updated_at) values (:id, :username, :key, :email, :emailKey,"
                        + " :password, :role, :state, 1, :now, :now)"
                        + " on conflict (username_key) do nothing")
                .bind("id", account.id().toString())
                .bind("username", username.shown())
                .bind("key", username.key())
                .bind("email", email)
                .bind("emailKey", Email.keyOf(email))
                .bind("password", password)
                .bind("role", role.toString())
                .bind("state", ACTIVE)
                .bind("now", account.createdAt().toEpochMilli())
                .execute();
        if (added == 0) {
            throw new Refusal(Code.USERNAME_TAKEN);
        }
        return account;
    }

    /**
     * Changes the name of an account that is still at this version; {@link Code#VERSION_CONFLICT} when it has moved on,
     * {@link Code#USERNAME_TAKEN} when another has the name.
     */
    Account rename(Handle tx, Account account, Username username) {
        var other = credential(tx, username.key());
        if (other.isPresent() && !other.get().account().id().equals(account.id())) {
            throw new Refusal(Code.USERNAME_TAKEN);
        }
        var renamed = unlessTaken(
                Code.USERNAME_TAKEN,
                () -> tx.createUpdate("update account set username = :username, username_key = :key,"
                                + " version = version + 1, updated_at = :now where id = :id and version = :version")
                        .bind("username", username.shown())
                        .bind("key", username.key())
                        .bind("now", time.millis())
                        .bind("id", account.id().toString())
                        .bind("version", account.version())
                        .execute());
        if (renamed == 0) {
            throw new Refusal(Code.VERSION_CONFLICT);
        }
        return find(tx, account.id()).orElseThrow();
    }

    /** Says that another has it already when a unique index does: it was taken since it was looked up. */
    private static int unlessTaken(Code taken, IntSupplier update) {
        try {
            return update.getAsInt();
        } catch (UnableToExecuteStatementException failure) {
            if (failure.getCause() instanceof SQLException cause
                    && String.valueOf(cause.getSQLState()).startsWith(NOT_UNIQUE)) {
                throw new Refusal(taken);
            }
            throw failure;
        }
    }

    /** Sets the address, not verified; none when it is null. */
    void setEmail(Handle tx, AccountId id, @Nullable String email) {
        tx.createUpdate("update account set email = :email, email_key = :key, email_verified_at = null,"
                        + " pending_email = null, version = version + 1, updated_at = :now where id = :id")
                .bind("email", email)
                .bind("key", Email.keyOf(email))
                .bind("now", time.millis())
                .bind("id", id.toString())
                .execute();
    }

    /** Notes the address that is to take the place of the present one. */
    void setPendingEmail(Handle tx, AccountId id, @Nullable String email) {
        tx.createUpdate("update account set pending_email = :email, version = version + 1, updated_at = :now"
                        + " where id = :id")
                .bind("email", email)
                .bind("now", time.millis())
                .bind("id", id.toString())
                .execute();
    }

    /** Makes this the account's address, verified; {@link Code#CONFLICT} when it is another's. */
    void setVerifiedEmail(Handle tx, AccountId id, String email) {
        var _ = unlessTaken(
                Code.CONFLICT,
                () -> tx.createUpdate("update account set email = :email, email_key = :key, email_verified_at = :now,"
                                + " pending_email = null, version = version + 1, updated_at = :now where id = :id")
                        .bind("email", email)
                        .bind("key", Email.keyOf(email))
                        .bind("now", time.millis())
                        .bind("id", id.toString())
                        .execute());
    }

    /** Whose verified address this is. */
    Optional<Account> verifiedOwner(Handle tx, String emailKey) {
        return tx.createQuery("select " + COLUMNS + " from account where email_key = :key"
                        + " and email_verified_at is not null")
                .bind("key", emailKey)
                .map(row -> read(row))
                .findOne();
    }

    /** Who says that this is their address, or is to be: the oldest first. */
    List<Account> claimants(Handle tx, String emailKey, int most) {
        return tx.createQuery("select " + COLUMNS + " from account where (email_key = :key or"
                        + " lower(pending_email) = :key) and password is not null order by id limit :most")
                .bind("key", emailKey)
                .bind("most", most)
                .map(row -> read(row))
                .list();
    }

    /** Takes the account for a person's; false when it was before. */
    boolean confirm(Handle tx, AccountId id) {
        return tx.createUpdate("update account set confirmed_at = :now where id = :id and confirmed_at is null")
                        .bind("now", time.millis())
                        .bind("id", id.toString())
                        .execute()
                == 1;
    }

    void acceptTerms(Handle tx, AccountId id, int version) {
        tx.createUpdate("update account set terms_version = :version, terms_accepted_at = :now where id = :id")
                .bind("version", version)
                .bind("now", time.millis())
                .bind("id", id.toString())
                .execute();
    }

    void setAvatar(Handle tx, AccountId id, @Nullable String avatar) {
        tx.createUpdate("update account set avatar = :avatar, version = version + 1, updated_at = :now where id = :id")
                .bind("avatar", avatar)
                .bind("now", time.millis())
                .bind("id", id.toString())
                .execute();
    }

    void setLanguage(Handle tx, AccountId id, @Nullable Language language) {
        tx.createUpdate("update account set language = :language, updated_at = :now where id = :id")
                .bind("language", language == null ? null : language.name().toLowerCase(Locale.ROOT))
                .bind("now", time.millis())
                .bind("id", id.toString())
                .execute();
    }

    /**
     * Lets this account's sign-ins from here on happen one after another, on databases that would run them side by
     * side: of many at once each then sees those before it.
     */
    void claim(Handle tx, AccountId id) {
        tx.createUpdate("update account set updated_at = updated_at where id = :id")
                .bind("id", id.toString())
                .execute();
    }

    void setPassword(Handle tx, AccountId id, String password) {
        tx.createUpdate("update account set password = :password, updated_at = :now where id = :id")
                .bind("password", password)
                .bind("now", time.millis())
                .bind("id", id.toString())
                .execute();
    }

    long count(Handle tx, Role role) {
        return tx.createQuery("select count(*) from account where role = :role")
                .bind("role", role.toString())
                .mapTo(Long.class)
                .one();
    }

    /**
     * Accounts that can sign in, the newest first.
     *
     * @param beginning of their names or addresses; empty for all
     * @param before only those that are older than this one
     */
    List<Account> search(Handle tx, String beginning, @Nullable AccountId before, int most) {
        return tx.createQuery("select " + COLUMNS + " from account where password is not null and id < :before"
                        + " and (username_key like :name escape '!' or email_key like :email escape '!')"
                        + " order by id desc limit :most")
                .bind("before", before == null ? "g" : before.toString()) // after every id there can be
                .bind("name", pattern(Username.keyOf(beginning)))
                .bind("email", pattern(beginning.toLowerCase(Locale.ROOT)))
                .bind("most", most)
                .map(row -> read(row))
                .list();
    }

    private static String pattern(String beginning) {
        return beginning.replaceAll("([!%_])", "!$1") + "%";
    }

    /** Removes the account with its logins and keys. */
    void delete(Handle tx, AccountId id) {
        tx.createUpdate("delete from account where id = :id")
                .bind("id", id.toString())
                .execute();
    }

    static Account read(RowView row) {
        var language = Rows.optionalText(row, "language");
        return new Account(
                new AccountId(Rows.id(row, "account_id")),
                new Username(Rows.text(row, "username"), Rows.text(row, "username_key")),
                Rows.optionalText(row, "email"),
                Rows.optionalNumber(row, "email_verified_at") != null,
                Rows.optionalText(row, "pending_email"),
                Rows.optionalText(row, "avatar"),
                Role.parse(Rows.text(row, "role")),
                !ACTIVE.equals(Rows.text(row, "state")),
                language == null ? null : Language.valueOf(language.toUpperCase(Locale.ROOT)),
                Rows.number(row, "account_version"),
                Rows.time(row, "account_created_at"));
    }
}
