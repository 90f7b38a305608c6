package raconteur.account;

import raconteur.platform.AccountId;

/** Hears of logins that have ended, on the node that ended them, after that is on disk. Must not throw. */
public interface LoginListener {
    void ended(AccountId account, LoginId login, String reason);
}
