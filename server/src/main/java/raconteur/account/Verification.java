package raconteur.account;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;

/**
 * Finds out whether people read what is sent to the address they name: a letter with a link that is good once, for an
 * hour. An address is verified for one account at most, and nobody but its reader learns for which. Thread-safe.
 */
@Singleton
public final class Verification {
    private static final Logger LOG = Logger.getLogger(Verification.class);
    private static final int CLAIMANTS = 5;

    private final Database database;
    private final Accounts accounts;
    private final MailKeys keys;
    private final Entrance entrance;
    private final Correspondence correspondence;
    private final LetterLimits limits;
    private final Errands errands;
    private final Listeners listeners;
    private final Authentication authentication;

    Verification(
            Database database,
            Accounts accounts,
            MailKeys keys,
            Entrance entrance,
            Correspondence correspondence,
            LetterLimits limits,
            Errands errands,
            Listeners listeners,
            Authentication authentication) {
        this.database = database;
        this.accounts = accounts;
        this.keys = keys;
        this.entrance = entrance;
        this.correspondence = correspondence;
        this.limits = limits;
        this.errands = errands;
        this.listeners = listeners;
        this.authentication = authentication;
    }

    /** Refuses whoever may not sign in before the address is verified; {@link Code#EMAIL_UNVERIFIED}. */
    void refuseUnverified(Account account) {
        if (isMandatory()
                && account.role() == Role.MEMBER
                && account.email() != null // whoever is here without one came before it was asked for
                && !account.emailVerified()) {
            throw new Refusal(Code.EMAIL_UNVERIFIED);
        }
    }

    /**
     * Takes a new account for a person's at once, or writes to the address it names where addresses are verified; in
     * the transaction that made it.
     */
    void welcome(Handle tx, Account account, boolean here, Language language) {
        var address = account.email();
        if (isOff()) {
            confirm(tx, account, here);
        } else if (address != null) {
            correspondence.askForProof(tx, account, address, language);
        }
    }

    /**
     * Changes the address that an account names, in the caller's transaction. Where addresses are verified, the present
     * one stays until the other is.
     */
    void move(Handle tx, Account account, @Nullable String address, Language language) {
        if (address == null && isMandatory()) {
            throw Refusal.invalid("email", "is needed on this server", "本服务器要求填写邮箱");
        }
        correspondence.withdrawProofs(tx, account);
        if (address != null && account.emailVerified() && address.equals(account.email())) {
            accounts.setPendingEmail(tx, account.id(), null); // it stays after all
            return;
        }
        if (address != null && (isMandatory() || (account.emailVerified() && !isOff()))) {
            accounts.setPendingEmail(tx, account.id(), address);
        } else {
            correspondence.withdrawResets(tx, account);
            accounts.setEmail(tx, account.id(), address);
            tellOfMove(tx, account, address);
        }
        if (address != null && !isOff()) {
            correspondence.askForProof(tx, account, address, language);
        }
    }

    /** Sends what was written, once the transaction is over. */
    void hurry() {
        correspondence.hurry();
    }

    /**
     * Uses a link up: its address is the account's from now on, and verified.
     *
     * @param here whether the request comes from this very machine
     * @throws Refusal of the field {@code key} when it is not good, or no longer
     */
    public Account verify(String key, boolean here) {
        var verified = database.transact(tx -> {
            var shown = keys.use(tx, MailKeys.Purpose.VERIFY, key).orElseThrow(Verification::spent);
            var account = accounts.find(tx, shown.account()).orElseThrow(Verification::spent);
            prove(tx, account, String.valueOf(shown.address()), here);
            return accounts.find(tx, account.id()).orElseThrow();
        });
        authentication.forgetAll();
        correspondence.hurry();
        LOG.infof("An address was verified: account=%s", verified.id());
        return verified;
    }

    /** Notes in the caller's transaction that this account's owner reads this address. */
    void prove(Handle tx, Account account, String address, boolean here) {
        var owner = accounts.verifiedOwner(tx, String.valueOf(Email.keyOf(address)));
        if (owner.isPresent() && !owner.get().id().equals(account.id())) {
            throw spent(); // another account has shown it since
        }
        correspondence.withdrawProofs(tx, account);
        accounts.setVerifiedEmail(tx, account.id(), address);
        if (account.emailVerified()) {
            correspondence.withdrawResets(tx, account);
            tellOfMove(tx, account, address);
        }
        confirm(tx, account, here);
    }

    /**
     * Has another letter written to an address, if it waits to be verified for anybody. Answers before that is known.
     *
     * @param from the address of whoever asks
     * @throws Refusal {@link Code#INVALID_REQUEST} for what is no address, {@link Code#TOO_MANY_REQUESTS}
     */
    public void resend(String address, String from, Language language) {
        var to = Email.parse(address);
        if (to == null) {
            throw Refusal.invalid("email", "must not be empty", "不能为空");
        }
        limits.check(from);
        errands.run(() -> {
            if (!isOff()) {
                database.transact(tx -> {
                    waiting(tx, to).forEach(account -> correspondence.askForProof(tx, account, to, language));
                    return true;
                });
                correspondence.hurry();
            }
        });
    }

    private java.util.List<Account> waiting(Handle tx, String address) {
        return accounts.claimants(tx, String.valueOf(Email.keyOf(address)), CLAIMANTS).stream()
                .filter(account -> !account.suspended())
                .filter(account -> account.pendingEmail() != null || !account.emailVerified())
                .toList();
    }

    private void tellOfMove(Handle tx, Account account, @Nullable String address) {
        var before = account.email();
        if (before != null && account.emailVerified() && !before.equalsIgnoreCase(String.valueOf(address))) {
            correspondence.tellOfMove(tx, account, before);
        }
    }

    private void confirm(Handle tx, Account account, boolean here) {
        if (accounts.confirm(tx, account.id())) {
            listeners.confirmed(tx, new Opening(account.id(), account.role(), here));
        }
    }

    private boolean isOff() {
        return entrance.rules().proof() == Entrance.Proof.NONE;
    }

    private boolean isMandatory() {
        return entrance.rules().proof() == Entrance.Proof.MANDATORY;
    }

    static Refusal spent() {
        return Refusal.invalid(
                "key", "this link was used already, or is older than an hour: ask for another", "此链接已被使用或已超过一小时，请重新申请");
    }
}
