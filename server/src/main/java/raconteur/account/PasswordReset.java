package raconteur.account;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;

/**
 * Another password for who forgot theirs: by a letter to their address, or by a link that an operator hands out.
 * Thread-safe.
 */
@Singleton
public final class PasswordReset {
    /** A link for its person's eyes. */
    public record Way(String link, Instant expiresAt) {}

    private static final Logger LOG = Logger.getLogger(PasswordReset.class);
    private static final String CHANGED = "password changed";
    private static final int CLAIMANTS = 5;

    private final Database database;
    private final Accounts accounts;
    private final Logins logins;
    private final Passwords passwords;
    private final MailKeys keys;
    private final Correspondence correspondence;
    private final Verification verification;
    private final LetterLimits limits;
    private final Links links;
    private final Errands errands;
    private final Throttle throttle;
    private final Authentication authentication;
    private final LoginEnds ends;

    PasswordReset(
            Database database,
            Accounts accounts,
            Logins logins,
            Passwords passwords,
            MailKeys keys,
            Correspondence correspondence,
            Verification verification,
            LetterLimits limits,
            Links links,
            Errands errands,
            Throttle throttle,
            Authentication authentication,
            LoginEnds ends) {
        this.database = database;
        this.accounts = accounts;
        this.logins = logins;
        this.passwords = passwords;
        this.keys = keys;
        this.correspondence = correspondence;
        this.verification = verification;
        this.limits = limits;
        this.links = links;
        this.errands = errands;
        this.throttle = throttle;
        this.authentication = authentication;
        this.ends = ends;
    }

    /**
     * Has a letter written to an address, if it is anybody's. Answers before that is known.
     *
     * @param from the address of whoever asks
     * @throws Refusal {@link Code#INVALID_REQUEST} for what is no address, {@link Code#TOO_MANY_REQUESTS}
     */
    public void request(String address, String from, Language language) {
        var to = Email.parse(address);
        if (to == null) {
            throw Refusal.invalid("email", "must not be empty", "不能为空");
        }
        limits.check(from);
        errands.run(() -> {
            var isKnown = database.transact(tx -> {
                var owners = owners(tx, to);
                if (!owners.isEmpty()) {
                    correspondence.offerReset(tx, owners, to, language);
                }
                return !owners.isEmpty();
            });
            if (isKnown) {
                correspondence.hurry();
            }
        });
    }

    /** Whoever has shown to read it; else, where nobody has, everyone who names it: its reader decides. */
    private List<Account> owners(Handle tx, String address) {
        var key = String.valueOf(Email.keyOf(address));
        var owner = accounts.verifiedOwner(tx, key);
        return owner.map(List::of).orElseGet(() -> accounts.claimants(tx, key, CLAIMANTS)).stream()
                .filter(account -> !account.suspended())
                .filter(account -> key.equals(Email.keyOf(account.email()))) // not merely to be
                .toList();
    }

    /**
     * Sets another password, uses the link up and ends every login of the account.
     *
     * @param here whether the request comes from this very machine
     * @throws Refusal {@link Code#INVALID_REQUEST} of the field {@code key} when it is not good, or no longer; of
     *     {@code password} when that cannot be one
     */
    public void confirm(String key, String password, boolean here) {
        Passwords.check("password", password);
        if (database.read(tx -> keys.find(tx, MailKeys.Purpose.RESET, key)).isEmpty()) {
            throw Verification.spent(); // before any time is spent on the password
        }
        var hash = passwords.hash(password);
        var changed = database.transact(tx -> {
            var shown = keys.use(tx, MailKeys.Purpose.RESET, key).orElseThrow(Verification::spent);
            var account = accounts.find(tx, shown.account()).orElseThrow(Verification::spent);
            accounts.claim(tx, account.id());
            accounts.setPassword(tx, account.id(), hash);
            correspondence.withdrawResets(tx, account);
            var ended = logins.endAll(tx, account.id(), CHANGED);
            if (shown.address() != null && !account.emailVerified() && isFree(tx, shown.address())) {
                verification.prove(tx, account, shown.address(), here);
            }
            return new Changed(account, ended);
        });
        authentication.forgetAll();
        var owner = changed.account();
        changed.ended().forEach(login -> ends.ended(owner.id(), login, CHANGED));
        throttle.forgive(owner.username().key());
        LOG.infof("A password was set by a link, all logins have ended: account=%s", owner.id());
    }

    private record Changed(Account account, List<LoginId> ended) {}

    private boolean isFree(Handle tx, String address) {
        return accounts.verifiedOwner(tx, String.valueOf(Email.keyOf(address))).isEmpty();
    }

    /** A link to another password for one account; {@link Code#NOT_FOUND} when there is none that could sign in. */
    public Way offer(Caller operator, AccountId id) {
        var issued = database.transact(tx -> {
            var account = accounts.credential(tx, id)
                    .filter(found -> found.password() != null)
                    .orElseThrow(() -> new Refusal(Code.NOT_FOUND))
                    .account();
            if (account.suspended()) {
                throw new Refusal(Code.CONFLICT, new Text("This account is suspended.", "该账户已被停用。"));
            }
            return keys.issue(tx, account.id(), MailKeys.Purpose.RESET, null);
        });
        LOG.warnf("An operator made a link to another password: account=%s by=%s", id, operator.account());
        return new Way(links.reset(issued.text()), issued.expiresAt());
    }
}
