package raconteur.account;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import raconteur.account.mail.Mail;
import raconteur.account.mail.Mailer;
import raconteur.account.mail.Post;
import raconteur.account.mail.StoredLetter.Purpose;
import raconteur.platform.Language;

/** Writes the letters of accounts, in the transaction of what they tell of, and no mailbox more than a few. */
@Singleton
final class Correspondence {
    private static final Logger LOG = Logger.getLogger(Correspondence.class);
    private static final Duration NEWS = Duration.ofDays(1);

    private final Post post;
    private final Accounts accounts;
    private final MailKeys keys;
    private final Wording wording;
    private final Links links;
    private final LetterLimits limits;
    private final InstantSource time;

    Correspondence(
            Post post,
            Accounts accounts,
            MailKeys keys,
            Wording wording,
            Links links,
            LetterLimits limits,
            InstantSource time) {
        this.post = post;
        this.accounts = accounts;
        this.keys = keys;
        this.wording = wording;
        this.links = links;
        this.limits = limits;
        this.time = time;
    }

    /** Asks whoever reads this address to show it; or, where another account has shown that, tells that one. */
    void askForProof(Handle tx, Account account, String address, Language language) {
        if (!mayReach(account, address)) {
            return;
        }
        var owner = accounts.verifiedOwner(tx, String.valueOf(Email.keyOf(address)));
        if (owner.isPresent() && !owner.get().id().equals(account.id())) {
            var name = owner.get().username().shown();
            news(tx, owner.get(), wording.taken(address, name, reader(owner.get(), language)));
            return;
        }
        var issued = keys.issue(tx, account.id(), MailKeys.Purpose.VERIFY, address);
        var name = account.username().shown();
        var mail = wording.verification(address, name, links.verification(issued.text()), reader(account, language));
        post.put(tx, account.id(), Purpose.VERIFY, mail, issued.expiresAt());
    }

    /** Sends whoever reads this address a way to another password for each of these accounts, at least one. */
    void offerReset(Handle tx, List<Account> owners, String address, Language language) {
        var first = owners.getFirst();
        if (!mayReach(first, address)) {
            return;
        }
        var ways = new ArrayList<Wording.Way>();
        for (var owner : owners) {
            var issued = keys.issue(tx, owner.id(), MailKeys.Purpose.RESET, address);
            ways.add(new Wording.Way(owner.username().shown(), links.reset(issued.text())));
        }
        var mail = wording.reset(address, ways, reader(first, language));
        post.put(tx, first.id(), Purpose.RESET, mail, time.instant().plus(MailKeys.LIFE));
    }

    /** Tells the address that an account had that it names another now. */
    void tellOfMove(Handle tx, Account account, String before) {
        news(tx, account, wording.moved(before, account.username().shown(), reader(account, Language.EN)));
    }

    /** Takes back everything that was written to prove an address of this account. */
    void withdrawProofs(Handle tx, Account account) {
        keys.forget(tx, account.id(), MailKeys.Purpose.VERIFY);
        post.withdraw(tx, account.id(), Purpose.VERIFY);
    }

    /** Takes back every way to another password of this account. */
    void withdrawResets(Handle tx, Account account) {
        keys.forget(tx, account.id(), MailKeys.Purpose.RESET);
        post.withdraw(tx, account.id(), Purpose.RESET);
    }

    /** Sends what was written, once the transaction is over. */
    void hurry() {
        post.hurry();
    }

    Mailer.Outcome trial(String address, Language language) {
        return post.trial(wording.trial(address, language));
    }

    private void news(Handle tx, Account reader, Mail mail) {
        if (post.reachesPeople()) { // an operator has nothing to pass on
            post.put(tx, reader.id(), Purpose.NOTICE, mail, time.instant().plus(NEWS));
        }
    }

    private boolean mayReach(Account account, String address) {
        var may = limits.mayReach(String.valueOf(Email.keyOf(address)));
        if (!may) {
            LOG.infof("No letter was written, its mailbox has had too many: account=%s", account.id());
        }
        return may;
    }

    private static Language reader(Account account, Language language) {
        return account.language() == null ? language : account.language();
    }
}
