package raconteur.realtime;

import raconteur.account.LoginEnds;
import raconteur.platform.Caller;

/**
 * Whose a socket is.
 *
 * @param caller as the credential had it when it was shown
 * @param credential a login's token or an API key; looked at anew with every request
 * @param watching who tells of the login's end; for a key nobody does
 */
record Identity(Caller caller, String credential, LoginEnds.Watching watching) {
    /** Who showed a credential while connecting. */
    record Shown(Caller caller, String credential) {}

    /** An API key is no login: nobody tells of its end. */
    static final LoginEnds.Watching NOBODY = () -> {};

    boolean isKey() {
        return !caller.may(Caller.LOGIN);
    }

    @Override
    public String toString() {
        return "Identity[" + caller.account() + "]"; // never the credential
    }
}
