package raconteur.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Rate;
import raconteur.platform.Refusal;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Text;
import raconteur.platform.db.Database;

/**
 * Tells who a credential belongs to. What the database said is believed for a second, so that a burst of requests asks
 * once; what ends on this node is forgotten at once. Thread-safe.
 */
@Singleton
public final class Authentication {
    private static final Logger LOG = Logger.getLogger(Authentication.class);
    private static final Duration BELIEVED = Duration.ofSeconds(1);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 20_000;
    private static final int LONGEST_KEY = 200;
    private static final Set<String> SCOPES = Set.of(Caller.CHAT, Caller.STORY, Caller.GAME, Caller.V1, Caller.ADMIN);

    private final Database database;
    private final Logins logins;
    private final Keys keys;
    private final Tokens tokens;
    private final InstantSource time;
    private final boolean localKeyRemote;
    private final Rate rate;
    private final Cache<LoginId, Optional<Logins.Standing>> standing;
    private final Cache<String, Optional<Keys.Holder>> holders;

    Authentication(Database database, Logins logins, Keys keys, Tokens tokens, Settings settings, InstantSource time) {
        this.database = database;
        this.logins = logins;
        this.keys = keys;
        this.tokens = tokens;
        this.time = time;
        this.localKeyRemote = settings.flag(Setting.LOCAL_KEY_REMOTE);
        this.rate = new Rate(MINUTE, time);
        this.standing = remembering(time);
        this.holders = remembering(time);
    }

    /**
     * Who shows this bearer credential, a login's token or an API key; nothing when it is not good.
     *
     * @param isHere whether the request comes from this very machine
     * @param reader the language to use unless the account chose one
     * @throws Refusal {@link Code#TOO_MANY_REQUESTS} when a key has made its requests of this minute
     */
    public Optional<Caller> bearer(String credential, boolean isHere, Language reader) {
        var caller = known(credential, isHere, reader);
        caller.ifPresent(this::count);
        return caller;
    }

    /** Whose it is, without counting as a request: for whoever looks again after a while whether it is still good. */
    public Optional<Caller> known(String credential, boolean isHere, Language reader) {
        return credential.startsWith(Keys.MARK) ? key(credential, isHere, reader) : token(credential, reader);
    }

    /** Whether this is the key of this machine's own programs. */
    public boolean isOfThisMachine(String key) {
        return key.length() <= LONGEST_KEY
                && holders.get(RandomText.hash(key), this::load)
                        .filter(holder -> holder.owner().role() == Role.LOCAL)
                        .isPresent();
    }

    /** Who shows this login's token; nothing when it is not good or the login has ended. */
    public Optional<Caller> token(String token, Language reader) {
        return tokens.read(token).flatMap(claims -> {
            var found = standing.get(claims.login(), this::load);
            return found.filter(login -> login.account().id().equals(claims.account()))
                    .filter(login -> login.login().expiresAt().isAfter(time.instant()))
                    .map(Logins.Standing::account)
                    .filter(account -> !account.suspended())
                    .map(account -> caller(account, claims.login(), reader));
        });
    }

    private Optional<Caller> key(String key, boolean isHere, Language reader) {
        if (key.length() > LONGEST_KEY) {
            return Optional.empty();
        }
        var hash = RandomText.hash(key);
        var found = holders.get(hash, this::load);
        return found.filter(holder -> isValid(holder, isHere)).map(holder -> caller(holder, reader));
    }

    /**
     * How much of its minute a key has left.
     *
     * @param most how many requests it may make in a minute
     * @param left how many of them it may make at once
     * @param reset until it may make one more than that, or all again
     */
    public record Allowance(int most, int left, Duration reset) {}

    /** What is left to this caller; nothing when its credential has no limit of its own. */
    public Optional<Allowance> allowance(Caller caller) {
        var most = caller.bounds().perMinute();
        if (most == 0) {
            return Optional.empty();
        }
        var standing = rate.look(caller.credential().toString(), most);
        return Optional.of(new Allowance(most, standing.left(), MINUTE.dividedBy(most)));
    }

