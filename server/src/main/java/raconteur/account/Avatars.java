package raconteur.account;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import raconteur.account.picture.Portraits;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;

/** People's pictures of themselves, drawn anew from what they sent. Thread-safe. */
@Singleton
public final class Avatars {
    private static final int NAME = 16;

    private final Database database;
    private final Accounts accounts;
    private final Portraits portraits;
    private final Authentication authentication;

    Avatars(Database database, Accounts accounts, Portraits portraits, Authentication authentication) {
        this.database = database;
        this.accounts = accounts;
        this.portraits = portraits;
        this.authentication = authentication;
    }

    /** The caller's picture, a PNG, if there is one. */
    public Optional<byte[]> find(Caller caller) {
        return database.read(tx -> tx.createQuery("select image from avatar where account_id = :owner")
                .bind("owner", caller.account().toString())
                .mapTo(byte[].class)
                .findOne());
    }

    /**
     * Makes this the caller's picture.
     *
     * @throws Refusal {@link Code#INVALID_REQUEST}, {@link Code#BODY_TOO_LARGE} or {@link Code#OVERLOADED}
     */
    public Account put(Caller caller, byte[] picture) {
        var portrait = portraits.draw(picture);
        var name = RandomText.hash(portrait).substring(0, NAME);
        var changed = database.transact(tx -> {
            tx.createUpdate("insert into avatar (account_id, image) values (:owner, :image)"
                            + " on conflict (account_id) do update set image = excluded.image")
                    .bind("owner", caller.account().toString())
                    .bind("image", portrait)
                    .execute();
            accounts.setAvatar(tx, caller.account(), name);
            return own(tx, caller.account());
        });
        authentication.forgetAll();
        return changed;
    }

    /** Removes the caller's picture, if there is one. */
    public Account remove(Caller caller) {
        var changed = database.transact(tx -> {
            var removed = tx.createUpdate("delete from avatar where account_id = :owner")
                    .bind("owner", caller.account().toString())
                    .execute();
            if (removed > 0) {
                accounts.setAvatar(tx, caller.account(), null);
            }
            return own(tx, caller.account());
        });
        authentication.forgetAll();
        return changed;
    }

    private Account own(Handle tx, AccountId id) {
        return accounts.find(tx, id).orElseThrow(() -> new Refusal(Code.UNAUTHENTICATED));
    }
}
