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
import raconteur.platform.Ids;
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
    private static final String COLUMNS = "api_key.id as key_id, name, prefix, scopes,"
            + " api_key.created_at as key_created_at, api_key.expires_at as key_expires_at";

    private final Ids ids;
    private final InstantSource time;

    Keys(Ids ids, InstantSource time) {
        this.ids = ids;
        this.time = time;
    }

    Issued add(Handle tx, AccountId owner, String name, Set<String> scopes, @Nullable Instant expires) {
        var text = RandomText.next(MARK);
        var now = Instant.ofEpochMilli(time.millis());
        var key = new ApiKey(new KeyId(ids.next()), name, text.substring(0, PREFIX), scopes, now, expires);
        tx.createUpdate("insert into api_key (id, account_id, name, prefix, hash, scopes, created_at, expires_at)"
                        + " values (:id, :owner, :name, :prefix, :hash, :scopes, :now, :expires)")
                .bind("id", key.id().toString())
                .bind("owner", owner.toString())
                .bind("name", name)
                .bind("prefix", key.prefix())
                .bind("hash", RandomText.hash(text))
                .bind("scopes", written(scopes))
                .bind("now", now.toEpochMilli())
                .bind("expires", expires == null ? null : expires.toEpochMilli())
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

    private static String written(Set<String> scopes) {
        try {
            return JSON.writeValueAsString(new TreeSet<>(scopes));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ApiKey read(RowView row) {
        var expires = Rows.optionalNumber(row, "key_expires_at");
        try {
            return new ApiKey(
                    new KeyId(Rows.id(row, "key_id")),
                    Rows.text(row, "name"),
                    Rows.text(row, "prefix"),
                    JSON.readValue(Rows.text(row, "scopes"), new TypeReference<Set<String>>() {}),
                    Rows.time(row, "key_created_at"),
                    expires == null ? null : Instant.ofEpochMilli(expires));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the scopes of a key are no list", broken);
        }
    }
}