    /**
     * Counts a request of a caller whose credential may make only so many in a minute.
     *
     * @throws Refusal {@link Code#TOO_MANY_REQUESTS} when it has made them
     */
    public void count(Caller caller) {
        var most = caller.bounds().perMinute();
        if (most == 0) {
            return;
        }
        var standing = rate.take(caller.credential().toString(), most);
        if (!standing.granted()) {
            throw new Refusal(
                            Code.TOO_MANY_REQUESTS,
                            new Text(
                                    "This key has made its " + most + " requests of this minute.",
                                    "此密钥本分钟的 " + most + " 次请求已用完。"))
                    .retryAfter(standing.pause());
        }
    }

    /** Forgets what is known of a login that has just ended. */
    void forget(LoginId login) {
        standing.invalidate(login);
    }

    /** Forgets everything that is believed, since something about an account has just changed. */
    void forgetAll() {
        standing.invalidateAll();
        holders.invalidateAll();
    }

    private Optional<Logins.Standing> load(LoginId id) {
        var found = database.read(tx -> logins.find(tx, id));
        found.filter(login -> isLongAgo(login.login().lastSeenAt()))
                .ifPresent(login -> note(tx -> {
                    logins.seen(tx, login.account().id(), id);
                    return true;
                }));
        return found;
    }

    private Optional<Keys.Holder> load(String hash) {
        var found = database.read(tx -> keys.find(tx, hash));
        found.filter(holder -> isLongAgo(holder.key().lastUsedAt()))
                .ifPresent(holder -> note(tx -> {
                    keys.used(tx, holder.owner().id(), holder.key().id());
                    return true;
                }));
        return found;
    }

    private boolean isLongAgo(@Nullable Instant moment) {
        return moment == null || moment.plus(SEEN_EVERY).isBefore(time.instant());
    }

    /** Does not keep the request waiting, nor fail it: when a credential was used last is a hint for its owner. */
    private void note(Database.Work<Boolean> work) {
        var _ = database.transactLater(work).exceptionally(failure -> {
            LOG.warnf("When a credential was used last could not be kept: %s", failure.getMessage());
            return false;
        });
    }

    private boolean isValid(Keys.Holder holder, boolean isHere) {
        var expires = holder.key().expiresAt();
        return !holder.owner().suspended()
                && (expires == null || expires.isAfter(time.instant()))
                && (holder.owner().role() != Role.LOCAL || isHere || localKeyRemote);
    }

    private static Caller caller(Account account, LoginId login, Language reader) {
        var roles = new HashSet<>(Set.of(Caller.LOGIN, Caller.CHAT, Caller.STORY));
        if (account.role() == Role.OPERATOR) {
            roles.addAll(Set.of(Caller.OPERATOR, Caller.ADMIN));
        }
        return caller(account, login.value(), roles, reader, Caller.Bounds.NONE);
    }

    /** A key is never more than its scopes, and never more than its owner. */
    private static Caller caller(Keys.Holder holder, Language reader) {
        var roles = new HashSet<>(holder.key().scopes());
        roles.retainAll(SCOPES);
        if (holder.owner().role() != Role.OPERATOR) {
            roles.remove(Caller.ADMIN);
        }
        return caller(
                holder.owner(),
                holder.key().id().value(),
                roles,
                reader,
                holder.key().bounds());
    }

    private static Caller caller(
            Account account, UUID credential, Set<String> roles, Language reader, Caller.Bounds bounds) {
        var chosen = account.language();
        return new Caller(
                account.id(), account.username().shown(), credential, roles, chosen == null ? reader : chosen, bounds);
    }

    private static <K, V> Cache<K, V> remembering(InstantSource time) {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(BELIEVED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.millis()))
                .build();
    }
}
