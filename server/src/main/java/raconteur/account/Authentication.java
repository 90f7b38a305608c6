package raconteur.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import raconteur.platform.Caller;
import raconteur.platform.Language;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
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
    private static final int REMEMBERED = 20_000;
    private static final int LONGEST_KEY = 200;
    private static final Set<String> SCOPES = Set.of(Caller.CHAT, Caller.STORY, Caller.GAME, Caller.V1, Caller.ADMIN);

    private final Database database;
    private final Logins logins;
    private final Keys keys;
    private final Tokens tokens;
    private final InstantSource time;
    private final boolean localKeyRemote;
    private final Cache<LoginId, Optional<Logins.Standing>> standing;
    private final Cache<String, Optional<Keys.Holder>> holders;

    Authentication(Database database, Logins logins, Keys keys, Tokens tokens, Settings settings, InstantSource time) {
        this.database = database;
        this.logins = logins;
        this.keys = keys;
        this.tokens = tokens;
        this.time = time;
        this.localKeyRemote = settings.flag(Setting.LOCAL_KEY_REMOTE);
        this.standing = remembering(time);
        this.holders = remembering(time);
    }

    /**
     * Who shows this bearer credential, a login's token or an API key; nothing when it is not good.
     *
     * @param isHere whether the request comes from this very machine
     * @param reader the language to use unless the account chose one
     */
    public Optional<Caller> bearer(String credential, boolean isHere, Language reader) {
        return credential.startsWith(Keys.MARK) ? key(credential, isHere, reader) : token(credential, reader);
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
        var found = holders.get(hash, wanted -> database.read(tx -> keys.find(tx, wanted)));
        return found.filter(holder -> isValid(holder, isHere)).map(holder -> caller(holder, reader));
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
        found.filter(login -> login.login().lastSeenAt().plus(SEEN_EVERY).isBefore(time.instant()))
                .ifPresent(login -> noteSeen(login.account(), id));
        return found;
    }

    /** Does not keep the request waiting, nor fail it: when a device was last seen is a hint for its owner. */
    private void noteSeen(Account account, LoginId id) {
        var _ = database.transactLater(tx -> {
                    logins.seen(tx, account.id(), id);
                    return true;
                })
                .exceptionally(failure -> {
                    LOG.warnf("When a device was last seen could not be kept: %s", failure.getMessage());
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
        return caller(account, login.value(), roles, reader);
    }

    /** A key is never more than its scopes, and never more than its owner. */
    private static Caller caller(Keys.Holder holder, Language reader) {
        var roles = new HashSet<>(holder.key().scopes());
        roles.retainAll(SCOPES);
        if (holder.owner().role() != Role.OPERATOR) {
            roles.remove(Caller.ADMIN);
        }
        return caller(holder.owner(), holder.key().id().value(), roles, reader);
    }

    private static Caller caller(Account account, UUID credential, Set<String> roles, Language reader) {
        var chosen = account.language();
        return new Caller(
                account.id(), account.username().shown(), credential, roles, chosen == null ? reader : chosen);
    }

    private static <K, V> Cache<K, V> remembering(InstantSource time) {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(BELIEVED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.millis()))
                .build();
    }
}
