package raconteur.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;
import raconteur.platform.AccountId;
import raconteur.platform.db.Database;
import raconteur.platform.db.Rows;

/**
 * The keys that people have stored for themselves. Each is sealed for its owner, its provider and the address it was
 * given for: when an operator points the provider elsewhere, it is used no more. Thread-safe.
 */
@Singleton
public final class OwnKeys {
    /**
     * A key as it is shown.
     *
     * @param origin where it may be sent
     */
    public record Mark(String provider, String lastFour, String origin, Instant createdAt) {}

    private record Row(Mark mark, String sealed) {}

    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Database database;
    private final KeySeal seal;
    private final InstantSource time;

    /** Opened keys by provider and origin; most accounts have none. */
    private final Cache<AccountId, Map<String, ApiKey>> remembered = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    OwnKeys(Database database, KeySeal seal, InstantSource time) {
        this.database = database;
        this.seal = seal;
        this.time = time;
    }

    /** The key that an account asks this connection with; at most one query, mostly none. */
    public Optional<ApiKey> find(AccountId owner, Connection connection) {
        return Optional.ofNullable(
                remembered.get(owner, this::opened).get(place(connection.name(), BaseUrl.origin(connection.base()))));
    }

    /** What an account has stored, by provider. */
    public List<Mark> all(AccountId owner) {
        return rows(owner).stream().map(Row::mark).toList();
    }

    /** Keeps a key for this connection's address, in place of an earlier one. */
    public void put(AccountId owner, Connection connection, ApiKey key) {
        var origin = BaseUrl.origin(connection.base());
        var sealed = seal.seal(purpose(owner, connection.name(), origin), key);
        database.transact(tx -> tx.createUpdate(
                        "insert into own_key (account_id, provider, sealed, last_four, origin, created_at)"
                                + " values (:owner, :provider, :sealed, :last, :origin, :now)"
                                + " on conflict (account_id, provider) do update set sealed = excluded.sealed,"
                                + " last_four = excluded.last_four, origin = excluded.origin,"
                                + " created_at = excluded.created_at")
                .bind("owner", owner.toString())
                .bind("provider", connection.name())
                .bind("sealed", sealed)
                .bind("last", key.lastFour())
                .bind("origin", origin)
                .bind("now", time.millis())
                .execute());
        remembered.invalidate(owner);
    }

    /** Forgets the key of a provider; false when there was none. */
    public boolean delete(AccountId owner, String provider) {
        var gone = database.transact(
                tx -> tx.createUpdate("delete from own_key where account_id = :owner and provider = :provider")
                        .bind("owner", owner.toString())
                        .bind("provider", provider)
                        .execute());
        remembered.invalidate(owner);
        return gone == 1;
    }

    private Map<String, ApiKey> opened(AccountId owner) {
        var keys = new HashMap<String, ApiKey>();
        for (var row : rows(owner)) {
            var mark = row.mark();
            seal.open(purpose(owner, mark.provider(), mark.origin()), row.sealed())
                    .ifPresent(key -> keys.put(place(mark.provider(), mark.origin()), key));
        }
        return Map.copyOf(keys);
    }

    private List<Row> rows(AccountId owner) {
        return database.read(tx -> tx.createQuery("select * from own_key where account_id = :owner order by provider")
                .bind("owner", owner.toString())
                .map(row -> read(row))
                .list());
    }

    private static Row read(RowView row) {
        return new Row(
                new Mark(
                        Rows.text(row, "provider"),
                        Rows.text(row, "last_four"),
                        Rows.text(row, "origin"),
                        Rows.time(row, "created_at")),
                Rows.text(row, "sealed"));
    }

    private static String purpose(AccountId owner, String provider, String origin) {
        return "own " + owner + " " + place(provider, origin);
    }

    private static String place(String provider, String origin) {
        return provider + " " + origin;
    }
}
