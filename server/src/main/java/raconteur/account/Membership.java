package raconteur.account;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;

/** What people do with their own account: look at it, change it, end its logins, leave. Thread-safe. */
@Singleton
public final class Membership {
    /**
     * What to change; nothing means: as it was.
     *
     * @param email blank removes it
     * @param password needed for another address: whoever reads its mail can set another password
     * @param version what the change was made from
     */
    public record Change(
            @Nullable String username,
            @Nullable String email,
            @Nullable String password,
            @Nullable Long version) {}

    private static final Logger LOG = Logger.getLogger(Membership.class);
    private static final String PASSWORD_CHANGED = "password changed";
    private static final String BY_OWNER = "ended by its owner";

    private final Database database;
    private final Accounts accounts;
    private final Logins logins;
    private final Passwords passwords;
    private final Throttle throttle;
    private final SignIn signIn;
    private final Authentication authentication;
    private final LoginEnds ends;
    private final Listeners listeners;
    private final Verification verification;

    Membership(
            Database database,
            Accounts accounts,
            Logins logins,
            Passwords passwords,
            Throttle throttle,
            SignIn signIn,
            Authentication authentication,
            LoginEnds ends,
            Listeners listeners,
            Verification verification) {
        this.database = database;
        this.accounts = accounts;
        this.logins = logins;
        this.passwords = passwords;
        this.throttle = throttle;
        this.signIn = signIn;
        this.authentication = authentication;
        this.ends = ends;
        this.listeners = listeners;
        this.verification = verification;
    }

    public Account account(Caller caller) {
        return database.read(tx -> own(tx, caller.account()));
    }

    /**
     * Changes the caller's account.
     *
     * @throws Refusal {@link Code#INVALID_REQUEST}, {@link Code#VERSION_CONFLICT}, {@link Code#USERNAME_TAKEN},
     *     {@link Code#BAD_CREDENTIALS} when the password is wrong
     */
    public Account change(Caller caller, Change change) {
        var wanted = change.username() == null ? null : Username.parse(change.username());
        var email = Email.parse(change.email());
        var moves = change.email() != null && isAnother(email, account(caller));
        if (moves) {
            refuseStranger(caller, change.password());
        }
        var changed = database.transact(tx -> {
            var account = own(tx, caller.account());
            if (change.version() != null && change.version() != account.version()) {
                throw new Refusal(Code.VERSION_CONFLICT).with("version", account.version());
            }
            if (wanted != null && !wanted.shown().equals(account.username().shown())) {
                account = accounts.rename(tx, account, wanted);
            }
            if (moves) {
                verification.move(tx, account, email, caller.language());
            }
            return own(tx, account.id());
        });
        authentication.forgetAll();
        if (moves) {
            verification.hurry();
            LOG.infof("Another e-mail address was named: account=%s", caller.account());
        }
        return changed;
    }

    private static boolean isAnother(@Nullable String email, Account account) {
        return !Objects.equals(email, account.email()) || account.pendingEmail() != null;
    }

    private void refuseStranger(Caller caller, @Nullable String password) {
        if (password == null) {
            throw Refusal.invalid("password", "is needed to change the address", "更改邮箱需要输入密码");
        }
        confirmed(caller, password);
    }

    /**
     * Sets another password, ends every login of the account and opens a new one for this device.
     *
     * @throws Refusal {@link Code#BAD_CREDENTIALS} when the old one is wrong
     */
    public SignedIn changePassword(Caller caller, String old, String wanted, SignIn.Device device) {
        Passwords.check("new_password", wanted);
        var kept = confirmed(caller, old);
        var hash = passwords.hash(wanted);
        var changed = database.transact(tx -> {
            accounts.claim(tx, caller.account());
            var now = accounts.credential(tx, caller.account());
            if (now.isEmpty() || !kept.equals(now.get().password())) {
                throw new Refusal(Code.BAD_CREDENTIALS); // changed while this change was being checked
            }
            accounts.setPassword(tx, caller.account(), hash);
            var fresh = signIn.open(tx, now.get().account(), device, Optional.empty());
            return new Changed(fresh, logins.endOthers(tx, caller.account(), fresh.login(), PASSWORD_CHANGED));
        });
        authentication.forgetAll();
        changed.ended().forEach(login -> ends.ended(caller.account(), login, PASSWORD_CHANGED));
        LOG.infof("The password was changed, all other logins have ended: account=%s", caller.account());
        return changed.signedIn();
    }

    private record Changed(SignedIn signedIn, List<LoginId> ended) {}

    /** The caller's logins that stand, newest first. */
    public List<Login> devices(Caller caller) {
        return database.read(tx -> logins.list(tx, caller.account()));
    }

    /** Ends one of the caller's logins; {@link Code#NOT_FOUND} when it has none such. */
    public void endDevice(Caller caller, LoginId id) {
        var ended = database.transact(tx -> logins.end(tx, caller.account(), id, BY_OWNER));
        if (!ended) {
            throw new Refusal(Code.NOT_FOUND);
        }
        ends.ended(caller.account(), id, BY_OWNER);
    }

    /** Ends all of the caller's logins but the one that asks. */
    public void endOtherDevices(Caller caller) {
        var here = new LoginId(caller.credential());
        database.transact(tx -> logins.endOthers(tx, caller.account(), here, BY_OWNER))
                .forEach(login -> ends.ended(caller.account(), login, BY_OWNER));
    }

    /**
     * Removes the caller's account and all that is its own.
     *
     * @throws Refusal {@link Code#BAD_CREDENTIALS} when the password is wrong, {@link Code#CONFLICT} for the only
     *     operator
     */
    public void leave(Caller caller, String password) {
        confirmed(caller, password);
        var standing = database.transact(tx -> {
            var account = own(tx, caller.account());
            if (account.role() == Role.OPERATOR && accounts.count(tx, Role.OPERATOR) == 1) {
                throw new Refusal(
                        Code.CONFLICT,
                        new Text(
                                "You are the only operator. Make another one before you leave.",
                                "您是唯一的管理员，请先指定另一位管理员。"));
            }
            var open = logins.list(tx, account.id());
            listeners.deleted(tx, account.id());
            accounts.delete(tx, account.id());
            return open;
        });
        authentication.forgetAll();
        standing.forEach(login -> ends.ended(caller.account(), login.id(), "account gone"));
        LOG.infof("An account was deleted by its owner: account=%s", caller.account());
    }

    /** The kept hash of the caller's password, once the caller has shown to know it. */
    private String confirmed(Caller caller, String password) {
        // a counter of its own: guesses at the sign-in must not keep the owner from changing the password
        var counter = "confirmation of " + caller.account();
        var from = caller.credential().toString();
        var kept = database.read(tx -> accounts.credential(tx, caller.account()))
                .map(Accounts.Credential::password)
                .orElseThrow(() -> new Refusal(Code.BAD_CREDENTIALS));
        var verdict = passwords.verify(password, kept, () -> throttle.check(counter, from));
        if (!verdict.matches()) {
            throttle.failed(counter, from);
            throw new Refusal(Code.BAD_CREDENTIALS, new Text("The password is wrong.", "密码不正确。"));
        }
        throttle.succeeded(counter, from);
        return kept;
    }

    private Account own(Handle tx, AccountId id) {
        return accounts.find(tx, id).orElseThrow(() -> new Refusal(Code.UNAUTHENTICATED));
    }
}
