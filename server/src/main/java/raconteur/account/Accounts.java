package raconteur.account;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
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

    static final String COLUMNS = "account.id as account_id, username, username_key, email, role, state, language,"
            + " account.version as account_version, account.created_at as account_created_at";
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
        var account = new Account(
                new AccountId(ids.next()), username, email, role, false, null, 1, Instant.ofEpochMilli(time.millis()));
        var added = tx.createUpdate("insert into account"
                        + " (id, username, username_key, email, password, role, state, version, created_at, updated_at)"
                        + " values (:id, :username, :key, :email, :password, :role, :state, 1, :now, :now)"
                        + " on conflict (username_key) do nothing")
                .bind("id", account.id().toString())
                .bind("username", username.shown())
                .bind("key", username.key())
                .bind("email", email)
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
     * Changes name and address of an account that is still at this version; {@link Code#VERSION_CONFLICT} when it has
     * moved on, {@link Code#USERNAME_TAKEN} when another has the name.
     */
    Account change(Handle tx, Account account, Username username, @Nullable String email) {
        var other = credential(tx, username.key());
        if (other.isPresent() && !other.get().account().id().equals(account.id())) {
            throw new Refusal(Code.USERNAME_TAKEN);
        }
        if (update(tx, account, username, email) == 0) {
            throw new Refusal(Code.VERSION_CONFLICT);
        }
        return find(tx, account.id()).orElseThrow();
    }

    private int update(Handle tx, Account account, Username username, @Nullable String email) {
        try {
            return tx.createUpdate("update account set username = :username, username_key = :key, email = :email,"
                            + " version = version + 1, updated_at = :now where id = :id and version = :version")
                    .bind("username", username.shown())
                    .bind("key", username.key())
                    .bind("email", email)
                    .bind("now", time.millis())
                    .bind("id", account.id().toString())
                    .bind("version", account.version())
                    .execute();
        } catch (UnableToExecuteStatementException failure) {
            if (failure.getCause() instanceof SQLException cause
                    && String.valueOf(cause.getSQLState()).startsWith(NOT_UNIQUE)) {
                throw new Refusal(Code.USERNAME_TAKEN); // another took the name since it was looked up
            }
            throw failure;
        }
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
                Role.parse(Rows.text(row, "role")),
                !ACTIVE.equals(Rows.text(row, "state")),
                language == null ? null : Language.valueOf(language.toUpperCase(Locale.ROOT)),
                Rows.number(row, "account_version"),
                Rows.time(row, "account_created_at"));
    }
}
