package raconteur.account;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Text;
import raconteur.platform.db.Database;

/** Lets people in with name and password, keeps them in with refresh tokens, and out when they leave. Thread-safe. */
@Singleton
public final class SignIn {
    private static final Logger LOG = Logger.getLogger(SignIn.class);

    /** A device that asks: what it says it is, and from which address. */
    public record Device(String name, String address) {}

    private static final String ELSEWHERE = "signed in elsewhere";
    private static final String TWICE = "refresh token used twice";
    private static final String OUT = "signed out";
    private static final String REFRESH_MARK = "rr_";

    private final Database database;
    private final Accounts accounts;
    private final Logins logins;
    private final Passwords passwords;
    private final Tokens tokens;
    private final Throttle throttle;
    private final LoginEnds ends;
    private final Listeners listeners;
    private final Verification verification;
    private final InstantSource time;
    private final Duration tokenLife;
    private final Duration refreshLife;
    private final int mostDevices;

    SignIn(
            Database database,
            Accounts accounts,
            Logins logins,
            Passwords passwords,
            Tokens tokens,
            Throttle throttle,
            LoginEnds ends,
            Listeners listeners,
            Verification verification,
            Settings settings,
            InstantSource time) {
        this.database = database;
        this.accounts = accounts;
        this.logins = logins;
        this.passwords = passwords;
        this.tokens = tokens;
        this.throttle = throttle;
        this.ends = ends;
        this.listeners = listeners;
        this.verification = verification;
        this.time = time;
        this.tokenLife = settings.duration(Setting.SESSION_TOKEN_LIFE);
        this.refreshLife = settings.duration(Setting.SESSION_REFRESH_LIFE);
        this.mostDevices = settings.number(Setting.SESSION_MAX_DEVICES);
    }

    /**
     * Signs in, and ends the earlier logins that are then too many; {@link Code#BAD_CREDENTIALS} alike for a wrong
     * password and an unknown name, and after as long; {@link Code#TOO_MANY_REQUESTS} after too many of either;
     * {@link Code#EMAIL_UNVERIFIED} with the right password where the address must be verified first.
     */
    public SignedIn login(String username, String password, Device device) {
        var key = Username.keyOf(username);
        throttle.check(key, device.address());
        var known = database.read(tx -> accounts.credential(tx, key));
        var kept = known.map(Accounts.Credential::password).orElse(null);
        var verdict = passwords.verify(password, kept, () -> throttle.check(key, device.address()));
        if (!verdict.matches() || known.isEmpty()) {
            throttle.failed(key, device.address());
            LOG.infof(
                    "A sign-in failed: account=%s",
                    known.map(found -> found.account().id().toString()).orElse("unknown"));
            throw new Refusal(Code.BAD_CREDENTIALS);
        }
        var account = known.get().account();
        if (account.suspended()) {
            throw suspended();
        }
        throttle.succeeded(key, device.address());
        verification.refuseUnverified(account);
        var stronger = verdict.weak() ? Optional.of(passwords.hash(password)) : Optional.<String>empty();
        return enter(account, device, String.valueOf(kept), stronger);
    }

    /**
     * Opens a login for who has shown to know the password, and ends those that are then too many.
     *
     * @param kept the hash that the password was checked against
     * @param stronger a better hash of it, where the kept one is weak
     */
    SignedIn enter(Account account, Device device, String kept, Optional<String> stronger) {
        var entered = database.transact(tx -> {
            accounts.claim(tx, account.id());
            var now = accounts.credential(tx, account.id());
            if (now.isEmpty() || !kept.equals(now.get().password())) {
                throw new Refusal(Code.BAD_CREDENTIALS); // changed while this login was being checked
            }
            stronger.ifPresent(hash -> accounts.setPassword(tx, account.id(), hash));
            var signedIn = open(tx, account, device, listeners.openPage(tx, account.id()));
            var surplus = mostDevices == 0
                    ? List.<LoginId>of()
                    : logins.endSurplus(tx, account.id(), signedIn.login(), mostDevices, ELSEWHERE);
            return new Entered(signedIn, surplus);
        });
        entered.surplus().forEach(login -> {
            LOG.infof("A login ended, since the account signed in elsewhere: account=%s login=%s", account.id(), login);
            ends.ended(account.id(), login, ELSEWHERE);
        });
        return entered.signedIn();
    }

    private record Entered(SignedIn signedIn, List<LoginId> surplus) {}

    /** Opens a login of this account in the caller's transaction. */
    SignedIn open(Handle tx, Account account, Device device, Optional<UUID> conversation) {
        var login = logins.open(tx, account.id(), device.name(), refreshLife);
        return pair(tx, account, login.id(), conversation);
    }

    /**
     * Gives a new pair of tokens for a refresh token, which is used up by it. One that was used before has been copied,
     * so its login ends: {@link Code#UNAUTHENTICATED}.
     */
    public SignedIn refresh(String refreshToken) {
        var hash = RandomText.hash(refreshToken);
        var renewal = database.transact(tx -> switch (logins.useRefresh(tx, hash)) {
            case Logins.Refresh.Accepted(var login, var account)
            when !account.suspended() -> {
                logins.lengthen(tx, account.id(), login, refreshLife);
                yield new Renewal(Optional.of(pair(tx, account, login, Optional.empty())), Optional.empty());
            }
            case Logins.Refresh.Replayed(var login, var account) -> {
                logins.end(tx, account, login, TWICE);
                yield new Renewal(Optional.empty(), Optional.of(new Stolen(account, login)));
            }
            case Logins.Refresh.Accepted _, Logins.Refresh.Unknown _ -> new Renewal(Optional.empty(), Optional.empty());
        });
        renewal.ended().ifPresent(stolen -> {
            LOG.warnf("A refresh token was used twice, so its login has ended: login=%s", stolen.login());
            ends.ended(stolen.account(), stolen.login(), TWICE);
        });
        return renewal.signedIn().orElseThrow(() -> new Refusal(Code.UNAUTHENTICATED));
    }

    private record Renewal(Optional<SignedIn> signedIn, Optional<Stolen> ended) {}

    private record Stolen(AccountId account, LoginId login) {}

    /** Ends the login of this token, also of an expired one; {@link Code#UNAUTHENTICATED} when it is none of ours. */
    public void logout(String token) {
        var claims = tokens.genuine(token).orElseThrow(() -> new Refusal(Code.UNAUTHENTICATED));
        var ended = database.transact(tx -> logins.end(tx, claims.account(), claims.login(), OUT));
        if (!ended) {
            throw new Refusal(Code.UNAUTHENTICATED);
        }
        ends.ended(claims.account(), claims.login(), OUT);
    }

    static Refusal suspended() {
        return new Refusal(Code.FORBIDDEN, new Text("This account is suspended. Ask the operator.", "该账户已被停用，请联系管理员。"));
    }

    private SignedIn pair(Handle tx, Account account, LoginId login, Optional<UUID> conversation) {
        var refresh = RandomText.next(REFRESH_MARK);
        logins.addRefresh(tx, login, RandomText.hash(refresh), time.instant().plus(refreshLife));
        var expires = time.instant().plus(tokenLife).truncatedTo(ChronoUnit.SECONDS);
        var token = tokens.write(new Tokens.Claims(account.id(), login, expires));
        return new SignedIn(account, login, token, expires, refresh, conversation);
    }
}
