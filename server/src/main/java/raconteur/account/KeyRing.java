package raconteur.account;

import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Money;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;

/** The keys that people make for their programs. A key may never do more than whoever makes it. Thread-safe. */
@Singleton
public final class KeyRing {
    /**
     * What a key is to be.
     *
     * @param expiresAt in ISO 8601; never when null
     * @param perMinute any number of requests when null
     * @param budget a decimal; none when null
     */
    public record Wish(
            String name,
            List<String> scopes,
            @Nullable String expiresAt,
            @Nullable Integer perMinute,
            @Nullable String budget,
            List<String> models) {}

    /** A key at its birth, the only time its text is known. */
    public record Made(ApiKey key, String text) {}

    private static final Logger LOG = Logger.getLogger(KeyRing.class);
    private static final int MOST = 50;
    private static final Set<String> SCOPES = Set.of(Caller.CHAT, Caller.STORY, Caller.GAME, Caller.V1, Caller.ADMIN);

    private final Database database;
    private final Keys keys;
    private final Authentication authentication;
    private final InstantSource time;

    KeyRing(Database database, Keys keys, Authentication authentication, InstantSource time) {
        this.database = database;
        this.keys = keys;
        this.authentication = authentication;
        this.time = time;
    }

    /** The caller's keys that are good, the newest first. */
    public List<ApiKey> list(Caller caller) {
        return database.read(tx -> keys.list(tx, caller.account()));
    }

    /**
     * Makes a key of the caller's.
     *
     * @throws Refusal {@link Code#FORBIDDEN} for a scope that the caller does not have, {@link Code#INVALID_REQUEST},
     *     {@link Code#CONFLICT} for one too many
     */
    public Made make(Caller caller, Wish wish) {
        var name = wish.name().strip();
        if (name.isEmpty()) {
            throw Refusal.invalid("name", "must not be empty", "不能为空");
        }
        var scopes = scopes(caller, wish.scopes());
        var expires = moment(wish.expiresAt(), time.instant());
        var bounds = new Caller.Bounds(new TreeSet<>(wish.models()), wish.perMinute() == null ? 0 : wish.perMinute());
        var wanted = new Keys.Wish(name, scopes, expires, bounds, budget(wish.budget()));
        var issued = database.transact(tx -> {
            if (keys.list(tx, caller.account()).size() >= MOST) {
                throw new Refusal(
                        Code.CONFLICT,
                        new Text("You have " + MOST + " keys. Remove one first.", "您已有 " + MOST + " 个密钥，请先删除一个。"));
            }
            return keys.add(tx, caller.account(), wanted);
        });
        LOG.infof(
                "A key was made: account=%s key=%s scopes=%s",
                caller.account(), issued.key().id(), scopes);
        return new Made(issued.key(), issued.text());
    }

    /** Ends a key of the caller's; {@link Code#NOT_FOUND} when it has no such key. */
    public void revoke(Caller caller, KeyId id) {
        var known = database.transact(tx -> keys.revoke(tx, caller.account(), id));
        authentication.forgetAll();
        if (!known) {
            throw new Refusal(Code.NOT_FOUND);
        }
        LOG.infof("A key was revoked: account=%s key=%s", caller.account(), id);
    }

    private static Set<String> scopes(Caller caller, List<String> wanted) {
        var scopes = new TreeSet<>(wanted);
        for (var scope : scopes) {
            if (!SCOPES.contains(scope)) {
                throw Refusal.invalid(
                        "scopes", "takes chat, story, game, v1 and admin", "只接受 chat、story、game、v1 和 admin");
            }
        }
        if (scopes.contains(Caller.ADMIN) && !caller.may(Caller.ADMIN)) {
            throw new Refusal(
                    Code.FORBIDDEN,
                    new Text("A key cannot do more than you may: leave out admin.", "密钥的权限不能超过您本人：请去掉 admin。"));
        }
        return scopes;
    }

    /** The moment in this text, which must be to come; null for none. */
    static @Nullable Instant moment(@Nullable String text, Instant now) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var moment = Instant.parse(text.strip());
            if (moment.isAfter(now) && moment.isBefore(LAST)) {
                return moment;
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw Refusal.invalid(
                "expires_at",
                "takes a moment to come, such as 2030-01-31T00:00:00Z",
                "应为未来的时刻，例如 2030-01-31T00:00:00Z");
    }

    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private static @Nullable Money budget(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var budget = Money.parse(text);
            if (budget.nano() >= 0) {
                return budget;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw Refusal.invalid("budget", "takes an amount such as 5.00", "应为金额，例如 5.00");
    }
}
