package raconteur.account;

import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;

/** Hears of accounts that begin and end, inside the transaction in which they do; what it throws undoes that. */
public interface AccountListener {
    void opened(Handle tx, Opening opening);

    /**
     * The account is taken for a person's: called once, when it is opened, or where addresses are verified, when its
     * first one is.
     */
    default void confirmed(Handle tx, Opening opening) {}

    /** Called before the account's row goes, so that what belongs to it can still be found. */
    void deleted(Handle tx, AccountId account);
}
