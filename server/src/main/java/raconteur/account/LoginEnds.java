package raconteur.account;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;
import raconteur.platform.AccountId;
import raconteur.platform.Ticker;
import raconteur.platform.db.Database;

/**
 * Tells whoever waits for the end of a login: at once of one that ended on this node, within a second of one that ended
 * on another, and within half a minute of one that has run out or whose account is gone. Thread-safe.
 */
@Singleton
public final class LoginEnds {
    /** One who waits; closing it is the end of waiting. */
    public interface Watching extends AutoCloseable {
        @Override
        void close();
    }

    private static final Logger LOG = Logger.getLogger(LoginEnds.class);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(800);
    private static final Duration COUNTS_EVERY = Duration.ofSeconds(20);

    /** Nodes' clocks may differ, and a login may have ended just before somebody began to wait. */
    private static final Duration LOOKS_BACK = Duration.ofSeconds(10);

    private static final int AT_ONCE = 500;
    private static final String EXPIRED = "expired";

    private final Database database;
    private final Logins logins;
    private final Authentication authentication;
    private final List<LoginListener> listeners;
    private final InstantSource time;
    private final Map<LoginId, Set<Waiting>> waiting = new ConcurrentHashMap<>();

    LoginEnds(
            Database database,
            Logins logins,
            Authentication authentication,
            @All List<LoginListener> listeners,
            InstantSource time) {
        this.database = database;
        this.logins = logins;
        this.authentication = authentication;
        this.listeners = List.copyOf(listeners);
        this.time = time;
    }

    /** Begins to look what other nodes have ended. */
    public void begin(Ticker ticker) {
        ticker.every("login-ends", LOOKS_EVERY, this::look);
        ticker.every("logins-counted", COUNTS_EVERY, this::count);
    }

    /**
     * Waits for the end of a login; of one that ended just before, too.
     *
     * @param ended told the reason, once, on a thread that it may block for a short while: {@code signed in elsewhere},
     *     {@code signed out}, {@code password changed}, {@code ended by its owner}, {@code refresh token used twice},
     *     {@code account gone}, {@code expired}
     */
    public Watching watch(LoginId login, Consumer<String> ended) {
        var one = new Waiting(this, login, ended);
        waiting.compute(login, (_, others) -> {
            var all = others == null ? ConcurrentHashMap.<Waiting>newKeySet(1) : others;
            all.add(one);
            return all;
        });
        return one;
    }

    /** A login has ended on this node, and that is on disk. */
    void ended(AccountId account, LoginId login, String reason) {
        authentication.forget(login);
        listeners.forEach(listener -> listener.ended(account, login, reason));
        tell(login, reason);
    }

    private void tell(LoginId login, String reason) {
        var told = waiting.remove(login);
        if (told != null) {
            told.forEach(one -> one.tell(reason));
        }
    }

    /** Looks for logins that other nodes have ended. */
    void look() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            var since = time.instant().minus(LOOKS_BACK);
            for (var ended : database.read(tx -> logins.endedSince(tx, since))) {
                if (waiting.containsKey(ended.login())) {
                    authentication.forget(ended.login());
                    tell(ended.login(), ended.reason());
                }
            }
        } catch (RuntimeException failure) {
            LOG.warnf("Which logins have ended cannot be read now: %s", failure.getMessage());
        }
    }

    /** Looks for logins that have ended without a word: they have run out, or went with their account. */
    void count() {
        try {
            new ArrayList<>(waiting.keySet())
                    .stream().gather(Gatherers.windowFixed(AT_ONCE)).forEach(some -> {
                        var standing = database.read(tx -> logins.standing(tx, some));
                        some.stream().filter(login -> !standing.contains(login)).forEach(login -> tell(login, EXPIRED));
                    });
        } catch (RuntimeException failure) {
            LOG.warnf("Which logins stand cannot be read now: %s", failure.getMessage());
        }
    }

    private void leave(Waiting one) {
        waiting.computeIfPresent(one.login, (_, others) -> {
            others.remove(one);
            return others.isEmpty() ? null : others;
        });
    }

    /** Compared by identity: one socket may wait for the same login as another. */
    private static final class Waiting implements Watching {
        private final LoginEnds ends;
        private final LoginId login;
        private final Consumer<String> ended;

        Waiting(LoginEnds ends, LoginId login, Consumer<String> ended) {
            this.ends = ends;
            this.login = login;
            this.ended = ended;
        }

        @Override
        public void close() {
            ends.leave(this);
        }

        private void tell(String reason) {
            try {
                ended.accept(reason);
            } catch (RuntimeException failure) {
                LOG.warn("One who waited for the end of a login failed.", failure);
            }
        }
    }
}
