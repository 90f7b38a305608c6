package raconteur.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.Money;
import raconteur.platform.db.Rows;

/** Every API key there is. What is kept of a key does not give it back. Thread-safe. */
@Singleton
public final class Keys {
    /** How every key begins, so that people and scanners recognise one. */
    static final String MARK = "rk_";

    /** A key that is valid, and whose it is. */
    record Holder(ApiKey key, Account owner) {}

    /** A key at its birth: the only time its text is known. */
    record Issued(ApiKey key, String text) {}

    private static final int PREFIX = 8;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VALID =
            " revoked_at is null and (api_key.expires_at is null or api_key.expires_at > :now)";
    private static final String COLUMNS = "api_key.id as key_id, name, prefix, scopes, models, per_minute,"
            + " budget, last_used_at, api_key.created_at as key_created_at, api_key.expires_at as key_expires_at";

    private final Ids ids;
    private final InstantSource time;

    Keys(Ids ids, InstantSource time) {
        this.ids = ids;
        this.time = time;
    }

    /** What a key is to be. */
    record Wish(
            String name,
            Set<String> scopes,
            @Nullable Instant expires,
            Caller.Bounds bounds,
            @Nullable Money budget) {}

    Issued add(Handle tx, AccountId owner, String name, Set<String> scopes, @Nullable Instant expires) {
        return add(tx, owner, new Wish(name, scopes, expires, Caller.Bounds.NONE, null));
    }

    Issued add(Handle tx, AccountId owner, Wish wish) {
        var text = RandomText.next(MARK);
        var now = Instant.ofEpochMilli(time.millis());
        var key = new ApiKey(
                new KeyId(ids.next()),
                wish.name(),
                text.substring(0, PREFIX),
                wish.scopes(),
                now,
                wish.expires(),
                wish.bounds(),
                wish.budget(),
                null);
        var perMinute = wish.bounds().perMinute();
        tx.createUpdate("insert into api_key (id, account_id, name, prefix, hash, scopes, models, per_minute, budget,"
                        + " created_at, expires_at) values (:id, :owner, :name, :prefix, :hash, :scopes, :models,"
                        + " :perMinute, :budget, :now, :expires)")
                .bind("id", key.id().toString())
                .bind("owner", owner.toString())
                .bind("name", wish.name())
                .bind("prefix", key.prefix())
                .bind("hash", RandomText.hash(text))
                .bind("scopes", written(wish.scopes()))
                .bind("models", written(wish.bounds().models()))
                .bind("perMinute", perMinute == 0 ? null : Integer.valueOf(perMinute))
                .bind("budget", wish.budget() == null ? null : wish.budget().nano())
                .bind("now", now.toEpochMilli())
                .bind("expires", wish.expires() == null ? null : wish.expires().toEpochMilli())
                .execute();
        return new Issued(key, text);
    }

    Optional<Holder> find(Handle tx, String hash) {
        return tx.createQuery("select " + COLUMNS + ", " + Accounts.COLUMNS
                        + " from api_key join account on account.id = api_key.account_id where hash = :hash and"
                        + VALID)
                .bind("hash", hash)
                .bind("now", time.millis())
                .map(row -> new Holder(read(row), Accounts.read(row)))
                .findOne();
    }

    /** The valid keys of this account, newest first. */
    List<ApiKey> list(Handle tx, AccountId owner) {
        return tx.createQuery("select " + COLUMNS + " from api_key where account_id = :owner and" + VALID
                        + " order by id desc")
                .bind("owner", owner.toString())
                .bind("now", time.millis())
                .map(row -> read(row))
                .list();
    }

    /** Ends a key of this account; false when it has no such valid key. */
    boolean revoke(Handle tx, AccountId owner, KeyId id) {
        return tx.createUpdate("update api_key set revoked_at = :now where account_id = :owner and id = :id and"
                                + VALID)
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .bind("now", time.millis())
                        .execute()
                == 1;
    }

    /** Notes that a key was used now. */
    void used(Handle tx, AccountId owner, KeyId id) {
        tx.createUpdate("update api_key set last_used_at = :now where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .bind("now", time.millis())
                .execute();
    }

    private static String written(Set<String> scopes) {
        try {
            return JSON.writeValueAsString(new TreeSet<>(scopes));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ApiKey read(RowView row) {
        var perMinute = Rows.optionalNumber(row, "per_minute");
        var budget = Rows.optionalNumber(row, "budget");
        return new ApiKey(
                new KeyId(Rows.id(row, "key_id")),
                Rows.text(row, "name"),
                Rows.text(row, "prefix"),
                parsed(Rows.text(row, "scopes")),
                Rows.time(row, "key_created_at"),
                Rows.optionalTime(row, "key_expires_at"),
                new Caller.Bounds(
                        parsed(Rows.optionalText(row, "models")), perMinute == null ? 0 : perMinute.intValue()),
                budget == null ? null : new Money(budget),
                Rows.optionalTime(row, "last_used_at"));
    }

    private static Set<String> parsed(@Nullable String list) {
        try {
            return list == null ? Set.of() : JSON.readValue(list, new TypeReference<Set<String>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("what a key may do is no list", broken);
        }
    }
}
