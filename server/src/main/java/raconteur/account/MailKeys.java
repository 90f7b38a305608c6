package raconteur.account;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.db.Rows;

/** What links in letters carry: good once, for an hour, and kept so that nobody who reads the database can use it. */
@Singleton
final class MailKeys {
    /** What a key is good for. */
    enum Purpose {
        VERIFY,
        RESET
    }

    /**
     * A key at its birth, the only time its text is known.
     *
     * @param text what the link carries
     */
    record Issued(String text, Instant expiresAt) {}

    /**
     * What a key that was shown is about.
     *
     * @param address what using it proves; null when it did not come by mail
     */
    record Shown(AccountId account, @Nullable String address) {}

    static final Duration LIFE = Duration.ofHours(1);
    private static final String MARK = "rm_";

    private final InstantSource time;

    MailKeys(InstantSource time) {
        this.time = time;
    }

    Issued issue(Handle tx, AccountId account, Purpose purpose, @Nullable String address) {
        var now = Instant.ofEpochMilli(time.millis());
        var issued = new Issued(RandomText.next(MARK), now.plus(LIFE));
        tx.createUpdate("delete from mail_key where expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
        tx.createUpdate("insert into mail_key (hash, account_id, purpose, address, created_at, expires_at)"
                        + " values (:hash, :account, :purpose, :address, :now, :expires)")
                .bind("hash", RandomText.hash(issued.text()))
                .bind("account", account.toString())
                .bind("purpose", word(purpose))
                .bind("address", address)
                .bind("now", now.toEpochMilli())
                .bind("expires", issued.expiresAt().toEpochMilli())
                .execute();
        return issued;
    }

    /** What a key is about, if it is good. It stays so. */
    Optional<Shown> find(Handle tx, Purpose purpose, String text) {
        return tx.createQuery("select account_id, address from mail_key where hash = :hash and purpose = :purpose"
                        + " and expires_at > :now")
                .bind("hash", RandomText.hash(text))
                .bind("purpose", word(purpose))
                .bind("now", time.millis())
                .map(row -> new Shown(new AccountId(Rows.id(row, "account_id")), Rows.optionalText(row, "address")))
                .findOne();
    }

    /** Uses a key up; of several at once exactly one gets to know what it is about. */
    Optional<Shown> use(Handle tx, Purpose purpose, String text) {
        return find(tx, purpose, text)
                .filter(_ -> tx.createUpdate("delete from mail_key where hash = :hash")
                                .bind("hash", RandomText.hash(text))
                                .execute()
                        == 1);
    }

    /** Makes all keys of an account for this purpose void. */
    void forget(Handle tx, AccountId account, Purpose purpose) {
        tx.createUpdate("delete from mail_key where account_id = :account and purpose = :purpose")
                .bind("account", account.toString())
                .bind("purpose", word(purpose))
                .execute();
    }

    private static String word(Purpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT);
    }
}
